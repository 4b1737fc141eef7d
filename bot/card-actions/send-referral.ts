import { z } from 'zod';
import { submitReferral } from '../../services/referrals/submit-referral.ts';
import { viewReferralDraft } from '../../services/referrals/view-referral-draft.ts';
import { referralNotices } from '../../wording/referral-for-referrer.ts';
import { pressKey } from '../press-data.ts';
import { referralDraftRefused, showReferralCheck } from '../referral-drafts.ts';
import { shownReferral } from '../shown-cards/referral-for-referrer.ts';
import { cardAction } from '../turn.ts';

const data = z.object({ draftId: z.guid(), press: pressKey });

/** "Send referral": the referral's own card with its reference, or the check with what has to be put right. */
export const sendReferral = cardAction('send-referral', data, async (turn, { draftId, press }) => {
  const { deps, actor } = turn;
  const sent = await submitReferral(deps, { actor, draftId, press });
  if (sent.ok) {
    const notice = { tone: 'good', text: referralNotices.sent(sent.value.reference) } as const;
    return shownReferral(turn, sent.value, sent.value.state === 'submitted' ? { notice, confirmation: true } : {});
  }
  if (sent.reason !== 'incomplete') return referralDraftRefused(turn, sent);
  const found = await viewReferralDraft(deps, { actor, draftId });
  return found.ok ? showReferralCheck(turn, found.value) : referralDraftRefused(turn, found);
});
