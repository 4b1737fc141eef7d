import { DateTime } from 'luxon';
import { type BankHolidays, englishBankHolidays } from './bank-holidays.ts';
import { readTypedDay } from './typed-dates.ts';

/** A calendar day 'YYYY-MM-DD' as a person in England means it, without a time or a zone. Sorts as text. */
export type CalendarDay = string;

/** Where "now" comes from: handed in, so that the demo and the tests can move it. */
export type Clock = { now(): Date };

/** The only zone of the product (domain: Europe/London, across the clock changes). */
const ZONE = 'Europe/London';
const DAY_MS = 24 * 60 * 60 * 1000;
/** Years a typed date may have: the oldest person's birth and a century ahead; keeps day counting bounded. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still at `start`. */
export function fixedClock(start: Date): Clock {
  return { now: () => new Date(start) };
}

/** A clock that stands still until it is moved: for the demo's "skip to after the meeting" and for tests. */
export function movableClock(start: Date): Clock & { moveTo(instant: Date): void; moveBy(milliseconds: number): void } {
  let current = start.getTime();
  return {
    now: () => new Date(current),
    moveTo: (instant) => {
      current = instant.getTime();
    },
    moveBy: (milliseconds) => {
      current += milliseconds;
    },
  };
}

const HOUR_MS = 60 * 60 * 1000;
const OFFSETS_KEPT = 10_000;
const offsets = new Map<number, number>();

/**
 * How far clocks in England are ahead of UTC, in milliseconds. They change on a whole hour of UTC, so an hour has one
 * answer, and asking the zone's rules once an hour of time spares every card a tenth of its cost.
 */
function aheadOfUtc(instant: Date): number {
  const hour = Math.floor(instant.getTime() / HOUR_MS);
  const known = offsets.get(hour);
  if (known !== undefined) return known;
  const local = DateTime.fromJSDate(instant, { zone: ZONE });
  if (!local.isValid) throw new RangeError('Not a valid instant');
  if (offsets.size >= OFFSETS_KEPT) offsets.clear();
  const ahead = local.offset * 60_000;
  offsets.set(hour, ahead);
  return ahead;
}

/** What a calendar and a clock on the wall in England show, as if it were UTC: for reading its parts only. */
function onTheWall(instant: Date): Date {
  return new Date(instant.getTime() + aheadOfUtc(instant));
}

function utcOrNaN(day: string): number {
  const milliseconds = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  // Date.parse takes 30 February for 2 March: only a day that comes back unchanged exists.
  return !Number.isNaN(milliseconds) && dayFromUtc(milliseconds) === day ? milliseconds : Number.NaN;
}

/** Midnight UTC of a day, for arithmetic only: no clock change can disturb it. Throws RangeError on a malformed day. */
function utcOf(day: CalendarDay): number {
  const milliseconds = utcOrNaN(day);
  if (Number.isNaN(milliseconds)) throw new RangeError('Not a calendar day');
  return milliseconds;
}

function dayFromUtc(milliseconds: number): CalendarDay {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** Whether `text` is a real day in the form 'YYYY-MM-DD' (30 February is not). */
export function isCalendarDay(text: string): boolean {
  const year = Number(text.slice(0, 4));
  return year >= FIRST_YEAR && year <= LAST_YEAR && !Number.isNaN(utcOrNaN(text));
}

/**
 * Reads a day as people in England type it, or as a date field sends it: '2027-01-14', '14/01/2027', '14.1.27',
 * '14 January 2027', '14th Jan 27', 'Thursday 14 January 2027'. The day always comes before the month; a year of two
 * digits is in this century, so ask for dates of birth with four. Undefined for anything else: a day that does not
 * exist, one outside 1900 to 2199, a weekday that contradicts its date.
 */
export function parseCalendarDay(text: string): CalendarDay | undefined {
  const typed = readTypedDay(text);
  if (typed === undefined || !isCalendarDay(typed.day)) return undefined;
  const weekday = formatDayShort(typed.day).slice(0, 3).toLowerCase();
  return typed.weekday === undefined || typed.weekday === weekday ? typed.day : undefined;
}

/** The day in England at an instant. */
export function dayOf(instant: Date): CalendarDay {
  return onTheWall(instant).toISOString().slice(0, 10);
}

/** The local time 'HH:mm' in England at an instant. */
export function timeOf(instant: Date): string {
  return onTheWall(instant).toISOString().slice(11, 16);
}

/**
 * The instant at which clocks in England show `time` ('HH:mm') on `day`.
 *
 * When the clocks go forward, times from 01:00 to 01:59 do not exist: the instant is the one an hour later on the clock
 * (01:30 becomes 02:30 BST). When they go back, those times exist twice: the first (BST) is taken. Ask `localTimeExists`
 * before taking a typed time. Throws RangeError on a malformed day or time.
 */
export function instantAt(day: CalendarDay, time: string): Date {
  utcOf(day);
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new RangeError('Not a time of day');
  const local = DateTime.fromISO(`${day}T${time}`, { zone: ZONE });
  // Where a time exists twice luxon may choose either: the earlier instant that shows the same time is ours.
  const hourBefore = local.minus({ hours: 1 });
  return (hourBefore.toFormat('HH:mm') === time ? hourBefore : local).toJSDate();
}

/** Whether clocks in England show `time` ('HH:mm') on `day` at all: false in the hour the clocks skip in March. */
export function localTimeExists(day: CalendarDay, time: string): boolean {
  return timeOf(instantAt(day, time)) === time;
}

/** The day `days` days later (earlier if negative). */
export function addDays(day: CalendarDay, days: number): CalendarDay {
  return dayFromUtc(utcOf(day) + days * DAY_MS);
}

/** The same day `months` months later, or the last day of that month where it is shorter: 30 November + 3 = 28/29 February. */
export function addMonthsClamped(day: CalendarDay, months: number): CalendarDay {
  const date = new Date(utcOf(day));
  const lastOfTarget = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0));
  lastOfTarget.setUTCDate(Math.min(date.getUTCDate(), lastOfTarget.getUTCDate()));
  return dayFromUtc(lastOfTarget.getTime());
}

/** Days from `from` to `to`: 0 on the same day, negative when `to` is earlier. */
export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return (utcOf(to) - utcOf(from)) / DAY_MS;
}

/** The day of the week, 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: CalendarDay): number {
  return new Date(utcOf(day)).getUTCDay() || 7;
}

/** Monday to Friday and no bank holiday (England unless told otherwise). */
export function isWorkingDay(day: CalendarDay, holidays: BankHolidays = englishBankHolidays): boolean {
  const weekday = new Date(utcOf(day)).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(day);
}

/** How many working days lie after `from`, up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: CalendarDay, to: CalendarDay, holidays?: BankHolidays): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (isWorkingDay(day, holidays)) count += 1;
  }
  return count;
}

/** The `count`th working day after `day` (before it, if negative). Zero is the day itself, working or not. */
export function addWorkingDays(day: CalendarDay, count: number, holidays?: BankHolidays): CalendarDay {
  if (!Number.isInteger(count)) throw new RangeError('Working days are counted in whole days');
  const step = Math.sign(count);
  let left = Math.abs(count);
  let reached = day;
  while (left > 0) {
    reached = addDays(reached, step);
    if (isWorkingDay(reached, holidays)) left -= 1;
  }
  return reached;
}

/** The same time on the clock `workingDays` working days later, also across a clock change. */
export function addWorkingTime(now: Date, workingDays: number, holidays?: BankHolidays): Date {
  const minute = instantAt(addWorkingDays(dayOf(now), workingDays, holidays), timeOf(now));
  return new Date(minute.getTime() + (now.getTime() % 60_000));
}

/** The day itself if it is a working day, else the last one before it. */
export function lastWorkingDayOnOrBefore(day: CalendarDay, holidays?: BankHolidays): CalendarDay {
  return isWorkingDay(day, holidays) ? day : addWorkingDays(day, -1, holidays);
}

/** The day itself if it is a working day, else the first one after it. */
export function firstWorkingDayOnOrAfter(day: CalendarDay, holidays?: BankHolidays): CalendarDay {
  return isWorkingDay(day, holidays) ? day : addWorkingDays(day, 1, holidays);
}

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const MONTHS = [
  ...(['January', 'February', 'March', 'April', 'May', 'June'] as const),
  ...(['July', 'August', 'September', 'October', 'November', 'December'] as const),
];

function namesOf(day: CalendarDay) {
  const date = new Date(utcOf(day));
  const weekday = WEEKDAYS[date.getUTCDay()] ?? '';
  const month = MONTHS[date.getUTCMonth()] ?? '';
  return { weekday, date: date.getUTCDate(), month, year: date.getUTCFullYear() };
}

/** 'Tuesday 12 January 2027' */
export function formatDay(day: CalendarDay): string {
  const { weekday, date, month, year } = namesOf(day);
  return `${weekday} ${date} ${month} ${year}`;
}

/** 'Tue 12 Jan 2027': for tables and narrow cards. */
export function formatDayShort(day: CalendarDay): string {
  const { weekday, date, month, year } = namesOf(day);
  return `${weekday.slice(0, 3)} ${date} ${month.slice(0, 3)} ${year}`;
}

/** '9am', '1:30pm', 'midday', 'midnight', as in the NHS content style. */
export function formatTime(instant: Date): string {
  const wall = onTheWall(instant);
  const hour = wall.getUTCHours();
  const minute = wall.getUTCMinutes();
  if (minute === 0 && hour === 12) return 'midday';
  if (minute === 0 && hour === 0) return 'midnight';
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`;
  return `${hour % 12 === 0 ? 12 : hour % 12}${minutes}${hour < 12 ? 'am' : 'pm'}`;
}

/** 'Tuesday 12 January 2027 at 9:30am' */
export function formatInstant(instant: Date): string {
  return `${formatDay(dayOf(instant))} at ${formatTime(instant)}`;
}

/** 'Tuesday 12 January 2027, 9:30am to 11am'; both days are named when the end falls on another one. */
export function formatSpan(start: Date, end: Date): string {
  if (dayOf(start) !== dayOf(end)) return `${formatInstant(start)} to ${formatInstant(end)}`;
  return `${formatDay(dayOf(start))}, ${formatTime(start)} to ${formatTime(end)}`;
}

function ago(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
}

/**
 * How long ago, in the measure that matters for work: minutes and hours within a day, then working days, and plain days
 * over a weekend that held none. 'just now' under a minute, also when clocks disagree and `since` lies ahead.
 */
export function formatAge(since: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - since.getTime()) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return ago(minutes, 'minute');
  if (minutes < 24 * 60) return ago(Math.floor(minutes / 60), 'hour');
  const workingDays = workingDaysBetween(dayOf(since), dayOf(now));
  if (workingDays > 0) return ago(workingDays, 'working day');
  return ago(daysBetween(dayOf(since), dayOf(now)), 'day');
}
