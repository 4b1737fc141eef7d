import { z } from 'zod';
import { withdrawReferralConfirmCard } from '../../cards/withdraw-referral-confirm.card.ts';
import { viewReferral } from '../../services/referrals/view-referral.ts';
import { referrerRefusalText } from '../../wording/referral-for-referrer.ts';
import { announcedReferral } from '../../wording/referral-states.ts';
import { referralRefusal, referralsOnlyInChat } from '../referral-messages.ts';
import { shownReferral } from '../shown-cards/referral-for-referrer.ts';
import { cardAction } from '../turn.ts';

const data = z.object({ referralId: z.guid() });

/** "Withdraw": asks once more, where it can still be withdrawn. */
export const openWithdrawReferral = cardAction('open-withdraw-referral', data, async (turn, { referralId }) => {
  if (turn.where === 'channel') return referralsOnlyInChat();
  const { deps, actor } = turn;
  const found = await viewReferral(deps, { actor, referralId });
  if (!found.ok) return referralRefusal(found.reason);
  const referral = found.value;
  if (referral.state !== 'submitted' && referral.state !== 'information-requested') {
    return shownReferral(turn, referral, { notice: { tone: 'warning', text: referrerRefusalText('too-late') } });
  }
  const card = withdrawReferralConfirmCard({ referral, press: deps.newId() });
  return { card, summary: announcedReferral(referral) };
});
