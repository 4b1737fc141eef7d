import type { Actor } from '../access/actor.ts';
import { recordDisclosure } from '../disclosures/disclosure-store.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result } from '../platform/result.ts';
import { actionView } from './action-view.ts';
import type { ActionPageView } from './model.ts';
import { openAction } from './open-action.ts';

/**
 * Shows an agreed action to somebody whose party is to do it. What is said of the person is put on record as a disclosure
 * before it is shown; whoever may not know gets the reference and the date.
 *
 * @param input.address in small letters, as it was confirmed
 */
export async function viewAction(
  deps: Deps,
  input: { actor: Actor; address: string; actionKey: string },
): Promise<Result<ActionPageView, NotAllowed | NotFound>> {
  const opened = await openAction(deps, 'view-action', input);
  if (!opened.ok) return opened;
  const { action, meeting, invitee, part } = opened.value;
  if (part.knows) {
    await recordDisclosure(deps.db, deps, {
      meetingId: meeting.id,
      entryId: meeting.entryId,
      inviteeId: invitee?.id ?? null,
      organisationId: action.organisationId,
      address: input.address,
      what: ['name', 'actions'],
      via: 'page',
      basis: part.basis,
      version: action.outcomeVersion,
    });
  }
  return ok(actionView(opened.value, deps.clock.now()));
}
