import { type ReferralState, undecidedReferralStates } from '../../referrals/model.ts';
import { referralFacts } from '../facts-store.ts';
import { type Composer, nothing } from './composer.ts';

const undecided: readonly ReferralState[] = undecidedReferralStates;

/** A referral's card to the DSR channel. One that has been decided or withdrawn meanwhile needs no card. */
export const composeReferralForTriage: Composer = async (deps, { detail }) => {
  const referral = await referralFacts(deps.db, detail?.referralId);
  if (referral === null) return nothing('gone');
  if (!undecided.includes(referral.state)) return nothing('ended');
  return {
    do: 'post',
    receiver: { to: 'channel' },
    message: { kind: 'referral-for-triage', referralId: referral.id },
  };
};
