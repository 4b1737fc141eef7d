import { describe, expect, it } from 'vitest';
import { stepReached } from '../../../services/notifications/action-steps.ts';

const rule = { daysBefore: [7, 1, 0], escalateAfterDays: 3 };
const council = 'organisation:x';
/** Due on Tuesday 2 February 2027; the outcome was sent on 14 January. */
const action = (over: { party?: string; reminded?: string[]; dueDay?: string; sentAt?: Date } = {}) => ({
  ...{ party: council, dueDay: '2027-02-02', sentAt: new Date('2027-01-14T12:00:00Z'), reminded: [] },
  ...over,
});

describe('when an agency is reminded of an agreed action', () => {
  it.each([
    ['2027-01-25', null],
    ['2027-01-26', 7],
    ['2027-01-31', 7],
    ['2027-02-01', 1],
    ['2027-02-02', 0],
    ['2027-02-04', 0],
    ['2027-02-05', 'overdue'],
    ['2027-03-01', 'overdue'],
  ])('on %s: %s', (today, step) => {
    expect(stepReached(action(), rule, today)?.step ?? null).toBe(step);
  });

  it('of several steps reached at once the latest counts, and the others are passed over', () => {
    expect(stepReached(action(), rule, '2027-02-01')).toEqual({ step: 1, claims: ['action:7', 'action:1'] });
    expect(stepReached(action({ reminded: ['action:7'] }), rule, '2027-02-01')).toEqual({
      step: 1,
      claims: ['action:1'],
    });
  });

  it('a step that was raised is not raised again', () => {
    expect(stepReached(action({ reminded: ['action:7'] }), rule, '2027-01-28')).toBeNull();
  });

  it('what falls on a weekend is said on the working day before', () => {
    // Sunday 7 February: on the day, and the day before, are both Friday 5 February.
    const sunday = action({ dueDay: '2027-02-07', reminded: ['action:7'] });
    expect(stepReached(sunday, rule, '2027-02-04')).toBeNull();
    expect(stepReached(sunday, rule, '2027-02-05')?.step).toBe(0);
  });

  it('what falls on the day on which the summaries were sent was said there', () => {
    const soon = action({ dueDay: '2027-01-15' });
    expect(stepReached(soon, rule, '2027-01-14')).toBeNull();
    expect(stepReached(soon, rule, '2027-01-15')?.step).toBe(0);
  });
});

describe('the others', () => {
  it.each(['individual', 'carer'])('the %s is not reminded, and the team hears the day after', (party) => {
    expect(stepReached(action({ party }), rule, '2027-02-02')).toBeNull();
    expect(stepReached(action({ party }), rule, '2027-02-03')?.step).toBe('overdue');
  });

  it('the DSR team hears of its own the day before, and the day after', () => {
    expect(stepReached(action({ party: 'dsr-team' }), rule, '2027-01-28')).toBeNull();
    expect(stepReached(action({ party: 'dsr-team' }), rule, '2027-02-01')?.step).toBe(1);
    expect(stepReached(action({ party: 'dsr-team' }), rule, '2027-02-03')?.step).toBe('overdue');
  });
});
