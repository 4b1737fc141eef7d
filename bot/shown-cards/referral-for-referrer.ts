import type { CardNotice } from '../../cards/adaptive-card.ts';
import { type ReferralForReferrerView, referralForReferrerCard } from '../../cards/referral-for-referrer.card.ts';
import type { ReferralView } from '../../services/referrals/model.ts';
import { viewReferral } from '../../services/referrals/view-referral.ts';
import { announcedReferral } from '../../wording/referral-states.ts';
import { referralRefusal } from '../referral-messages.ts';
import type { ShownCard, Viewing } from '../turn.ts';

/** A referrer's own referral in its present state. Says that it is not there to anybody who may not see it. */
export async function showMyReferral(viewing: Viewing, referralId: string, notice?: CardNotice): Promise<ShownCard> {
  const found = await viewReferral(viewing.deps, { actor: viewing.actor, referralId });
  return found.ok ? shownReferral(viewing, found.value, { notice }) : referralRefusal(found.reason);
}

/** The same of a referral that has just been read. */
export function shownReferral(
  { deps }: Pick<Viewing, 'deps'>,
  referral: ReferralView,
  more: Pick<ReferralForReferrerView, 'notice' | 'answer' | 'confirmation'> = {},
): ShownCard {
  const card = referralForReferrerCard({ referral, policy: deps.policy, press: deps.newId(), ...more });
  const revision = `${referral.version} ${referral.referrerTold}`;
  return {
    card,
    summary: announcedReferral(referral),
    shows: { card: 'referral-for-referrer', nounId: referral.id, revision },
  };
}
