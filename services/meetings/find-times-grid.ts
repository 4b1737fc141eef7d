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
import { indexed, markBusy, type SlotStarts } from './find-times-busy.ts';
import type { Hours, TimesSought } from './find-times-model.ts';

/** How far ahead is searched: about six weeks. Decided by us; nobody books an exceptional meeting later. */
const WORKING_DAYS_AHEAD = 30;
const NOON_MINUTE = 12 * 60;
export const MINUTE_MS = 60_000;

/** What the finder asks of a day. `noon` in ms. */
type DayFacts = { day: CalendarDay; weekday: number; isWorking: boolean; noon: number; next: CalendarDay };

/** The times looked at, one slot each, by start. Arrays of numbers: they are walked through once a person. */
export type Grid = SlotStarts & {
  lengthMs: number;
  days: readonly DayFacts[];
  /** Which of `days` a slot is on. */
  dayIndex: Uint16Array;
  /** Begin and end on the clock in England, in minutes of the day. */
  fromMinute: Float64Array;
  toMinute: Float64Array;
  /** All slots lie within the meeting's own hours: so it is of all times that are searched for. */
  withinWorkingHours: boolean;
};

type Window = Omit<TimesSought, 'seats' | 'quorum'>;

const DAYS_KEPT = 1_000;
const facts = new Map<CalendarDay, DayFacts>();

/** Kept, because zone rules and bank holidays take longer to ask than all calendars of a meeting, and stay as they are. */
function factsOf(day: CalendarDay): DayFacts {
  const known = facts.get(day);
  if (known !== undefined) return known;
  const noon = instantAt(day, '12:00').getTime();
  const found = { day, weekday: weekdayOf(day), isWorking: isWorkingDay(day), noon, next: addDays(day, 1) };
  if (facts.size >= DAYS_KEPT) facts.clear();
  facts.set(day, found);
  return found;
}

/** Minutes of the day of a time 'HH:mm'. Throws RangeError on a malformed one. */
function minuteOf(time: string): number {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new RangeError('Not a time of day');
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** The first instant a meeting may begin at: now, what was asked for, and the notice people are given. */
function firstInstant(sought: Window): Date {
  const noticeGiven = addWorkingTime(sought.now, sought.minimumNoticeWorkingDays ?? 0);
  return new Date(Math.max(sought.now.getTime(), sought.earliest.getTime(), noticeGiven.getTime()));
}

function daysSearched(sought: Window, from: Date): DayFacts[] {
  const days: DayFacts[] = [];
  for (let day = dayOf(from); days.length < WORKING_DAYS_AHEAD; day = factsOf(day).next) {
    if (sought.latestDay !== undefined && day > sought.latestDay) break;
    if (factsOf(day).isWorking) days.push(factsOf(day));
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
  const end = instantAt(lastDay.day, sought.workingHours.end);
  if (from >= end) return undefined;
  const travelMs = (sought.travelMinutes ?? 0) * MINUTE_MS;
  return { start: new Date(from.getTime() - travelMs), end: new Date(end.getTime() + travelMs) };
}

type Slots = { starts: number[]; dayIndex: number[]; fromMinute: number[] };

/**
 * All slots within the working hours. Each is reckoned from noon of its day: clocks change in the small hours of a
 * Sunday, so on a working day every hour is as far from noon as it looks.
 */
function slotsOf(sought: Window, days: readonly DayFacts[], from: number): Slots {
  const slots: Slots = { starts: [], dayIndex: [], fromMinute: [] };
  const hours = minutesOf(sought.workingHours);
  for (const [index, { noon }] of days.entries()) {
    for (let minute = hours.from; minute + sought.lengthMinutes <= hours.to; minute += sought.stepMinutes) {
      const start = noon + (minute - NOON_MINUTE) * MINUTE_MS;
      if (start < from) continue;
      slots.starts.push(start);
      slots.dayIndex.push(index);
      slots.fromMinute.push(minute);
    }
  }
  return slots;
}

/** Without the times at which the room is taken, and those that everybody needed has refused. */
function offeredOf(slots: Slots, sought: Window, lengthMs: number): Slots {
  if (!sought.room?.known && !sought.leftOut?.length) return slots;
  const barred = new Uint8Array(slots.starts.length);
  if (sought.room?.known) {
    markBusy(barred, 1, sought.room.busy, indexed(new Float64Array(slots.starts)), lengthMs, 0);
  }
  const refused = new Set(sought.leftOut?.map(({ start }) => start.getTime()));
  const kept = (values: number[]) =>
    values.filter((_, slot) => barred[slot] === 0 && !refused.has(slots.starts[slot] as number));
  return { starts: kept(slots.starts), dayIndex: kept(slots.dayIndex), fromMinute: kept(slots.fromMinute) };
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
  const days = daysSearched(sought, from);
  const { starts, dayIndex, fromMinute } = offeredOf(slotsOf(sought, days, from.getTime()), sought, lengthMs);
  return {
    ...indexed(new Float64Array(starts)),
    lengthMs,
    days,
    dayIndex: new Uint16Array(dayIndex),
    fromMinute: new Float64Array(fromMinute),
    toMinute: new Float64Array(fromMinute.map((minute) => minute + sought.lengthMinutes)),
    withinWorkingHours: true,
  };
}

/** A single time as a grid of one slot, whenever it is: somebody typed it. */
export function gridOfOne({ start, end }: Span, workingHours: Hours): Grid {
  const day = factsOf(dayOf(start));
  const lengthMs = end.getTime() - start.getTime();
  if (!(lengthMs > 0)) throw new RangeError('A time ends after it starts');
  // An end on a later day lies outside everybody's hours, however early it is there.
  const endMinute = dayOf(end) === day.day ? minuteOf(timeOf(end)) : Number.POSITIVE_INFINITY;
  const grid = {
    ...indexed(Float64Array.of(start.getTime())),
    lengthMs,
    days: [day],
    dayIndex: Uint16Array.of(0),
    fromMinute: Float64Array.of(minuteOf(timeOf(start))),
    toMinute: Float64Array.of(endMinute),
    withinWorkingHours: false,
  };
  return { ...grid, withinWorkingHours: day.isWorking && liesWithin(grid, 0, minutesOf(workingHours)) };
}

/** Whether a slot lies within these hours of its day; which days is for the caller to ask. */
export function liesWithin(grid: Grid, slot: number, hours: { from: number; to: number }): boolean {
  return (grid.fromMinute[slot] as number) >= hours.from && (grid.toMinute[slot] as number) <= hours.to;
}

/** Hours in minutes of the day. */
export function minutesOf({ start, end }: Hours): { from: number; to: number } {
  return { from: minuteOf(start), to: minuteOf(end) };
}
