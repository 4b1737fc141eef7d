import { myReferralsCard } from '../../cards/my-referrals.card.ts';
import { listMyReferrals } from '../../services/referrals/list-my-referrals.ts';
import { announcedReferrals } from '../../wording/referral-for-referrer.ts';
import { referralRefusal, referralsOnlyInChat } from '../referral-messages.ts';
import type { ShownCard, Turn } from '../turn.ts';

/** One page of somebody's own drafts and referrals. */
export async function showMyReferrals(turn: Turn, page = 1): Promise<ShownCard> {
  if (turn.where === 'channel') return referralsOnlyInChat();
  const { deps, actor } = turn;
  const listed = await listMyReferrals(deps, { actor, page });
  if (!listed.ok) return referralRefusal(listed.reason);
  return { card: myReferralsCard({ ...listed.value, now: deps.clock.now() }), summary: announcedReferrals };
}
