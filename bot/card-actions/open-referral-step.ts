import { z } from 'zod';
import { referralSteps } from '../../services/referrals/draft-model.ts';
import { checkContextOf } from '../../services/referrals/draft-view.ts';
import { stepsOf } from '../../services/referrals/steps.ts';
import { viewReferralDraft } from '../../services/referrals/view-referral-draft.ts';
import { referralDraftRefused, showReferralStep, showWhereItGoesOn } from '../referral-drafts.ts';
import { cardAction } from '../turn.ts';

const data = z.object({ draftId: z.guid(), step: z.enum(referralSteps) });

/** "Change", from the check page: the step, which leads back to the check. */
export const openReferralStep = cardAction('open-referral-step', data, async (turn, { draftId, step }) => {
  const found = await viewReferralDraft(turn.deps, { actor: turn.actor, draftId });
  if (!found.ok) return referralDraftRefused(turn, found);
  const known = stepsOf(checkContextOf(turn.deps, found.value)).includes(step);
  return known ? showReferralStep(turn, found.value, step, { fromCheck: true }) : showWhereItGoesOn(turn, found.value);
});
