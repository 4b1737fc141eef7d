import { recordDone } from '../audit/record.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import type { Professional } from './draft-view.ts';
import { deleteReferralDraft, openReferralDraftRow } from './referral-draft-store.ts';
import { mayUseReferralDraft } from './referral-for-actor.ts';

type Refusal = NotAllowed | NotFound | { reason: 'already-sent'; referralId: string };

/**
 * Deletes a draft: of what was typed nothing is kept but the audit event. A draft that is gone already counts as
 * discarded.
 *
 * Refuses `not-found` for somebody else's draft (on record), `already-sent` when it has been sent.
 */
export async function discardReferralDraft(
  deps: Deps,
  input: { actor: Professional; draftId: string },
): Promise<Result<null, Refusal>> {
  const { actor, draftId } = input;
  const { row } = await openReferralDraftRow(deps.db, { draftId, professionalId: actor.id });
  const enteredById = row?.enteredById ?? actor.id;
  const refusal = await mayUseReferralDraft(deps, 'discard-referral-draft', actor, { id: draftId, enteredById });
  if (refusal) return refusal;
  if (row && row.state !== 'draft') return refuse({ reason: 'already-sent', referralId: draftId });

  const deleted = await deps.db.$transaction(async (tx) => {
    if (!(await deleteReferralDraft(tx, draftId, actor.id))) return false;
    const entry = {
      useCase: 'discard-referral-draft',
      actor,
      noun: 'referral',
      nounId: draftId,
      from: 'draft',
    } as const;
    await recordDone(tx, deps.clock.now(), entry);
    return true;
  });
  // Sent or discarded on another copy of the card a moment before.
  return deleted || !row ? ok(null) : discardReferralDraft(deps, input);
}
