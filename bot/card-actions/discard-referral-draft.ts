import { z } from 'zod';
import { discardReferralDraft as discard } from '../../services/referrals/discard-referral-draft.ts';
import { referralMessages } from '../../wording/referral-for-referrer.ts';
import { message } from '../message-cards.ts';
import { referralDraftRefused } from '../referral-drafts.ts';
import { myReferralsButton } from '../referral-messages.ts';
import { cardAction } from '../turn.ts';

const data = z.object({ draftId: z.guid(), sure: z.literal('yes').optional() });

/** "Delete": asks once more, then deletes the draft with everything typed in it. */
export const discardReferralDraft = cardAction('discard-referral-draft', data, async (turn, { draftId, sure }) => {
  if (!sure) {
    const yes = { title: 'Delete draft', verb: 'discard-referral-draft', data: { draftId, sure: 'yes' } } as const;
    return message(referralMessages.deleteDraft, [
      { ...yes, style: 'destructive' },
      { ...myReferralsButton, title: 'Keep it' },
    ]);
  }
  const discarded = await discard(turn.deps, { actor: turn.actor, draftId });
  return discarded.ok ? message(referralMessages.deleted, [myReferralsButton]) : referralDraftRefused(turn, discarded);
});
