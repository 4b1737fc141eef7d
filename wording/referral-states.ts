import type { ReferralState } from '../services/referrals/model.ts';
import type { StateWords } from './team-request.ts';

const states: Record<ReferralState, StateWords> = {
  draft: { words: '○ Draft, not sent', tone: 'default' },
  submitted: { words: '● Sent to the DSR team', tone: 'accent' },
  'information-requested': { words: '? Your answer is needed', tone: 'attention' },
  accepted: { words: '✓ Accepted to the register', tone: 'default' },
  'not-eligible': { words: '✕ The register is not for this person', tone: 'attention' },
  withdrawn: { words: '○ Withdrawn', tone: 'default' },
};

const decided: StateWords = { words: '✓ Decided: the team tells you the outcome', tone: 'default' };

/** A referral's state as its referrer reads it. The outcome is named once the team has told it, not before. */
export function referrerState(state: ReferralState, referrerTold: boolean): StateWords {
  return (state === 'accepted' || state === 'not-eligible') && !referrerTold ? decided : states[state];
}

/** The same without its sign, for notifications: reference and state only. */
export function announcedReferral(referral: {
  reference: string;
  state: ReferralState;
  referrerTold: boolean;
}): string {
  return `${referral.reference}: ${referrerState(referral.state, referral.referrerTold).words.replace(/^\S+ /, '')}`;
}
