import { referralFacts } from '../facts-store.ts';
import { type Composer, nothing } from './composer.ts';
import { pageNewsFor } from './page-news.ts';

/** A referral's card to whoever entered it, and to nobody else; a mail where they are not in Teams. It shows the state of the moment. */
export const composeReferralNews: Composer = async (deps, delivery) => {
  const { detail, professionalId } = delivery;
  const referral = await referralFacts(deps.db, detail?.referralId);
  if (referral === null) return nothing('gone');
  if (professionalId !== null && professionalId !== referral.referrerId) return nothing('not-allowed');
  const news = { professionalId: referral.referrerId, reference: referral.reference ?? '', request: null };
  const mail = await pageNewsFor(deps, delivery, news);
  if (mail !== null) return mail;
  const receiver = { to: 'professional', professionalId: referral.referrerId } as const;
  return { do: 'post', receiver, message: { kind: 'referral-news', referralId: referral.id } };
};
