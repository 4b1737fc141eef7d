import { type ReferralState, undecidedReferralStates } from './model.ts';

/** Everything that moves a referral from one state to another (domain.md §3). What is not here cannot happen. */
export const referralTransitions = {
  submit: { from: ['draft'], to: 'submitted' },
  'ask-question': { from: ['submitted'], to: 'information-requested' },
  'answer-question': { from: ['information-requested'], to: 'submitted' },
  accept: { from: ['submitted', 'information-requested'], to: 'accepted' },
  refuse: { from: ['submitted', 'information-requested'], to: 'not-eligible' },
  withdraw: { from: ['submitted', 'information-requested'], to: 'withdrawn' },
} as const satisfies Record<string, { from: readonly ReferralState[]; to: ReferralState }>;

export type ReferralTransition = keyof typeof referralTransitions;

/** The state a transition leads to, or undefined when it is not allowed from `state`. */
export function referralAfter(transition: ReferralTransition, state: ReferralState): ReferralState | undefined {
  const { from, to }: { from: readonly ReferralState[]; to: ReferralState } = referralTransitions[transition];
  return from.includes(state) ? to : undefined;
}

/** Sent and waiting for a decision. */
export function isUndecided(state: ReferralState): boolean {
  return (undecidedReferralStates as readonly ReferralState[]).includes(state);
}
