import { saveReferralDraft as keep } from '../../services/referrals/save-referral-draft.ts';
import { referralMessages } from '../../wording/referral-for-referrer.ts';
import { message } from '../message-cards.ts';
import { readStep, referralDraftRefused, stepData } from '../referral-drafts.ts';
import { myReferralsButton } from '../referral-messages.ts';
import { cardAction } from '../turn.ts';

/** "Save for later", from any step: any half-made draft is kept. */
export const saveReferralDraft = cardAction('save-referral-draft', stepData, async (turn, data) => {
  const { draft, typed } = await readStep(turn, data);
  const saved = await keep(turn.deps, { actor: turn.actor, draftId: draft.id, typed, check: 'nothing' });
  if (!saved.ok) return referralDraftRefused(turn, saved.reason === 'incomplete' ? { reason: 'not-found' } : saved);
  const goOn = { title: 'Continue', verb: 'open-referral-draft', data: { draftId: draft.id } };
  return message(referralMessages.saved, [goOn, myReferralsButton]);
});
