import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarFile } from '../../../services/calendar/calendar-file.ts';
import { readCalendarFile } from '../../../services/calendar/read-calendar-file.ts';

const input = {
  method: 'REQUEST' as const,
  uid: '5f3a2a3a-1f7a-4a3a-8a3a-333333333333',
  sequence: 2,
  now: new Date('2027-01-12T09:00:00Z'),
  start: new Date('2027-01-14T10:00:00Z'),
  end: new Date('2027-01-14T11:00:00Z'),
  organiser: { name: 'DSR team', email: 'dsr.team@example.org' },
  attendee: { name: 'Priya Example; "Pri", police: north', email: 'priya@example.org' },
  summary: 'Meeting MBE-2027-0042: Leaving hospital, and more; much more',
  description: 'First line\n\nSecond line with a \\ and a very long tail '.repeat(5).trim(),
  location: 'Room 2, Town Hall',
};

test('what was written is read back', () => {
  expect(readCalendarFile(calendarFile(input))).toMatchObject({
    method: 'REQUEST',
    uid: input.uid,
    sequence: 2,
    start: input.start,
    end: input.end,
    summary: input.summary,
    description: input.description,
    location: input.location,
    organiser: 'DSR team, dsr.team@example.org',
    attendees: [expect.stringContaining(', priya@example.org')],
  });
});

test('a file without a place has none', () => {
  expect(readCalendarFile(calendarFile({ ...input, location: null })).location).toBeNull();
});

test('any words survive the way there and back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (words) => {
      const summary = words
        .replace(/[\p{Cc}\u2028\u2029\u0085]/gu, '')
        .replace(/\s+/g, ' ')
        .trim();
      expect(readCalendarFile(calendarFile({ ...input, summary })).summary).toBe(summary);
    }),
  );
});

test('a text that is no calendar file says nothing', () => {
  expect(readCalendarFile('hello')).toMatchObject({ method: '', start: null, attendees: [], location: null });
});
