import type { UseCase } from '../access/access-table.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, type Result, refuse } from '../platform/result.ts';
import { partOfInvitee } from './calendar-event.ts';
import type { InviteeView } from './model.ts';
import { type AsInvitee, openAsInvitee } from './open-as-invitee.ts';
import type { OpenMeeting } from './open-meeting.ts';

/**
 * A meeting as the person or their family asks for it, by the address that was invited. Before there is a ground for sharing
 * there is nothing for them: somebody speaks to them first. That a meeting they know of is off is told in any case.
 */
export async function openAsFamily(
  deps: Pick<Deps, 'db' | 'clock' | 'policy'>,
  useCase: UseCase,
  input: AsInvitee,
): Promise<Result<{ meeting: OpenMeeting; invitee: InviteeView }, NotAllowed | NotFound>> {
  const opened = await openAsInvitee(deps, useCase, input);
  if (!opened.ok) return opened;
  const { meeting, invitee } = opened.value;
  if (invitee.kind !== 'individual' && invitee.kind !== 'carer') return refuse({ reason: 'not-found' });
  const { state } = meeting.view;
  const isHeld = partOfInvitee(meeting.view, invitee) === 'held-until-basis';
  const knowsOfIt =
    state === 'cancelled' && (invitee.invitation === 'sent' || invitee.invitation === 'may-have-been-sent');
  return isHeld && !knowsOfIt ? refuse({ reason: 'not-found' }) : opened;
}
