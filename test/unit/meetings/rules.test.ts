import { describe, expect, test } from 'vitest';
import { type MeetingState, meetingStates } from '../../../services/meetings/model.ts';
import { hasEnded, meetingChanges, partyOf, readTypedTime, stateAfter } from '../../../services/meetings/rules.ts';

/** Written out once more from domain.md §2: what each change does in each state; a gap is a refusal. */
const expected: Record<(typeof meetingChanges)[number], Partial<Record<MeetingState, MeetingState>>> = {
  book: { 'being-arranged': 'booked' },
  reschedule: { booked: 'booked' },
  cancel: { 'being-arranged': 'cancelled', booked: 'cancelled' },
  'take-place': { booked: 'took-place' },
  'not-take-place': { booked: 'did-not-take-place' },
  'record-outcome': { 'took-place': 'outcome-recorded' },
  correct: { 'outcome-recorded': 'outcome-recorded' },
};

describe.each(meetingChanges)('%s', (change) => {
  test.each(meetingStates)('from %s', (state) => {
    expect(stateAfter(change, state)).toBe(expected[change][state]);
  });
});

describe('a meeting has ended', () => {
  const end = new Date('2027-01-12T11:00:00Z');

  test.each([
    ['a moment before its end: no', '2027-01-12T10:59:59.999Z', false],
    ['at its end: yes', '2027-01-12T11:00:00Z', true],
    ['later: yes', '2027-02-01T09:00:00Z', true],
  ])('%s', (_rule, now, answer) => {
    expect(hasEnded(end, new Date(now))).toBe(answer);
  });

  test('never while it has no time', () => {
    expect(hasEnded(null, new Date('2099-01-01T00:00:00Z'))).toBe(false);
  });
});

describe('a typed time', () => {
  test('is read as it is on the clock in England, in summer too', () => {
    expect(readTypedTime({ day: '14 July 2027', at: '9.30am' }, 90)).toEqual({
      start: new Date('2027-07-14T08:30:00Z'),
      end: new Date('2027-07-14T10:00:00Z'),
    });
  });

  test('lasts its length also when the clocks change meanwhile', () => {
    const span = readTypedTime({ day: '2027-10-31', at: '00:30' }, 120);
    expect(span?.end.getTime()).toBe((span?.start.getTime() ?? 0) + 120 * 60_000);
  });

  test.each([
    ['a day that does not exist', '30 February 2027', '09:00'],
    ['a time that might be either half of the day', '2027-07-14', '3'],
    ['an hour that the clocks skip', '2027-03-28', '01:30'],
    ['nothing', '', ''],
    ['words', 'soon', 'early'],
  ])('%s is none', (_rule, day, at) => {
    expect(readTypedTime({ day, at }, 60)).toBeUndefined();
  });
});

describe('the party of somebody invited', () => {
  test.each([
    ['an agency contact stands for the organisation', 'agency', 'o1', 'organisation:o1'],
    ['somebody without an organisation stands for themselves', 'other', null, 'invitee:i1'],
    ['the individual is a party of their own', 'individual', null, 'individual'],
    ['the carer is a party of their own', 'carer', null, 'carer'],
  ] as const)('%s', (_rule, kind, organisationId, party) => {
    expect(partyOf({ id: 'i1', kind, organisationId })).toBe(party);
  });
});
