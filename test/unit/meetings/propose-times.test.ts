import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type PersonAvailability,
  proposeTimes,
  type TimesWanted,
  whoIsFree,
  windowToSearch,
} from '../../../services/meetings/propose-times.ts';
import { formatInstant, instantAt } from '../../../services/platform/time.ts';

const monday = instantAt('2027-01-11', '08:00');

function asked(changes: Partial<TimesWanted> = {}): TimesWanted {
  return {
    now: monday,
    earliest: monday,
    lengthMinutes: 60,
    workingHours: { start: '09:00', end: '17:00' },
    stepMinutes: 30,
    people: [],
    wanted: 3,
    ...changes,
  };
}

function busy(id: string, ...spans: [string, string, string][]): PersonAvailability {
  const busySpans = spans.map(([day, start, end]) => ({ start: instantAt(day, start), end: instantAt(day, end) }));
  return { id, availability: { known: true, busy: busySpans } };
}

const unknown = (id: string): PersonAvailability => ({ id, availability: { known: false } });
const starts = (input: TimesWanted) => proposeTimes(input).map((time) => formatInstant(time.start));

describe('who is free', () => {
  const span = { start: instantAt('2027-01-11', '10:00'), end: instantAt('2027-01-11', '11:00') };

  it('a meeting that ends when this one begins, or begins when it ends, keeps nobody busy', () => {
    const person = busy('a', ['2027-01-11', '09:00', '10:00'], ['2027-01-11', '11:00', '12:00']);
    expect(whoIsFree(span, [person])).toEqual({ free: ['a'], busy: [], unknown: [] });
  });

  it('a minute in common is enough to be busy', () => {
    const people = [busy('a', ['2027-01-11', '09:00', '10:01']), busy('b', ['2027-01-11', '10:59', '12:00'])];
    expect(whoIsFree(span, people).busy).toEqual(['a', 'b']);
  });

  it('somebody whose calendar is not known is neither free nor busy', () => {
    expect(whoIsFree(span, [unknown('a'), busy('b')])).toEqual({ free: ['b'], busy: [], unknown: ['a'] });
  });
});

describe('proposed times', () => {
  it('are spread over days and half days when everybody is free', () => {
    expect(starts(asked())).toEqual([
      'Monday 11 January 2027 at 9am',
      'Tuesday 12 January 2027 at midday',
      'Wednesday 13 January 2027 at 9am',
    ]);
  });

  it('begin after now, after the earliest time asked for and after the notice people are given', () => {
    const afternoon = instantAt('2027-01-11', '14:10');
    expect(starts(asked({ now: afternoon }))[0]).toBe('Monday 11 January 2027 at 2:30pm');
    expect(starts(asked({ earliest: instantAt('2027-01-14', '16:00') }))[0]).toBe('Thursday 14 January 2027 at 4pm');
    expect(starts(asked({ now: afternoon, minimumNoticeWorkingDays: 2 }))[0]).toBe(
      'Wednesday 13 January 2027 at 2:30pm',
    );
  });

  it('leave out weekends and bank holidays', () => {
    const beforeEaster = instantAt('2027-03-25', '16:30');
    expect(starts(asked({ now: beforeEaster, earliest: beforeEaster }))).toEqual([
      'Tuesday 30 March 2027 at 9am',
      'Wednesday 31 March 2027 at midday',
      'Thursday 1 April 2027 at 9am',
    ]);
  });

  it.each([
    ['2027-03-26', '2027-03-30T08:00:00Z'],
    ['2027-10-29', '2027-11-01T09:00:00Z'],
  ])('keep to the clock in England when it changes after %s', (friday, nextMorning) => {
    const evening = instantAt(friday, '17:00');
    expect(proposeTimes(asked({ now: evening, earliest: evening }))[0]?.start).toEqual(new Date(nextMorning));
  });

  it('never run past the latest day, and are none when it has passed', () => {
    const last = proposeTimes(asked({ latestDay: '2027-01-12', wanted: 6 }));
    expect(last).toHaveLength(6);
    expect(last.every((time) => time.end <= instantAt('2027-01-12', '17:00'))).toBe(true);
    expect(proposeTimes(asked({ latestDay: '2027-01-10' }))).toEqual([]);
  });

  it('put a time when nobody is busy before an earlier one when somebody is', () => {
    const people = [busy('a', ['2027-01-11', '09:00', '17:00'], ['2027-01-12', '09:00', '17:00']), unknown('b')];
    const times = proposeTimes(asked({ people, latestDay: '2027-01-13' }));
    expect(formatInstant(times[0]?.start ?? monday)).toBe('Wednesday 13 January 2027 at 9am');
    expect(times.every((time) => time.busy.length === 0 && time.unknown[0] === 'b')).toBe(true);
  });

  it('are still three when somebody is always busy, and say so', () => {
    const people = [busy('a', ['2027-01-01', '09:00', '17:00'], ['2027-01-11', '09:00', '17:00']), busy('b')];
    const times = proposeTimes(asked({ people, latestDay: '2027-01-11' }));
    expect(times.map((time) => [time.free, time.busy])).toEqual(Array(3).fill([['b'], ['a']]));
  });

  it('overlap only where the calendar has no other room', () => {
    const times = starts(asked({ latestDay: '2027-01-11', lengthMinutes: 360 }));
    expect(times).toEqual([
      'Monday 11 January 2027 at 9am',
      'Monday 11 January 2027 at 9:30am',
      'Monday 11 January 2027 at 10am',
    ]);
  });

  it('are none when the meeting is longer than the working day', () => {
    expect(proposeTimes(asked({ lengthMinutes: 481 }))).toEqual([]);
  });

  it('a length or step that is no number of minutes is a fault', () => {
    expect(() => proposeTimes(asked({ stepMinutes: 0 }))).toThrow(RangeError);
    expect(() => proposeTimes(asked({ lengthMinutes: Number.NaN }))).toThrow(RangeError);
  });

  it('the window to ask calendars about covers every proposal', () => {
    expect(windowToSearch(asked({ latestDay: '2027-01-17' }))).toEqual({
      start: monday,
      end: instantAt('2027-01-15', '17:00'),
    });
    expect(windowToSearch(asked({ latestDay: '2027-01-10' }))).toBeUndefined();
    const evening = instantAt('2027-01-11', '18:00');
    expect(windowToSearch(asked({ now: evening, latestDay: '2027-01-11' }))).toBeUndefined();
  });
});

describe('against a search by brute force', () => {
  const londonClock = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  /** Bank holidays in the weeks searched below, as the government published them. */
  const daysOff = ['26/03/2027', '29/03/2027', '03/05/2027', '27/12/2027', '28/12/2027', '03/01/2028'];

  function onTheClock(instant: Date) {
    const parts = Object.fromEntries(londonClock.formatToParts(instant).map((part) => [part.type, part.value]));
    return {
      date: `${parts.day}/${parts.month}/${parts.year}`,
      weekend: parts.weekday === 'Sat' || parts.weekday === 'Sun',
      minutes: Number(parts.hour) * 60 + Number(parts.minute),
    };
  }

  /** Walks through every half hour of the days searched, by other means than the finder. */
  function everyTime(input: TimesWanted, until: Date): { start: Date; busy: number; unknown: number }[] {
    const found: { start: Date; busy: number; unknown: number }[] = [];
    const half = 30 * 60_000;
    for (let at = Math.ceil(input.earliest.getTime() / half) * half; at < until.getTime(); at += half) {
      const clock = onTheClock(new Date(at));
      const end = at + input.lengthMinutes * 60_000;
      const within = clock.minutes >= 9 * 60 && clock.minutes + input.lengthMinutes <= 17 * 60;
      if (clock.weekend || daysOff.includes(clock.date) || !within) continue;
      const isBusy = ({ availability }: PersonAvailability) =>
        availability.known && availability.busy.some((span) => span.start.getTime() < end && span.end.getTime() > at);
      found.push({
        start: new Date(at),
        busy: input.people.filter(isBusy).length,
        unknown: input.people.filter((person) => !person.availability.known).length,
      });
    }
    return found;
  }

  const quarter = 15 * 60_000;
  const cases = fc
    .record({
      // Both clock changes, Easter, May Day and Christmas with its substitute days.
      from: fc.constantFrom(
        '2027-03-22T00:00:00Z',
        '2027-04-28T00:00:00Z',
        '2027-10-27T00:00:00Z',
        '2027-12-22T00:00:00Z',
      ),
      quarters: fc.integer({ min: 0, max: 4 * 96 }),
      length: fc.constantFrom(15, 30, 45, 60, 90, 120, 300, 480),
      wanted: fc.integer({ min: 0, max: 8 }),
      people: fc.array(
        fc.option(
          fc.array(fc.tuple(fc.integer({ min: 0, max: 12 * 96 }), fc.integer({ min: 1, max: 60 })), { maxLength: 12 }),
        ),
        { maxLength: 5 },
      ),
    })
    .map(({ from, quarters, length, wanted, people }) => {
      const base = new Date(from).getTime();
      const at = (count: number) => new Date(base + count * quarter);
      const start = at(quarters);
      const input = asked({
        now: start,
        earliest: start,
        lengthMinutes: length,
        wanted,
        latestDay: at(8 * 96)
          .toISOString()
          .slice(0, 10),
        people: people.map((spans, index) => ({
          id: `person-${index}`,
          availability:
            spans === null
              ? { known: false }
              : { known: true, busy: spans.map(([begin, size]) => ({ start: at(begin), end: at(begin + size) })) },
        })),
      });
      return { input, times: everyTime(input, at(9 * 96)) };
    });

  it('every proposal is a possible time, the first is the best, and there are as many as room and wish allow', () => {
    fc.assert(
      fc.property(cases, ({ input, times }) => {
        const proposals = proposeTimes(input);
        expect(proposals).toHaveLength(Math.min(times.length, Math.min(Math.max(input.wanted, 3), 6)));
        expect(new Set(proposals.map((time) => time.start.getTime())).size).toBe(proposals.length);
        for (const proposal of proposals) {
          const same = times.find((time) => time.start.getTime() === proposal.start.getTime());
          expect(same).toEqual({
            start: proposal.start,
            busy: proposal.busy.length,
            unknown: proposal.unknown.length,
          });
          expect([...proposal.free, ...proposal.busy, ...proposal.unknown].sort()).toEqual(
            input.people.map((person) => person.id),
          );
        }
        const fewest = Math.min(...times.map((time) => time.busy));
        if (times.length > 0) {
          expect(proposals[0]?.start).toEqual(times.find((time) => time.busy === fewest)?.start);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('proposals are ranked: fewest busy, then most free, then earliest', () => {
    fc.assert(
      fc.property(cases, ({ input }) => {
        const proposals = proposeTimes(input);
        for (const [index, next] of proposals.slice(1).entries()) {
          const previous = proposals[index];
          if (previous === undefined) continue;
          const rank = [previous.busy.length - next.busy.length, next.free.length - previous.free.length];
          expect(
            rank.find((difference) => difference !== 0) ?? previous.start.getTime() - next.start.getTime(),
          ).toBeLessThan(0);
        }
      }),
      { numRuns: 100 },
    );
  });
});
