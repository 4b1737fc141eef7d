import { pathToFileURL } from 'node:url';
import type { Span } from '../../services/calendar/port.ts';
import { findTimes, type TimesSought, whatWouldHelp } from '../../services/meetings/find-times.ts';

// 60 people, 30 working days in steps of a quarter of an hour. Beside the finder runs the plain way of doing it, every
// block asked for every time, turn about in one run: a busy machine slows both.
const SEATS = 20;
const PEOPLE_A_SEAT = 3;
const WORKING_DAYS = 30;
const BLOCKS = [40, 80, 160, 320] as const;
const ROUNDS = 400;
const WARM_UP = 100;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A Monday in winter, when clocks in England show UTC, with six weeks without bank holidays before it. */
const NOW = Date.parse('2027-01-11T08:00:00Z');

type Report = (metric: string, value: number, unit: string, digits?: number) => void;

/** The same numbers in every run. */
function numbers(): (below: number) => number {
  let state = 1;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}

function workingDay(count: number): number {
  return NOW - 8 * HOUR + (Math.floor(count / 5) * 7 + (count % 5)) * DAY;
}

/** Half an hour to two hours, on working days between nine and five, in no order. */
function calendar(blocks: number, below: (count: number) => number): Span[] {
  return Array.from({ length: blocks }, () => {
    const start = workingDay(below(WORKING_DAYS)) + 9 * HOUR + below(30) * 15 * MINUTE;
    return { start: new Date(start), end: new Date(start + (2 + below(7)) * 15 * MINUTE) };
  });
}

function sought(blocks: number): TimesSought {
  const below = numbers();
  const seats = Array.from({ length: SEATS }, (_, seat) => ({
    id: `seat-${seat}`,
    need: seat < SEATS / 2 ? ('required' as const) : ('useful' as const),
    people: Array.from({ length: PEOPLE_A_SEAT }, (_, place) => ({
      id: `person-${seat}-${place}`,
      availability: { known: true as const, busy: calendar(blocks, below) },
      stoodIn: below(4),
    })),
  }));
  return {
    now: new Date(NOW),
    earliest: new Date(NOW),
    lengthMinutes: 60,
    workingHours: { start: '09:00', end: '17:00' },
    stepMinutes: 15,
    wanted: 6,
    seats,
    quorum: [
      { seats: ['seat-0'], atLeast: 1 },
      { seats: seats.slice(1, 8).map(({ id }) => id), atLeast: 4 },
    ],
  };
}

/** The plain way: for every time everybody's blocks, and then the best. Clocks are not asked, which spares it something. */
function plainly({ seats, quorum, lengthMinutes, stepMinutes }: TimesSought): number {
  const times: { start: number; worth: number }[] = [];
  for (let day = 0; day < WORKING_DAYS; day++) {
    const closes = workingDay(day) + 17 * HOUR;
    for (let start = closes - 8 * HOUR; start + lengthMinutes * MINUTE <= closes; start += stepMinutes * MINUTE) {
      const end = start + lengthMinutes * MINUTE;
      const filled = seats.filter(({ people }) =>
        people.some(
          ({ availability }) =>
            availability.known &&
            !availability.busy.some((block) => block.start.getTime() < end && block.end.getTime() > start),
        ),
      );
      const ids = new Set(filled.map(({ id }) => id));
      const isQuorate = quorum.every((group) => group.seats.filter((id) => ids.has(id)).length >= group.atLeast);
      const required = filled.filter(({ need }) => need === 'required').length;
      times.push({ start, worth: (isQuorate ? 1e6 : 0) + required * 1e3 + filled.length - required });
    }
  }
  return times.sort((one, other) => other.worth - one.worth || one.start - other.start)[0]?.start ?? 0;
}

function timed(work: () => unknown): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

function quantile(times: readonly number[], part: number): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * part)] ?? Number.NaN;
}

/** Each of these in turn, round after round: the milliseconds each took. */
function turnAbout(works: readonly (() => unknown)[], rounds = ROUNDS): number[][] {
  const times: number[][] = works.map(() => []);
  for (let round = 0; round < WARM_UP + rounds; round++) {
    for (const [place, work] of works.entries()) {
      const took = timed(work);
      if (round >= WARM_UP) times[place]?.push(took);
    }
  }
  return times;
}

/** Measures the finder of times alone, at more and more busy blocks each, beside the plain way. */
export function measureFindTimes(report: Report): void {
  const all = BLOCKS.map(sought);
  const [usual = sought(40)] = all;
  const [finder = [], plain = []] = turnAbout([() => findTimes(usual), () => plainly(usual)]);
  report('find_times_p50_ms', quantile(finder, 0.5), 'ms');
  report('find_times_p95_ms', quantile(finder, 0.95), 'ms');
  report('find_times_plainly_p50_ms', quantile(plain, 0.5), 'ms');
  report('find_times_vs_plainly', quantile(finder, 0.5) / quantile(plain, 0.5), 'ratio', 3);

  const growth = turnAbout(all.map((one) => () => findTimes(one))).map((times) => quantile(times, 0.5));
  for (const [place, blocks] of BLOCKS.entries()) {
    const [least = Number.NaN] = growth;
    report(`find_times_${blocks}_blocks_p50_ms`, growth[place] ?? Number.NaN, 'ms');
    if (place > 0) report(`find_times_${blocks}_vs_40_blocks`, (growth[place] ?? Number.NaN) / least, 'ratio');
  }

  // Nobody is there in the first two weeks: nothing fits until then, and every change is looked at.
  const away = { start: new Date(NOW), end: new Date(NOW + 14 * DAY) };
  const hopeless = {
    ...usual,
    latestDay: '2027-01-22',
    travelMinutes: 30,
    seats: usual.seats.map((seat) => ({
      ...seat,
      people: seat.people.map((person) => ({ ...person, availability: { known: true as const, busy: [away] } })),
    })),
  };
  const [helps = []] = turnAbout([() => whatWouldHelp(hopeless, { lengths: [30, 45] })]);
  report('what_would_help_p50_ms', quantile(helps, 0.5), 'ms');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  measureFindTimes((metric, value, unit, digits = 2) =>
    console.log(JSON.stringify({ metric, value: Number(value.toFixed(digits)), unit })),
  );
}
