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

/** Start and end in milliseconds: compared by the hundred thousand, which dates are too slow for. */
type Stretch = readonly [start: number, end: number];
type KnownPerson = { id: string; busy: readonly Stretch[] | undefined };

function stretchOf({ start, end }: Span): Stretch {
  return [start.getTime(), end.getTime()];
}

/** Half-open: one that ends when the other begins does not touch it. An empty or reversed stretch touches nothing. */
function overlaps(one: Stretch, other: Stretch): boolean {
  return one[0] < other[1] && other[0] < one[1] && one[0] < one[1] && other[0] < other[1];
}

function withStretches({ id, availability }: PersonAvailability): KnownPerson {
  return { id, busy: availability.known ? availability.busy.map(stretchOf) : undefined };
}

function answerFor(span: Stretch, people: readonly KnownPerson[]): WhoIsFree {
  const answer: WhoIsFree = { free: [], busy: [], unknown: [] };
  for (const { id, busy } of people) {
    if (busy === undefined) answer.unknown.push(id);
    else if (busy.some((stretch) => overlaps(stretch, span))) answer.busy.push(id);
    else answer.free.push(id);
  }
  return answer;
}

/** Who is free, busy, or unknown for the whole of a span: also for a time that somebody typed. */
export function whoIsFree(span: Span, people: readonly PersonAvailability[]): WhoIsFree {
  return answerFor(stretchOf(span), people.map(withStretches));
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

/** A time that can be proposed, with what proposals are compared by. */
type Candidate = { time: ProposedTime; stretch: Stretch; day: CalendarDay; half: 'morning' | 'afternoon' };

function candidates(input: TimesWanted): Candidate[] {
  const from = firstInstant(input);
  const people = input.people.map(withStretches);
  return daysSearched(input).flatMap((day) =>
    spansOfDay(day, input)
      .filter((span) => span.start >= from)
      .map((span) => {
        const stretch = stretchOf(span);
        const half = timeOf(span.start) < '12:00' ? 'morning' : 'afternoon';
        return { time: { ...span, ...answerFor(stretch, people) }, stretch, day, half };
      }),
  );
}

/** Fewest busy first, then most known to be free, then earliest. */
function better(one: Candidate, other: Candidate): number {
  return suits(one, other) || one.stretch[0] - other.stretch[0];
}

/** Below zero when `one` suits people better, 0 when both do equally. */
function suits({ time: one }: Candidate, { time: other }: Candidate): number {
  return one.busy.length - other.busy.length || other.free.length - one.free.length;
}

type Difference = (candidate: Candidate, chosen: readonly Candidate[]) => boolean;

const atAnotherTime: Difference = (candidate, chosen) =>
  chosen.every((one) => !overlaps(one.stretch, candidate.stretch));
const onAnotherDay: Difference = (candidate, chosen) => chosen.every((one) => one.day !== candidate.day);
const onAnotherHalfDay: Difference = (candidate, chosen) =>
  chosen.every((one) => one.day !== candidate.day || one.half !== candidate.half);
const inTheOtherHalf: Difference = (candidate, chosen) => chosen.at(-1)?.half !== candidate.half;

/** How a time may differ from those chosen already, the greatest difference first. */
const DIFFERENCES: readonly Difference[] = [
  (candidate, chosen) => onAnotherDay(candidate, chosen) && inTheOtherHalf(candidate, chosen),
  onAnotherDay,
  (candidate, chosen) => onAnotherHalfDay(candidate, chosen) && atAnotherTime(candidate, chosen),
  atAnotherTime,
];

/** The next proposal: of the best that do not overlap one chosen, the one that differs most; overlapping as a last resort. */
function nextOf(ranked: readonly Candidate[], chosen: readonly Candidate[]): Candidate | undefined {
  const left = ranked.filter((candidate) => !chosen.includes(candidate));
  const best = left.find((candidate) => atAnotherTime(candidate, chosen));
  if (best === undefined) return left[0];
  const equals = left.filter((candidate) => suits(candidate, best) === 0);
  for (const differs of DIFFERENCES) {
    const found = equals.find((candidate) => differs(candidate, chosen));
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
  const ranked = candidates(input).sort(better);
  const chosen: Candidate[] = [];
  while (chosen.length < wanted) {
    const next = nextOf(ranked, chosen);
    if (next === undefined) break;
    chosen.push(next);
  }
  return chosen.sort(better).map((candidate) => candidate.time);
}
