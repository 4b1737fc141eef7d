import type { Span } from '../calendar/port.ts';
import {
  addDays,
  addWorkingTime,
  type CalendarDay,
  dayOf,
  instantAt,
  isWorkingDay,
  timeOf,
  weekdayOf,
} from '../platform/time.ts';
import { busyAt } from './find-times-busy.ts';
import type { Hours, TimesSought } from './find-times-model.ts';

/** How far ahead is searched: about six weeks. Decided by us; nobody books an exceptional meeting later. */
const WORKING_DAYS_AHEAD = 30;
const NOON_MINUTE = 12 * 60;
export const MINUTE_MS = 60_000;

export type GridDay = { day: CalendarDay; weekday: number; isWorking: boolean };

/** The times looked at, one slot each, by start. Arrays of numbers: they are walked through once a person. */
export type Grid = {
  lengthMs: number;
  days: readonly GridDay[];
  starts: Float64Array;
  /** Which of `days` a slot is on. */
  dayIndex: Uint16Array;
  /** Begin and end on the clock in England, in minutes of the day. */
  fromMinute: Float64Array;
  toMinute: Float64Array;
};

export type Window = Omit<TimesSought, 'seats' | 'quorum'>;

/** Minutes of the day of a time 'HH:mm'. Throws RangeError on a malformed one. */
export function minuteOf(time: string): number {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new RangeError('Not a time of day');
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** The first instant a meeting may begin at: now, what was asked for, and the notice people are given. */
function firstInstant(sought: Window): Date {
  const noticeGiven = addWorkingTime(sought.now, sought.minimumNoticeWorkingDays ?? 0);
  return new Date(Math.max(sought.now.getTime(), sought.earliest.getTime(), noticeGiven.getTime()));
}

function daysSearched(sought: Window, from: Date): CalendarDay[] {
  const days: CalendarDay[] = [];
  for (let day = dayOf(from); days.length < WORKING_DAYS_AHEAD; day = addDays(day, 1)) {
    if (sought.latestDay !== undefined && day > sought.latestDay) break;
    if (isWorkingDay(day)) days.push(day);
  }
  return days;
}

/**
 * The window to ask calendars about before `findTimes`, with the travel around it: undefined when no day is left to
 * search. Asked without `latestDay` it also covers what `whatWouldHelp` looks at later than that; a calendar that
 * answers for less is said so in `askedUntil`.
 */
export function windowOf(sought: Window): Span | undefined {
  const from = firstInstant(sought);
  const lastDay = daysSearched(sought, from).at(-1);
  if (lastDay === undefined) return undefined;
  const end = instantAt(lastDay, sought.workingHours.end);
  if (from >= end) return undefined;
  const travelMs = (sought.travelMinutes ?? 0) * MINUTE_MS;
  return { start: new Date(from.getTime() - travelMs), end: new Date(end.getTime() + travelMs) };
}

type Slots = { starts: number[]; dayIndex: number[]; fromMinute: number[] };

/**
 * The slots of one day. The zone is asked once a day, for noon: clocks change in the small hours of a Sunday, so on a
 * working day every hour is as far from noon as it looks.
 */
function addSlotsOf(day: CalendarDay, index: number, sought: Window, from: number, slots: Slots): void {
  const noon = instantAt(day, '12:00').getTime();
  const closes = minuteOf(sought.workingHours.end);
  const opens = minuteOf(sought.workingHours.start);
  for (let minute = opens; minute + sought.lengthMinutes <= closes; minute += sought.stepMinutes) {
    const start = noon + (minute - NOON_MINUTE) * MINUTE_MS;
    if (start < from) continue;
    slots.starts.push(start);
    slots.dayIndex.push(index);
    slots.fromMinute.push(minute);
  }
}

/** Which slots may be offered at all: the room is not taken, and the time has not been refused by everybody needed. */
function offered(sought: Window, starts: Float64Array, lengthMs: number): (slot: number) => boolean {
  const refused = new Set((sought.leftOut ?? []).map(({ start }) => start.getTime()));
  const taken = sought.room?.known ? busyAt(sought.room.busy, starts, lengthMs, 0) : undefined;
  return (slot) => taken?.[slot] !== 1 && !refused.has(starts[slot] as number);
}

/**
 * Every time that may be offered, by start: within the working hours, on working days in England.
 *
 * @throws RangeError when length or step is not a positive number, or the working hours are no times of day
 */
export function gridOf(sought: Window): Grid {
  if (!(sought.lengthMinutes > 0 && sought.stepMinutes > 0)) throw new RangeError('Length and step must be positive');
  const lengthMs = sought.lengthMinutes * MINUTE_MS;
  const from = firstInstant(sought);
  const days = daysSearched(sought, from).map((day) => ({ day, weekday: weekdayOf(day), isWorking: true }));
  const slots: Slots = { starts: [], dayIndex: [], fromMinute: [] };
  for (const [index, { day }] of days.entries()) addSlotsOf(day, index, sought, from.getTime(), slots);
  const isOffered = offered(sought, Float64Array.from(slots.starts), lengthMs);
  const kept = (values: number[]) => values.filter((_, slot) => isOffered(slot));
  const fromMinute = Float64Array.from(kept(slots.fromMinute));
  return {
    lengthMs,
    days,
    starts: Float64Array.from(kept(slots.starts)),
    dayIndex: Uint16Array.from(kept(slots.dayIndex)),
    fromMinute,
    toMinute: fromMinute.map((minute) => minute + sought.lengthMinutes),
  };
}

/** A single time as a grid of one slot, whenever it is: somebody typed it. */
export function gridOfOne({ start, end }: Span): Grid {
  const day = dayOf(start);
  const lengthMs = end.getTime() - start.getTime();
  if (!(lengthMs > 0)) throw new RangeError('A time ends after it starts');
  // An end on a later day lies outside everybody's hours, however early it is there.
  const endMinute = dayOf(end) === day ? minuteOf(timeOf(end)) : Number.POSITIVE_INFINITY;
  return {
    lengthMs,
    days: [{ day, weekday: weekdayOf(day), isWorking: isWorkingDay(day) }],
    starts: Float64Array.of(start.getTime()),
    dayIndex: Uint16Array.of(0),
    fromMinute: Float64Array.of(minuteOf(timeOf(start))),
    toMinute: Float64Array.of(endMinute),
  };
}

/** Whether a slot lies within these hours of its day; which days is for the caller to ask. */
export function liesWithin(grid: Grid, slot: number, hours: { from: number; to: number }): boolean {
  return (grid.fromMinute[slot] as number) >= hours.from && (grid.toMinute[slot] as number) <= hours.to;
}

/** Hours in minutes of the day. */
export function minutesOf({ start, end }: Hours): { from: number; to: number } {
  return { from: minuteOf(start), to: minuteOf(end) };
}
