import { describe, expect, it } from 'vitest';
import { type RequestState, requestStates } from '../../../services/mbe-requests/model.ts';
import {
  isOpen,
  isOverdue,
  type RequestTransition,
  requestAfter,
  requestTransitions,
  waitingFor,
} from '../../../services/mbe-requests/rules.ts';

/** The whole of domain.md §2, written out on its own: every pair that is not here is refused. */
const allowed: Record<string, RequestState> = {
  'submit draft': 'submitted',
  'ask-information submitted': 'information-requested',
  'answer-information information-requested': 'submitted',
  'approve submitted': 'approved',
  'approve information-requested': 'approved',
  'decline submitted': 'declined',
  'decline information-requested': 'declined',
  'withdraw submitted': 'withdrawn',
  'withdraw information-requested': 'withdrawn',
  'close approved': 'closed',
  'cancel approved': 'cancelled',
};

describe('the states of a request', () => {
  const transitions = Object.keys(requestTransitions) as RequestTransition[];
  const pairs = transitions.flatMap((transition) => requestStates.map((state) => [transition, state] as const));

  it.each(pairs)('%s from %s leads where the table says, or nowhere', (transition, state) => {
    expect(requestAfter(transition, state)).toBe(allowed[`${transition} ${state}`]);
  });

  it('every state but the draft can be reached, and only over and done ones have no way on', () => {
    const reached = new Set(transitions.map((transition) => requestTransitions[transition].to));
    expect(requestStates.filter((state) => !reached.has(state as never))).toEqual(['draft']);
    const dead = requestStates.filter((state) => transitions.every((one) => requestAfter(one, state) === undefined));
    expect(dead).toEqual(['declined', 'withdrawn', 'closed', 'cancelled']);
  });

  it('open is what is undecided, or approved and not over', () => {
    expect(requestStates.filter(isOpen)).toEqual(['submitted', 'information-requested', 'approved']);
  });
});

describe('who has to do something next', () => {
  const booked = { state: 'booked', ended: false } as const;
  it.each([
    ['submitted', true, null, 'owner'],
    ['submitted', false, null, 'anybody-in-the-team'],
    ['information-requested', true, null, 'requester'],
    ['approved', true, { state: 'being-arranged', ended: false }, 'owner'],
    ['approved', true, { state: 'being-arranged', ended: false, asked: true }, 'invitees'],
    ['approved', true, { state: 'being-arranged', ended: false, asked: false }, 'owner'],
    ['approved', true, booked, 'invitees'],
    ['approved', true, { ...booked, ended: true }, 'chair'],
    ['approved', true, { state: 'took-place', ended: true }, 'chair'],
    ['approved', true, { state: 'did-not-take-place', ended: true }, 'owner'],
    ['declined', true, null, 'nobody'],
    ['closed', true, { state: 'outcome-recorded', ended: true }, 'nobody'],
  ] as const)('%s (owned: %s, meeting: %o) waits for %s', (state, owned, meeting, who) => {
    expect(waitingFor({ state, owned, meeting })).toBe(who);
  });
});

describe('overdue', () => {
  const due = new Date('2027-01-14T09:30:00Z');
  const after = new Date('2027-01-14T09:30:00.001Z');

  it('only after the instant it was due, and only while the team has to decide', () => {
    expect(isOverdue({ state: 'submitted', decideBy: due }, due)).toBe(false);
    expect(isOverdue({ state: 'submitted', decideBy: due }, after)).toBe(true);
    expect(isOverdue({ state: 'information-requested', decideBy: due }, after)).toBe(false);
    expect(isOverdue({ state: 'submitted', decideBy: null }, after)).toBe(false);
  });
});
