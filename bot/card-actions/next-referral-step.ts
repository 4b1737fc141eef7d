import { checkContextOf } from '../../services/referrals/draft-view.ts';
import { saveReferralDraft } from '../../services/referrals/save-referral-draft.ts';
import { stepAfter } from '../../services/referrals/steps.ts';
import { readStep, referralDraftRefused, showReferralCheck, showReferralStep, stepData } from '../referral-drafts.ts';
import { cardAction } from '../turn.ts';

/** "Next": the step is checked and kept, and the next one or the check follows; or it comes back with what to put right. */
export const nextReferralStep = cardAction('next-referral-step', stepData, async (turn, data) => {
  const { deps, actor } = turn;
  const { draft, typed, step, fromCheck } = await readStep(turn, data);
  const saved = await saveReferralDraft(deps, { actor, draftId: draft.id, typed, check: step });
  if (saved.ok) {
    const next = stepAfter(step, checkContextOf(deps, saved.value));
    // What is asked about consent depends on the answer: a changed answer asks it anew.
    const goesOn = next !== undefined && (!fromCheck || step === 'consent');
    return goesOn ? showReferralStep(turn, saved.value, next, { fromCheck }) : showReferralCheck(turn, saved.value);
  }
  if (saved.reason !== 'incomplete') return referralDraftRefused(turn, saved);
  return showReferralStep(turn, draft, step, { problems: saved.problems, fromCheck });
});
