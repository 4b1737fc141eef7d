import type { Span } from '../calendar/port.ts';
import { type CalendarDay, workingDaysBetween } from '../platform/time.ts';
import { type Grid, gridOf, gridOfOne, MINUTE_MS } from './find-times-grid.ts';
import type { FoundTime, QuorumGroup, TimesSought } from './find-times-model.ts';
import {
  CANNOT,
  type Circumstances,
  IF_NEED_BE,
  type SeatOnGrid,
  seatOn,
  stoodInOf,
  UNKNOWN,
} from './find-times-people.ts';

/** Quorate as a number: what is less is better. */
export const QUORATE = ['yes', 'maybe', 'no'] as const;
export const YES = 0;
export const MAYBE = 1;
export const NO = 2;

/** A quorum group, with how many of its seats can, and how many can or have not said, at each slot. */
type GroupOnGrid = {
  /** Places in the list of seats. */
  seats: ReadonlySet<number>;
  /** How many seats it names, those that there are not included. */
  size: number;
  atLeast: number;
  can: Uint16Array;
  may: Uint16Array;
};

/** All slots with what they are compared by. */
export type Survey = {
  grid: Grid;
  seats: readonly SeatOnGrid[];
  groups: readonly GroupOnGrid[];
  quorate: Uint8Array;
  /** Required seats that can, required that can't, useful that can, useful that can't, in one number: less is better. */
  presence: Float64Array;
  /** How much standing in a slot asks of people who have done it before. */
  load: Float64Array;
};

/** What a seat adds to `presence`, by its state: not there, and worse where that is certain; required before useful. */
export function presenceWeights(seats: number, need: 'required' | 'useful'): Float64Array {
  const base = seats + 1;
  const [absent, certain] = need === 'required' ? [base ** 3, base ** 2] : [base, 1];
  return Float64Array.of(absent + certain, absent, 0, 0);
}

function presenceOf(seats: readonly SeatOnGrid[], slots: number): Float64Array {
  const presence = new Float64Array(slots);
  for (const { seat, states } of seats) {
    const weights = presenceWeights(seats.length, seat.need);
    for (let slot = 0; slot < slots; slot++) {
      presence[slot] = (presence[slot] as number) + (weights[states[slot] as number] as number);
    }
  }
  return presence;
}

/** Each time somebody stands in: how often they did lately, and in how many seats before this one of the same meeting. */
function loadOf(seats: readonly SeatOnGrid[], slots: number): Float64Array {
  const load = new Float64Array(slots);
  const seatsFilled = new Map<string, Uint16Array>();
  for (const { seat, filledBy } of seats) {
    if (seat.people.length < 2) continue;
    const filled = seat.people.map(({ id }) => {
      const known = seatsFilled.get(id) ?? new Uint16Array(slots);
      seatsFilled.set(id, known);
      return known;
    });
    for (let slot = 0; slot < slots; slot++) {
      const place = filledBy[slot] as number;
      if (place < 1) continue;
      const already = filled[place] as Uint16Array;
      load[slot] = (load[slot] as number) + stoodInOf(seat.people[place]) + (already[slot] as number);
      already[slot] = (already[slot] as number) + 1;
    }
  }
  return load;
}

function groupOn(group: QuorumGroup, seats: readonly SeatOnGrid[], slots: number): GroupOnGrid {
  const named = new Set(group.seats);
  const places = new Set(seats.flatMap(({ seat }, place) => (named.has(seat.id) ? [place] : [])));
  const can = new Uint16Array(slots);
  const may = new Uint16Array(slots);
  for (const place of places) {
    const { states } = seats[place] as SeatOnGrid;
    for (let slot = 0; slot < slots; slot++) {
      const state = states[slot] as number;
      if (state >= UNKNOWN) may[slot] = (may[slot] as number) + 1;
      if (state >= IF_NEED_BE) can[slot] = (can[slot] as number) + 1;
    }
  }
  return { seats: places, size: named.size, atLeast: group.atLeast, can, may };
}

function quorateOf(groups: readonly GroupOnGrid[], slots: number): Uint8Array {
  const quorate = new Uint8Array(slots).fill(YES);
  for (const { can, may, atLeast } of groups) {
    for (let slot = 0; slot < slots; slot++) {
      const here = (can[slot] as number) >= atLeast ? YES : (may[slot] as number) >= atLeast ? MAYBE : NO;
      if (here > (quorate[slot] as number)) quorate[slot] = here;
    }
  }
  return quorate;
}

type People = Pick<TimesSought, 'seats' | 'quorum' | 'travelMinutes' | 'askedUntil'>;

function surveyOn(grid: Grid, sought: People): Survey {
  const around: Circumstances = {
    travelMs: (sought.travelMinutes ?? 0) * MINUTE_MS,
    askedUntil: sought.askedUntil?.getTime() ?? Number.POSITIVE_INFINITY,
  };
  const slots = grid.starts.length;
  const seats = sought.seats.map((seat) => seatOn(grid, seat, around));
  const groups = sought.quorum.map((group) => groupOn(group, seats, slots));
  const presence = presenceOf(seats, slots);
  return { grid, seats, groups, quorate: quorateOf(groups, slots), presence, load: loadOf(seats, slots) };
}

/** Looks at every time that may be offered. */
export function surveyOf(sought: TimesSought): Survey {
  return surveyOn(gridOf(sought), sought);
}

/** Looks at one time, whether or not it would be offered. */
export function surveyOfOne(span: Span, sought: People & Pick<TimesSought, 'workingHours'>): Survey {
  return surveyOn(gridOfOne(span, sought.workingHours), sought);
}

/** Below zero when one slot suits people better, 0 when both do equally. */
export function suits({ quorate, presence }: Survey, one: number, other: number): number {
  return (
    (quorate[one] as number) - (quorate[other] as number) || (presence[one] as number) - (presence[other] as number)
  );
}

/** Below zero when one slot is the better time to offer; never 0 for two. Between slots that suit equally, the day decides. */
export function better(survey: Survey, one: number, other: number): number {
  const { grid, load } = survey;
  return (
    suits(survey, one, other) ||
    (grid.dayIndex[one] as number) - (grid.dayIndex[other] as number) ||
    (load[one] as number) - (load[other] as number) ||
    one - other
  );
}

/** The best slot of all, -1 when there is none. */
export function bestSlot(survey: Survey): number {
  let best = survey.grid.starts.length - 1;
  for (let slot = best - 1; slot >= 0; slot--) {
    if (better(survey, slot, best) < 0) best = slot;
  }
  return best;
}

/** A slot with its reasons. `today`: the day of now, to say how soon it is. */
export function foundTime({ grid, seats, quorate }: Survey, slot: number, today: CalendarDay): FoundTime {
  const start = grid.starts[slot] as number;
  const inState = (wanted: number) => seats.flatMap(({ seat, states }) => (states[slot] === wanted ? [seat.id] : []));
  return {
    start: new Date(start),
    end: new Date(start + grid.lengthMs),
    can: seats.flatMap(({ seat, states, filledBy }) => {
      const state = states[slot] as number;
      const person = seat.people[filledBy[slot] as number];
      return person && state >= IF_NEED_BE
        ? [{ seat: seat.id, person: person.id, ifNeedBe: state === IF_NEED_BE }]
        : [];
    }),
    cannot: inState(CANNOT),
    unknown: inState(UNKNOWN),
    quorate: QUORATE[quorate[slot] as number] ?? 'no',
    inWorkingDays: workingDaysBetween(today, grid.days[grid.dayIndex[slot] as number]?.day ?? today),
  };
}
