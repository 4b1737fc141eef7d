import { busyAt } from './find-times-busy.ts';
import { type Grid, liesWithin, minutesOf } from './find-times-grid.ts';
import type { Hours, Seat, SeatPerson } from './find-times-model.ts';

/** What is known of somebody, or of a seat, at a slot. In this order: what is more is better. */
export const CANNOT = 0;
export const UNKNOWN = 1;
export const IF_NEED_BE = 2;
export const CAN = 3;
const ANSWERS = { no: CANNOT, 'if-need-be': IF_NEED_BE, yes: CAN } as const;

/** What all people of a meeting have in common. */
export type Circumstances = { travelMs: number; workingHours: Hours; askedUntil: number };

/** What each slot is for one person: their answer, else their hours, else their calendar. */
function personOn(grid: Grid, person: SeatPerson, around: Circumstances): Uint8Array {
  const states = new Uint8Array(grid.starts.length).fill(UNKNOWN);
  if (person.availability.known) {
    const busy = busyAt(person.availability.busy, grid.starts, grid.lengthMs, around.travelMs);
    for (let slot = 0; slot < states.length; slot++) {
      if (busy[slot] === 1) states[slot] = CANNOT;
      // Nobody asked the calendar about what lies later.
      else if ((grid.starts[slot] as number) + grid.lengthMs <= around.askedUntil) states[slot] = CAN;
    }
  }
  if (person.works !== undefined) keepToStatedHours(grid, person.works, states);
  else keepToAssumedHours(grid, around.workingHours, states);
  for (const { start, end, answer } of person.answers ?? []) {
    const slot = slotAt(grid, start.getTime());
    if (slot >= 0 && end.getTime() - start.getTime() === grid.lengthMs) states[slot] = ANSWERS[answer];
  }
  return states;
}

/** Outside the hours that somebody is known to work they can't, and on a bank holiday nobody works. */
function keepToStatedHours(grid: Grid, works: NonNullable<SeatPerson['works']>, states: Uint8Array): void {
  const hours = minutesOf(works);
  const worksOn = grid.days.map(({ weekday, isWorking }) => works.days.includes(weekday) && (isWorking || weekday > 5));
  for (let slot = 0; slot < states.length; slot++) {
    if (!worksOn[grid.dayIndex[slot] as number] || !liesWithin(grid, slot, hours)) states[slot] = CANNOT;
  }
}

/** Outside hours that are only assumed, an empty calendar is no yes: they may not work then. Never so for times we find. */
function keepToAssumedHours(grid: Grid, workingHours: Hours, states: Uint8Array): void {
  const hours = minutesOf(workingHours);
  for (let slot = 0; slot < states.length; slot++) {
    const assumed = grid.days[grid.dayIndex[slot] as number]?.isWorking && liesWithin(grid, slot, hours);
    if (!assumed && states[slot] === CAN) states[slot] = UNKNOWN;
  }
}

/** The slot that begins at an instant, or -1. */
function slotAt({ starts }: Grid, instant: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) < instant) low = middle + 1;
    else high = middle;
  }
  return starts[low] === instant ? low : -1;
}

/** What each slot is for a seat, and which of its people fills it there (their place in `people`, -1 for nobody). */
export type SeatOnGrid = { seat: Seat; states: Uint8Array; filledBy: Int16Array };

/** How often somebody has stood in lately. */
export function stoodInOf(person: SeatPerson | undefined): number {
  return person?.stoodIn ?? 0;
}

/** Places in `people` in the order in which they are asked to fill the seat: the contact, then who has stood in least. */
function inTurn({ people }: Seat): number[] {
  const standIns = people.map((_, place) => place).slice(1);
  standIns.sort((one, other) => stoodInOf(people[one]) - stoodInOf(people[other]) || one - other);
  return people.length === 0 ? [] : [0, ...standIns];
}

/**
 * Who fills a seat at each slot: the first in turn who can, if only if need be: a stand-in's clear yes does not displace
 * the contact. Where nobody can, the seat is unknown as long as one of its people is.
 */
export function seatOn(grid: Grid, seat: Seat, around: Circumstances): SeatOnGrid {
  const states = new Uint8Array(grid.starts.length);
  const filledBy = new Int16Array(grid.starts.length).fill(-1);
  for (const place of inTurn(seat)) {
    const theirs = personOn(grid, seat.people[place] as SeatPerson, around);
    for (let slot = 0; slot < states.length; slot++) {
      const state = theirs[slot] as number;
      if (filledBy[slot] !== -1 || state <= (states[slot] as number)) continue;
      states[slot] = state;
      if (state >= IF_NEED_BE) filledBy[slot] = place;
    }
  }
  return { seat, states, filledBy };
}
