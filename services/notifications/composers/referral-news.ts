import { referralFacts } from '../facts-store.ts';
import { type Composer, nothing } from './composer.ts';

/** A referral's card to whoever entered it, and to nobody else. The card shows the state of the moment. */
export const composeReferralNews: Composer = async (deps, { detail, professionalId }) => {
  const referral = await referralFacts(deps.db, detail?.referralId);
  if (referral === null) return nothing('gone');
  if (professionalId !== null && professionalId !== referral.referrerId) return nothing('not-allowed');
  const receiver = { to: 'professional', professionalId: referral.referrerId } as const;
  return { do: 'post', receiver, message: { kind: 'referral-news', referralId: referral.id } };
};
