import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareTimes,
  type FoundTime,
  findTimes,
  lookAtTime,
  type SeatPerson,
  type TimesSought,
  windowOf,
} from '../../../services/meetings/find-times.ts';
import { cases } from './find-times-cases.ts';
import { everyTime, lookPlainly, onTheClock, saidBy, smaller, worth } from './find-times-oracle.ts';

const without = ({ inWorkingDays: _, ...time }: FoundTime) => time;
const overlap = (one: FoundTime, other: FoundTime) => one.start < other.end && other.start < one.end;

/** The same with everybody changed. */
function withPeople(sought: TimesSought, change: (person: SeatPerson) => SeatPerson): TimesSought {
  return { ...sought, seats: sought.seats.map((seat) => ({ ...seat, people: seat.people.map(change) })) };
}

describe('against a search by brute force', () => {
  it('every time found is one that may be offered, seen as it is, and there are as many as room and wish allow', () => {
    fc.assert(
      fc.property(cases, ({ sought, until }) => {
        const possible = everyTime(sought, until);
        const found = findTimes(sought);
        expect(found).toHaveLength(Math.min(possible.length, Math.min(Math.max(sought.wanted, 1), 6)));
        expect(new Set(found.map(({ start }) => +start)).size).toBe(found.length);
        for (const time of found) expect(without(time)).toEqual(possible.find(({ start }) => +start === +time.start));
      }),
      { numRuns: 150 },
    );
  });

  it('no better time exists than the first one given', () => {
    fc.assert(
      fc.property(cases, ({ sought, until }) => {
        const [first] = findTimes(sought);
        const [best] = everyTime(sought, until).sort(
          (one, other) => smaller(worth(one, sought), worth(other, sought)) || +one.start - +other.start,
        );
        expect(first?.start).toEqual(best?.start);
      }),
      { numRuns: 250 },
    );
  });

  it('times come best first, and are compared elsewhere as they were when they were found', () => {
    fc.assert(
      fc.property(cases, ({ sought }) => {
        const found = findTimes({ ...sought, wanted: 6 });
        for (const one of found) {
          for (const other of found) {
            const expected = smaller(worth(one, sought), worth(other, sought)) || +one.start - +other.start;
            expect(Math.sign(compareTimes(one, other, sought))).toBe(Math.sign(expected));
            expect(Math.sign(found.indexOf(one) - found.indexOf(other))).toBe(Math.sign(expected));
          }
        }
      }),
      { numRuns: 120 },
    );
  });

  it('times overlap only when each time there is overlaps one of those given', () => {
    fc.assert(
      fc.property(cases, ({ sought, until }) => {
        const found = findTimes(sought);
        const possible = everyTime(sought, until).map((time) => ({ ...time, inWorkingDays: 0 }));
        const overlapping = found.some((one) => found.some((other) => one !== other && overlap(one, other)));
        if (overlapping) expect(possible.every((time) => found.some((one) => overlap(one, time)))).toBe(true);
      }),
      { numRuns: 120 },
    );
  });

  it('a time that would suit better than one given overlaps one given', () => {
    fc.assert(
      fc.property(cases, ({ sought, until }) => {
        const found = findTimes(sought);
        if (found.some((one) => found.some((other) => one !== other && overlap(one, other)))) return;
        for (const possible of everyTime(sought, until)) {
          const time = { ...possible, inWorkingDays: 0 };
          if (found.some((one) => overlap(one, time))) continue;
          const suits = worth(time, sought).slice(0, 5);
          for (const one of found) expect(smaller(worth(one, sought).slice(0, 5), suits)).toBeLessThanOrEqual(0);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('a time looked at by itself is seen as when it is found', () => {
    fc.assert(
      fc.property(cases, ({ sought }) => {
        for (const time of findTimes(sought)) {
          expect(lookAtTime({ start: time.start, end: time.end }, sought)).toEqual(time);
          expect(without(time)).toEqual(lookPlainly(+time.start, +time.end, sought));
        }
      }),
      { numRuns: 120 },
    );
  });

  it('calendars are asked about everything that is looked at, travel included', () => {
    fc.assert(
      fc.property(cases, ({ sought, until }) => {
        const window = windowOf(sought);
        const travel = (sought.travelMinutes ?? 0) * 60_000;
        for (const { start, end } of everyTime({ ...sought, room: undefined }, until)) {
          expect(+start - travel).toBeGreaterThanOrEqual(+(window?.start ?? Number.NaN));
          expect(+end + travel).toBeLessThanOrEqual(+(window?.end ?? Number.NaN));
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('whatever is sought', () => {
  it('nobody fills a seat whose calendar is unknown and who has not answered', () => {
    fc.assert(
      fc.property(cases, ({ sought }) => {
        for (const time of findTimes(sought)) {
          for (const { seat, person } of time.can) {
            const filler = sought.seats.find(({ id }) => id === seat)?.people.find(({ id }) => id === person);
            expect(filler && saidBy(filler, +time.start, +time.end, sought)).toMatch(/^(?:yes|if-need-be)$/);
          }
        }
      }),
      { numRuns: 120 },
    );
  });

  it('the order of busy blocks, and a block cut in two, change nothing', () => {
    fc.assert(
      fc.property(cases, ({ sought }) => {
        const other = withPeople(sought, (person) => {
          if (!person.availability.known) return person;
          const cut = person.availability.busy.flatMap(({ start, end }) => {
            const middle = new Date((+start + +end) / 2);
            return start < end
              ? [
                  { start, end: middle },
                  { start: middle, end },
                ]
              : [{ start, end }];
          });
          return { ...person, availability: { known: true, busy: cut.reverse() } };
        });
        expect(findTimes(other)).toEqual(findTimes(sought));
      }),
      { numRuns: 120 },
    );
  });

  it('one more busy block never makes the same time a better one', () => {
    const more = fc.record({
      seat: fc.nat(),
      place: fc.nat(),
      from: fc.integer({ min: 0, max: 500 }),
      length: fc.nat(40),
    });
    fc.assert(
      fc.property(cases, more, ({ sought, until }, { seat, place, from, length }) => {
        const chosenSeat = sought.seats[seat % Math.max(sought.seats.length, 1)];
        const chosen = chosenSeat?.people[place % Math.max(chosenSeat.people.length, 1)];
        const start = new Date(until - 6 * 86_400_000 + from * 900_000);
        const block = { start, end: new Date(+start + length * 900_000) };
        const busier = withPeople(sought, (person) =>
          person === chosen && person.availability.known
            ? { ...person, availability: { known: true, busy: [...person.availability.busy, block] } }
            : person,
        );
        for (const time of findTimes({ ...sought, wanted: 6 })) {
          const after = lookAtTime(time, busier);
          // What stand-ins are asked counts for less than who is there, and may fall when a seat falls empty.
          const [was, is] = [worth(time, sought).slice(0, 5), worth(after, sought).slice(0, 5)];
          expect(smaller(was, is)).toBeLessThanOrEqual(0);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('learning a calendar never takes away a certain yes, nor gives a hope to what was certainly no', () => {
    fc.assert(
      fc.property(cases, ({ sought }) => {
        const forgotten = withPeople(sought, (person) => ({ ...person, availability: { known: false } }));
        for (const vague of findTimes({ ...forgotten, wanted: 6 })) {
          const clear = lookAtTime(vague, sought);
          if (vague.quorate === 'yes') expect(clear.quorate).toBe('yes');
          if (vague.quorate === 'no') expect(clear.quorate).toBe('no');
        }
      }),
      { numRuns: 120 },
    );
  });

  it('no time begins before its working day does on the clock in England, in winter and in summer', () => {
    fc.assert(
      fc.property(cases, ({ sought }) => {
        for (const { start, end } of findTimes({ ...sought, wanted: 6 })) {
          const show = (instant: Date) => {
            const { minutes } = onTheClock(+instant);
            return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
          };
          expect(show(start) >= sought.workingHours.start && show(end) <= sought.workingHours.end).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });
});
