import fc from 'fast-check';
import type { Availability } from '../../../services/calendar/port.ts';
import type { Seat, SeatPerson, TimesSought } from '../../../services/meetings/find-times-model.ts';

const QUARTER = 15 * 60_000;
const HOUR = 4 * QUARTER;
const DAYS = 6;

/** Both clock changes, Easter, May Day and Christmas with its substitute days: all in GMT or BST as it falls. */
const BEGINNINGS = [
  '2027-03-24T00:00:00Z',
  '2027-03-30T00:00:00Z',
  '2027-04-29T00:00:00Z',
  '2027-10-28T00:00:00Z',
  '2027-12-23T00:00:00Z',
];

function dayAfter(base: number, days: number): string {
  return new Date(base + days * 24 * HOUR + 12 * HOUR).toISOString().slice(0, 10);
}

const hours = fc.constantFrom({ start: '09:00', end: '17:00' }, { start: '09:30', end: '12:45' });

/** Blocks that meet each other's ends often, because it is there that mistakes are. Some empty, some reversed. */
function blocks(base: number, most: number) {
  const block = fc.tuple(fc.integer({ min: 0, max: DAYS * 24 * 2 }), fc.integer({ min: -1, max: 20 }));
  return fc.array(block, { maxLength: most }).map((all) =>
    all.map(([half, length]) => {
      const start = base + half * 2 * QUARTER;
      return { start: new Date(start), end: new Date(start + length * 2 * QUARTER) };
    }),
  );
}

function availability(base: number): fc.Arbitrary<Availability> {
  return fc.option(blocks(base, 8), { freq: 3 }).map((busy) => (busy ? { known: true, busy } : { known: false }));
}

function person(base: number, lengthMinutes: number): fc.Arbitrary<SeatPerson> {
  const answer = fc.record({
    // Half hours of the working day, where times are looked for.
    at: fc.tuple(fc.nat(DAYS - 1), fc.integer({ min: 16, max: 34 })).map(([day, half]) => day * 96 + half * 2),
    otherLength: fc.boolean(),
    answer: fc.constantFrom('yes' as const, 'if-need-be' as const, 'no' as const),
  });
  return fc
    .record({
      // Few ids, so that one person stands in for several seats.
      id: fc.constantFrom('ash', 'birch', 'cedar', 'elm'),
      availability: availability(base),
      answers: fc.array(answer, { maxLength: 20 }),
      works: fc.option(fc.record({ days: fc.subarray([1, 2, 3, 4, 5]), hours }), { freq: 1, nil: undefined }),
      stoodIn: fc.integer({ min: 0, max: 3 }),
    })
    .map(({ answers, works, ...known }) => ({
      ...known,
      works: works && { days: works.days, ...works.hours },
      answers: answers.map(({ at, otherLength, answer }) => {
        const start = base + at * QUARTER;
        return {
          start: new Date(start),
          end: new Date(start + (lengthMinutes + (otherLength ? 15 : 0)) * 60_000),
          answer,
        };
      }),
    }));
}

function seats(base: number, lengthMinutes: number): fc.Arbitrary<Seat[]> {
  const people = fc.uniqueArray(person(base, lengthMinutes), { maxLength: 3, selector: ({ id }) => id });
  return fc
    .array(fc.record({ need: fc.constantFrom('required' as const, 'useful' as const), people }), { maxLength: 4 })
    .map((all) => all.map((seat, index) => ({ id: `seat-${index}`, ...seat })));
}

/** Something sought in six days around a date at which days are not as others. `until`: nothing lies after it. */
export const cases: fc.Arbitrary<{ sought: TimesSought; until: number }> = fc
  .record({ beginning: fc.constantFrom(...BEGINNINGS), lengthMinutes: fc.constantFrom(15, 30, 60, 120, 300, 480, 495) })
  .chain(({ beginning, lengthMinutes }) => {
    const base = Date.parse(beginning);
    const instant = fc.integer({ min: 0, max: 3 * 24 * 4 }).map((quarters) => new Date(base + quarters * QUARTER));
    const until = base + DAYS * 24 * HOUR;
    return fc.record({
      until: fc.constant(until),
      sought: fc.record({
        now: instant,
        earliest: instant,
        latestDay: fc.integer({ min: 1, max: DAYS - 1 }).map((days) => dayAfter(base, days)),
        lengthMinutes: fc.constant(lengthMinutes),
        workingHours: hours,
        stepMinutes: fc.constantFrom(15, 30, 60),
        wanted: fc.integer({ min: 0, max: 7 }),
        travelMinutes: fc.constantFrom(undefined, 0, 30, 45),
        seats: seats(base, lengthMinutes),
        quorum: fc.array(
          fc.record({
            seats: fc.subarray(['seat-0', 'seat-1', 'seat-2', 'seat-3'], { minLength: 1 }),
            atLeast: fc.integer({ min: 0, max: 3 }),
          }),
          { maxLength: 2 },
        ),
        room: fc.option(availability(base), { freq: 1, nil: undefined }),
        leftOut: fc.option(blocks(base, 8), { freq: 1, nil: undefined }),
        askedUntil: fc.option(fc.constant(new Date(until - 36 * HOUR)), { freq: 1, nil: undefined }),
      }),
    });
  });

/** Away from the first day on, for so many days, and now and then later. */
function awayAtFirst(base: number): fc.Arbitrary<SeatPerson> {
  return fc
    .record({
      id: fc.constantFrom('ash', 'birch', 'cedar', 'elm'),
      daysAway: fc.constantFrom(0, 1, 3, 3, 3, 5),
      busy: blocks(base, 12),
      isKnown: fc.constantFrom(true, true, true, true, true, false),
      stoodIn: fc.integer({ min: 0, max: 2 }),
    })
    .map(({ id, daysAway, busy, isKnown, stoodIn }) => {
      const away = { start: new Date(base), end: new Date(base + daysAway * 24 * HOUR) };
      return { id, stoodIn, availability: isKnown ? { known: true, busy: [away, ...busy] } : { known: false } };
    });
}

/** As `cases`, but somebody needed is away until about the latest day, so that quorum often takes a change. */
export const hardCases: typeof cases = cases.chain(({ sought, until }) => {
  const base = until - DAYS * 24 * HOUR;
  const people = fc.uniqueArray(awayAtFirst(base), { minLength: 1, maxLength: 2, selector: ({ id }) => id });
  const group = fc.record({ seats: fc.subarray(['seat-0', 'seat-1', 'seat-2'], { minLength: 1 }), spare: fc.nat(1) });
  return fc
    .record({
      seats: fc.array(fc.record({ need: fc.constantFrom('required' as const, 'useful' as const), people }), {
        minLength: 3,
        maxLength: 4,
      }),
      groups: fc.array(group, { minLength: 1, maxLength: 2 }),
      lastDay: fc.integer({ min: 1, max: 3 }),
      travelMinutes: fc.constantFrom(0, 0, 60, 240),
    })
    .map(({ seats, groups, lastDay, travelMinutes }) => ({
      until,
      sought: {
        ...sought,
        travelMinutes,
        latestDay: dayAfter(base, lastDay),
        seats: seats.map((seat, index) => ({ id: `seat-${index}`, ...seat })),
        quorum: groups.map(({ seats, spare }) => ({ seats, atLeast: Math.max(seats.length - spare, 1) })),
      },
    }));
});
