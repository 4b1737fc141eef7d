import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { dayOf } from '../platform/time.ts';
import { openDraft } from './draft-store.ts';
import { draftView, type Professional } from './draft-view.ts';
import type { DraftView } from './model.ts';
import { mayUseDraft } from './request-for-actor.ts';

type Refusal = NotAllowed | NotFound | { reason: 'already-sent'; requestId: string };

/**
 * Opens a stored draft to go on with it.
 *
 * Refuses `not-found` when it is not stored or somebody else's (on record), `already-sent` when it has been submitted.
 */
export async function viewDraft(
  deps: Deps,
  input: { actor: Professional; draftId: string },
): Promise<Result<DraftView, Refusal>> {
  const { actor, draftId } = input;
  const ask = { draftId, professionalId: actor.id, organisationIds: [], today: dayOf(deps.clock.now()) };
  const known = await openDraft(deps.db, ask);
  if (!known.row) return refuse({ reason: 'not-found' });
  const refusal = await mayUseDraft(deps, 'view-draft', actor, { id: draftId, requesterId: known.row.requesterId });
  if (refusal) return refusal;
  if (known.row.state !== 'draft') return refuse({ reason: 'already-sent', requestId: draftId });
  return ok(draftView(draftId, known, { ...known.row, typed: known.row.typed ?? {} }));
}
