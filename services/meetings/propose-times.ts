import type { Availability, Span } from '../calendar/port.ts';
import { addDays, addWorkingTime, type CalendarDay, dayOf, instantAt, isWorkingDay, timeOf } from '../platform/time.ts';

/** Somebody to be asked, with what their calendar says. Outside the tenant nothing is known: that is never free. */
export type PersonAvailability = { id: string; availability: Availability };

/** Ids of the people, each in exactly one list, in the order given. */
export type WhoIsFree = { free: string[]; busy: string[]; unknown: string[] };

export type ProposedTime = Span & WhoIsFree;

export type TimesWanted = {
  now: Date;
  /** No proposal begins before this instant, nor before `now`. */
  earliest: Date;
  /** The last day a meeting may be held on: the request's needed-by day. */
  latestDay?: CalendarDay | undefined;
  lengthMinutes: number;
  /** Local times 'HH:mm' in England; a meeting begins and ends within them. */
  workingHours: { start: string; end: string };
  /** Meetings begin this many minutes apart, counted from the start of the working hours. */
  stepMinutes: number;
  people: readonly PersonAvailability[];
  /** How many proposals: 3 to 6, anything else is brought within. */
  wanted: number;
  /** Working days between `now` and the first proposal, at the same time of day; none if left out. */
  minimumNoticeWorkingDays?: number | undefined;
};

const FEWEST_PROPOSALS = 3;
const MOST_PROPOSALS = 6;
/** How far ahead is searched: about six weeks. Decided by us; nobody books an exceptional meeting later. */
const WORKING_DAYS_AHEAD = 30;
const MINUTE_MS = 60_000;

/** Half-open: one that ends when the other begins does not touch it. An empty span touches nothing. */
function overlaps(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end && other.start < other.end;
}

/** Who is free, busy, or unknown for the whole of a span: also for a time that somebody typed. */
export function whoIsFree(span: Span, people: readonly PersonAvailability[]): WhoIsFree {
  const answer: WhoIsFree = { free: [], busy: [], unknown: [] };
  for (const { id, availability } of people) {
    if (!availability.known) answer.unknown.push(id);
    else if (availability.busy.some((busy) => overlaps(busy, span))) answer.busy.push(id);
    else answer.free.push(id);
  }
  return answer;
}

/** Every span of the wanted length on one day that lies within the working hours. */
function spansOfDay(day: CalendarDay, input: TimesWanted): Span[] {
  const opens = instantAt(day, input.workingHours.start).getTime();
  const closes = instantAt(day, input.workingHours.end).getTime();
  const spans: Span[] = [];
  for (let start = opens; start + input.lengthMinutes * MINUTE_MS <= closes; start += input.stepMinutes * MINUTE_MS) {
    spans.push({ start: new Date(start), end: new Date(start + input.lengthMinutes * MINUTE_MS) });
  }
  return spans;
}

/** The first instant a proposal may begin at: now, what was asked for, and the notice people are given. */
function firstInstant(input: Omit<TimesWanted, 'people'>): Date {
  const noticeGiven = addWorkingTime(input.now, input.minimumNoticeWorkingDays ?? 0);
  return new Date(Math.max(input.now.getTime(), input.earliest.getTime(), noticeGiven.getTime()));
}

/** The working days that are searched, none after the latest day. */
function daysSearched(input: Omit<TimesWanted, 'people'>): CalendarDay[] {
  const days: CalendarDay[] = [];
  for (let day = dayOf(firstInstant(input)); days.length < WORKING_DAYS_AHEAD; day = addDays(day, 1)) {
    if (input.latestDay !== undefined && day > input.latestDay) break;
    if (isWorkingDay(day)) days.push(day);
  }
  return days;
}

/** The window to ask calendars about before `proposeTimes`: undefined when there is no day left to search. */
export function windowToSearch(input: Omit<TimesWanted, 'people'>): Span | undefined {
  const lastDay = daysSearched(input).at(-1);
  if (lastDay === undefined) return undefined;
  const span = { start: firstInstant(input), end: instantAt(lastDay, input.workingHours.end) };
  return span.start < span.end ? span : undefined;
}

/** Every time that can be proposed, with who is free then. */
function possibleTimes(input: TimesWanted): ProposedTime[] {
  const from = firstInstant(input);
  return daysSearched(input)
    .flatMap((day) => spansOfDay(day, input))
    .filter((span) => span.start >= from)
    .map((span) => ({ ...span, ...whoIsFree(span, input.people) }));
}

/** Fewest busy first, then most known to be free, then earliest. */
function better(one: ProposedTime, other: ProposedTime): number {
  return (
    one.busy.length - other.busy.length ||
    other.free.length - one.free.length ||
    one.start.getTime() - other.start.getTime()
  );
}

/** Whether two times suit people equally well: only between such is one on another day to be preferred. */
function suitEqually(one: ProposedTime, other: ProposedTime): boolean {
  return one.busy.length === other.busy.length && one.free.length === other.free.length;
}

function halfDayOf(time: Span): string {
  return `${dayOf(time.start)} ${timeOf(time.start) < '12:00' ? 'morning' : 'afternoon'}`;
}

/**
 * How a time may differ from those chosen already, the greatest difference first: another day and the other half of
 * the day than the last one; another day; another half day; at least not at the same time.
 */
const DIFFERENCES: readonly ((time: ProposedTime, chosen: readonly ProposedTime[]) => boolean)[] = [
  (time, chosen) => onAnotherDay(time, chosen) && otherHalf(time, chosen.at(-1)),
  onAnotherDay,
  (time, chosen) => chosen.every((one) => halfDayOf(one) !== halfDayOf(time)),
  (time, chosen) => chosen.every((one) => !overlaps(one, time)),
];

function onAnotherDay(time: ProposedTime, chosen: readonly ProposedTime[]): boolean {
  return chosen.every((one) => dayOf(one.start) !== dayOf(time.start));
}

function otherHalf(time: ProposedTime, last: ProposedTime | undefined): boolean {
  return last === undefined || halfDayOf(last).slice(11) !== halfDayOf(time).slice(11);
}

/** The next proposal: of the best that do not overlap one chosen, the one that differs most; overlapping as a last resort. */
function nextOf(ranked: readonly ProposedTime[], chosen: readonly ProposedTime[]): ProposedTime | undefined {
  const left = ranked.filter((time) => !chosen.includes(time));
  const best = left.find((time) => chosen.every((one) => !overlaps(one, time)));
  if (best === undefined) return left[0];
  const equals = left.filter((time) => suitEqually(time, best));
  for (const differs of DIFFERENCES) {
    const found = equals.find((time) => differs(time, chosen));
    if (found !== undefined) return found;
  }
  return best;
}

/**
 * Proposes times for a meeting, best first: fewest people busy, then most known to be free, then earliest. Among times
 * that suit people equally well they are spread over days and half days, because three neighbouring half hours are no
 * choice. At least three whenever the working calendar has room for three, overlapping each other only where it has not.
 *
 * Working hours in England on working days only, right across both clock changes. Nobody is taken for free whose calendar
 * is unknown. Throws RangeError when length or step is not a positive number of minutes.
 */
export function proposeTimes(input: TimesWanted): ProposedTime[] {
  if (!(input.lengthMinutes > 0 && input.stepMinutes > 0)) throw new RangeError('Length and step must be positive');
  const wanted = Math.min(Math.max(Math.trunc(input.wanted), FEWEST_PROPOSALS), MOST_PROPOSALS);
  const ranked = possibleTimes(input).sort(better);
  const chosen: ProposedTime[] = [];
  while (chosen.length < wanted) {
    const next = nextOf(ranked, chosen);
    if (next === undefined) break;
    chosen.push(next);
  }
  return chosen.sort(better);
}
