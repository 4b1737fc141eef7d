import { firstSlotFrom, markBusy } from './find-times-busy.ts';
import { type Grid, liesWithin, minutesOf } from './find-times-grid.ts';
import type { Seat, SeatPerson } from './find-times-model.ts';

/** What is known of somebody, or of a seat, at a slot. In this order: what is more is better. */
export const CANNOT = 0;
export const UNKNOWN = 1;
export const IF_NEED_BE = 2;
const CAN = 3;
const ANSWERS = { no: CANNOT, 'if-need-be': IF_NEED_BE, yes: CAN } as const;

/** What all people of a meeting have in common. `askedUntil`: in ms, infinite where calendars were asked far enough. */
export type Circumstances = { travelMs: number; askedUntil: number };

/** What each slot is for one person: their answer, else their hours, else their calendar. */
function personOn(grid: Grid, person: SeatPerson, around: Circumstances): Uint8Array {
  const slots = grid.starts.length;
  const states = new Uint8Array(slots).fill(UNKNOWN);
  if (slots === 0) return states;
  if (person.availability.known) {
    // What ends later no calendar was asked about. An empty one outside hours that are only assumed is no yes either:
    // they may not work then. That concerns times somebody typed; those we find lie within the hours.
    const freeIfEmpty = person.works !== undefined || grid.withinWorkingHours;
    const asked = firstSlotFrom(grid, around.askedUntil - grid.lengthMs - around.travelMs + 1);
    if (freeIfEmpty) states.fill(CAN, 0, asked);
    markBusy(states, CANNOT, person.availability.busy, grid, grid.lengthMs, around.travelMs);
  }
  if (person.works !== undefined) keepToHours(grid, person.works, states);
  for (const { start, end, answer } of person.answers ?? []) {
    const slot = firstSlotFrom(grid, start.getTime());
    const isAbout = grid.starts[slot] === start.getTime() && end.getTime() - start.getTime() === grid.lengthMs;
    if (isAbout) states[slot] = ANSWERS[answer];
  }
  return states;
}

/** Outside the hours that somebody is known to work they can't, and on a bank holiday nobody works. */
function keepToHours(grid: Grid, works: NonNullable<SeatPerson['works']>, states: Uint8Array): void {
  const hours = minutesOf(works);
  const worksOn = grid.days.map(({ weekday, isWorking }) => works.days.includes(weekday) && (isWorking || weekday > 5));
  for (let slot = 0; slot < states.length; slot++) {
    if (!worksOn[grid.dayIndex[slot] as number] || !liesWithin(grid, slot, hours)) states[slot] = CANNOT;
  }
}

/** What each slot is for a seat, and, where it can be filled, which of its people fills it: their place in `people`. */
export type SeatOnGrid = { seat: Seat; states: Uint8Array; filledBy: Int16Array };

/** How often somebody has stood in lately. */
export function stoodInOf(person: SeatPerson | undefined): number {
  return person?.stoodIn ?? 0;
}

/** Places of the stand-ins in `people`, who has stood in least first. */
function standInsInTurn({ people }: Seat): number[] {
  const places = people.map((_, place) => place).slice(1);
  return places.sort((one, other) => stoodInOf(people[one]) - stoodInOf(people[other]) || one - other);
}

/**
 * Who fills a seat at each slot: the first in turn who can, if only if need be: a stand-in's clear yes does not displace
 * the contact. Where nobody can, the seat is unknown as long as one of its people is.
 */
export function seatOn(grid: Grid, seat: Seat, around: Circumstances): SeatOnGrid {
  const slots = grid.starts.length;
  const filledBy = new Int16Array(slots);
  const [contact] = seat.people;
  const states = contact ? personOn(grid, contact, around) : new Uint8Array(slots).fill(CANNOT);
  for (const place of standInsInTurn(seat)) {
    const theirs = personOn(grid, seat.people[place] as SeatPerson, around);
    for (let slot = 0; slot < slots; slot++) {
      const before = states[slot] as number;
      const state = theirs[slot] as number;
      if (before >= IF_NEED_BE || state <= before) continue;
      states[slot] = state;
      if (state >= IF_NEED_BE) filledBy[slot] = place;
    }
  }
  return { seat, states, filledBy };
}
