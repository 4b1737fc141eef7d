import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import type { ReferralDraftView } from './draft-model.ts';
import { type Professional, referralDraftView } from './draft-view.ts';
import { openReferralDraftRow } from './referral-draft-store.ts';
import { mayUseReferralDraft } from './referral-for-actor.ts';

type Refusal = NotAllowed | NotFound | { reason: 'already-sent'; referralId: string };

/**
 * Opens a stored draft to go on with it.
 *
 * Refuses `not-found` when it is not stored or somebody else's (on record), `already-sent` when it has been sent.
 */
export async function viewReferralDraft(
  deps: Deps,
  input: { actor: Professional; draftId: string },
): Promise<Result<ReferralDraftView, Refusal>> {
  const { actor, draftId } = input;
  const known = await openReferralDraftRow(deps.db, { draftId, professionalId: actor.id });
  if (!known.row) return refuse({ reason: 'not-found' });
  const { enteredById } = known.row;
  const refusal = await mayUseReferralDraft(deps, 'view-referral-draft', actor, { id: draftId, enteredById });
  if (refusal) return refusal;
  if (known.row.state !== 'draft') return refuse({ reason: 'already-sent', referralId: draftId });
  return ok(referralDraftView(draftId, known, { ...known.row, typed: known.row.typed ?? {} }));
}
