import { describe, expect, it } from 'vitest';
import type { InviteeView } from '../../../services/meetings/model.ts';
import {
  type ProposalState,
  type ProposalView,
  proposalStates,
  type SlotView,
} from '../../../services/proposals/model.ts';
import {
  bestSlot,
  chaseMoments,
  type ProposalChange,
  proposalChanges,
  stateOnceChanged,
  takesAnswers,
  verdictOf,
} from '../../../services/proposals/rules.ts';

const now = new Date('2027-01-12T09:30:00Z');
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

/** The table once more in plain words: from which state a change leads to which. */
const allowed: Record<string, ProposalState> = {
  'open replace': 'replaced',
  'open withdraw': 'withdrawn',
  'open close': 'closed',
  'open choose': 'chosen',
  'closed choose': 'chosen',
};
const pairs = proposalStates.flatMap((from) =>
  proposalChanges.map((change): [ProposalState, ProposalChange] => [from, change]),
);

describe('the states of a proposal', () => {
  it.each(pairs)('%s: %s leads where the table says, or nowhere', (from, change) => {
    expect(stateOnceChanged(change, from)).toBe(allowed[`${from} ${change}`]);
  });

  it('answers are taken while it is open and its deadline is still to come', () => {
    const taken = proposalStates.map((state) => takesAnswers({ state, deadline: later(1) }, now));
    expect(taken).toEqual([true, false, false, false, false]);
    expect(takesAnswers({ state: 'open', deadline: now }, now)).toBe(false);
  });
});

const invitee = (id: string, need: 'required' | 'useful', standsInForId: string | null = null) =>
  ({ id, need, standsInForId }) as InviteeView;
const team = [
  invitee('social', 'required'),
  invitee('school', 'required'),
  invitee('police', 'useful'),
  invitee('stand-in', 'required', 'social'),
];

function slot(
  id: string,
  hours: number,
  said: Record<string, 'yes' | 'if-need-be' | 'no'>,
  quorate: SlotView['quorate'] = 'yes',
) {
  const answers = Object.entries(said).map(([inviteeId, answer]) => ({ inviteeId, answer }));
  return { id, startsAt: later(hours), endsAt: later(hours + 1), answers, quorate };
}

const proposal = (slots: SlotView[], over: Partial<ProposalView> = {}): ProposalView => ({
  ...{ id: 'proposal', state: 'open', version: 0, deadline: later(24), autoBook: true, chosenSlotId: null },
  ...{ slots, answered: [], waitingFor: [] },
  ...over,
});

describe('the time that is booked by itself', () => {
  const best = (...slots: SlotView[]) => bestSlot({ invitees: team }, slots, now)?.id;
  const all = { social: 'yes', school: 'yes' } as const;

  it('is one at which the meeting would be quorate and that has not begun', () => {
    expect(best(slot('a', 48, all, 'maybe'), slot('b', 50, {}, 'no'))).toBeUndefined();
    expect(best(slot('past', -1, all), slot('next', 72, all))).toBe('next');
  });

  it('has most required roles, then most useful ones; a stand-in fills a role', () => {
    expect(best(slot('one', 48, { social: 'yes' }), slot('two', 50, { 'stand-in': 'yes', school: 'yes' }))).toBe('two');
    expect(best(slot('without', 48, { ...all, police: 'no' }), slot('with', 50, { ...all, police: 'yes' }))).toBe(
      'with',
    );
    expect(best(slot('no', 48, { ...all, police: 'no' }), slot('not-said', 50, all))).toBe('not-said');
  });

  it('of those that suit the same roles, has fewest who come only if need be, then begins first', () => {
    expect(best(slot('perhaps', 48, { social: 'if-need-be', school: 'yes' }), slot('sure', 72, all))).toBe('sure');
    expect(best(slot('second', 50, all), slot('first', 48, all))).toBe('first');
  });

  it('waits for everybody asked, or for the deadline, and closes then without one', () => {
    const quorate = [slot('a', 48, all)];
    const verdict = (over: Partial<ProposalView>, at = now) =>
      verdictOf({ invitees: team }, proposal(quorate, over), at);
    expect(verdict({})).toMatchObject({ do: 'book', slot: { id: 'a' } });
    expect(verdict({ waitingFor: ['police'] })).toEqual({ do: 'wait', quorumReached: true });
    expect(verdict({ waitingFor: ['police'] }, later(24))).toMatchObject({ do: 'book' });
    expect(verdict({ autoBook: false })).toEqual({ do: 'wait', quorumReached: true });
    expect(verdict({ autoBook: false }, later(24))).toEqual({ do: 'close' });
    expect(verdict({ slots: [slot('a', 48, {}, 'maybe')] })).toEqual({ do: 'wait', quorumReached: false });
    expect(verdict({ slots: [slot('a', 48, {}, 'maybe')] }, later(24))).toEqual({ do: 'close' });
  });

  it('is none that nobody has said yes to, where the meeting needs nobody in particular', () => {
    expect(best(slot('a', 48, {}), slot('b', 50, { police: 'no' }))).toBeUndefined();
    expect(best(slot('a', 48, {}), slot('b', 50, { police: 'if-need-be' }))).toBe('b');
  });
});

describe('reminders of those who have not answered', () => {
  const hours = { start: '09:00', end: '17:00' };
  const long = new Date('2027-01-01T09:00:00Z');
  const moments = (deadline: string, before = [48, 24], createdAt = long) =>
    chaseMoments({ deadline: new Date(deadline), createdAt }, before, hours).map((one) => one.toISOString());

  it('come 48 and 24 hours before the deadline', () => {
    expect(moments('2027-01-15T12:00:00Z')).toEqual(['2027-01-13T12:00:00.000Z', '2027-01-14T12:00:00.000Z']);
  });

  it('come an hour before the end of the working day before, where they would fall outside it', () => {
    // Thursday 20:00: both evenings, Tuesday and Wednesday. Wednesday 8:00: Monday and Tuesday before opening.
    expect(moments('2027-01-14T20:00:00Z')).toEqual(['2027-01-12T16:00:00.000Z', '2027-01-13T16:00:00.000Z']);
    expect(moments('2027-01-13T08:00:00Z')).toEqual(['2027-01-08T16:00:00.000Z', '2027-01-11T16:00:00.000Z']);
  });

  it('are one where both fall on the same moment, as before a weekend or a bank holiday', () => {
    expect(moments('2027-01-18T10:00:00Z')).toEqual(['2027-01-15T16:00:00.000Z']);
    // Easter: Good Friday is 26 March 2027, Easter Monday 29 March.
    expect(moments('2027-03-30T10:00:00Z')).toEqual(['2027-03-25T16:00:00.000Z']);
  });

  it('come at the same time on the clock across the change to summer time', () => {
    expect(moments('2027-03-31T18:00:00Z', [24])).toEqual(['2027-03-30T15:00:00.000Z']);
  });

  it('are none that would come before the question itself', () => {
    expect(moments('2027-01-15T12:00:00Z', [48, 24], new Date('2027-01-14T09:00:00Z'))).toEqual([
      '2027-01-14T12:00:00.000Z',
    ]);
    expect(moments('2027-01-15T12:00:00Z', [48, 24], new Date('2027-01-15T09:00:00Z'))).toEqual([]);
  });
});
