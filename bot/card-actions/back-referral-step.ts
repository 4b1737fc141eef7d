import { checkContextOf } from '../../services/referrals/draft-view.ts';
import { saveReferralDraft } from '../../services/referrals/save-referral-draft.ts';
import { stepBefore } from '../../services/referrals/steps.ts';
import { readStep, referralDraftRefused, showReferralStep, stepData } from '../referral-drafts.ts';
import { cardAction } from '../turn.ts';

/** "Back": keeps what was typed and shows the step before. */
export const backReferralStep = cardAction('back-referral-step', stepData, async (turn, data) => {
  const { deps, actor } = turn;
  const { draft, typed, step } = await readStep(turn, data);
  const saved = await saveReferralDraft(deps, { actor, draftId: draft.id, typed, check: 'nothing' });
  if (!saved.ok) return referralDraftRefused(turn, saved.reason === 'incomplete' ? { reason: 'not-found' } : saved);
  return showReferralStep(turn, saved.value, stepBefore(step, checkContextOf(deps, saved.value)) ?? step);
});
