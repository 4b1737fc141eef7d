import { describe, expect, it } from 'vitest';
import { referralStates } from '../../../services/referrals/model.ts';
import { isUndecided, type ReferralTransition, referralAfter } from '../../../services/referrals/rules.ts';

/** The table once more: from each state, what may happen, and what it leads to. */
const allowed: Record<(typeof referralStates)[number], Partial<Record<ReferralTransition, string>>> = {
  draft: { submit: 'submitted' },
  submitted: {
    'ask-question': 'information-requested',
    accept: 'accepted',
    refuse: 'not-eligible',
    withdraw: 'withdrawn',
  },
  'information-requested': {
    'answer-question': 'submitted',
    accept: 'accepted',
    refuse: 'not-eligible',
    withdraw: 'withdrawn',
  },
  accepted: {},
  'not-eligible': {},
  withdrawn: {},
};
const transitions: ReferralTransition[] = ['submit', 'ask-question', 'answer-question', 'accept', 'refuse', 'withdraw'];
const pairs = referralStates.flatMap((state) => transitions.map((transition) => ({ state, transition })));

describe('a referral moves', () => {
  it.each(pairs)('from $state by $transition only as the table says', ({ state, transition }) => {
    expect(referralAfter(transition, state)).toBe(allowed[state][transition]);
  });

  it('and waits for a decision only once it is sent', () => {
    expect(referralStates.filter(isUndecided)).toEqual(['submitted', 'information-requested']);
  });
});
