import { recordDone } from '../audit/record.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { checkStep } from './check-step.ts';
import type { ReferralDraftView, ReferralProblem, ReferralStep, TypedReferral } from './draft-model.ts';
import { checkContextOf, keepableReferral, type Professional, referralDraftView } from './draft-view.ts';
import { withTypedProfessional } from './key-professionals.ts';
import { mergeReferralDraft, openReferralDraftRow } from './referral-draft-store.ts';
import { mayUseReferralDraft } from './referral-for-actor.ts';

type Input = {
  actor: Professional;
  /** Made when the card is made, so that saving again changes the same draft. */
  draftId: string;
  typed: TypedReferral;
  /** A step is kept only when its answers are right; 'nothing' keeps any half-made draft. */
  check: ReferralStep | 'nothing';
};
type Refusal =
  | NotAllowed
  | NotFound
  | { reason: 'incomplete'; problems: ReferralProblem[] }
  | { reason: 'already-sent'; referralId: string };

/**
 * Keeps what is typed as a draft, field by field over what it held: a field that is not in `typed` stays as it was. A key
 * professional whose details stand in the fields joins the list.
 *
 * Refuses `not-found` for somebody else's draft (on record), `not-allowed` for an entry for somebody by anybody but the
 * DSR team, `incomplete` when a step is checked and wrong, `already-sent`; nothing is stored then.
 */
export async function saveReferralDraft(deps: Deps, input: Input): Promise<Result<ReferralDraftView, Refusal>> {
  const { actor, draftId } = input;
  const known = await openReferralDraftRow(deps.db, { draftId, professionalId: actor.id });
  const enteredById = known.row?.enteredById ?? actor.id;
  const forAnother = (input.typed.forAnother ?? known.row?.typed?.forAnother) === 'yes';
  const about = { id: draftId, enteredById, forAnother };
  const refusal = await mayUseReferralDraft(deps, 'save-referral-draft', actor, about);
  if (refusal) return refusal;
  if (known.row && known.row.state !== 'draft') return refuse({ reason: 'already-sent', referralId: draftId });
  const stored = known.row?.typed ?? {};
  const typed = keepableReferral(input.typed);
  const now = deps.clock.now();
  const whole = { ...stored, ...typed };
  const draft = referralDraftView(draftId, known, { typed: whole, version: known.row?.version ?? 0, updatedAt: now });
  const problems = input.check === 'nothing' ? [] : checkStep(input.check, checkContextOf(deps, draft));
  if (problems.length > 0) return refuse({ reason: 'incomplete', problems });

  const keep = input.check === 'professionals' ? withTypedProfessional(whole) : typed;
  const kept = await deps.db.$transaction(async (tx) => {
    const row = await mergeReferralDraft(tx, { id: draftId, enteredById: actor.id, typed: keep, at: now });
    if (row?.added) {
      const entry = { useCase: 'save-referral-draft', actor, noun: 'referral', nounId: draftId, to: 'draft' } as const;
      await recordDone(tx, now, entry);
    }
    return row;
  });
  // Sent on another copy of the card a moment before.
  return kept ? ok(referralDraftView(draftId, known, kept)) : saveReferralDraft(deps, input);
}
