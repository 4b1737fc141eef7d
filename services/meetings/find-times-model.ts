import type { Availability, Span } from '../calendar/port.ts';
import type { CalendarDay } from '../platform/time.ts';

/** Local times 'HH:mm' in England. */
export type Hours = { start: string; end: string };

/** Somebody who can fill a seat, with what their calendar says and what they said themselves. */
export type SeatPerson = {
  id: string;
  /** Outside the tenant nothing is known: that is never free. */
  availability: Availability;
  /**
   * What they answered to times offered before: counts for exactly the span they were asked about, before their
   * calendar. Of several for one span the last counts: people change their minds.
   */
  answers?: readonly { start: Date; end: Date; answer: 'yes' | 'if-need-be' | 'no' }[] | undefined;
  /** When they work, in England's time; the meeting's own hours where left out. `days`: 1 is Monday … 7 is Sunday. */
  works?: ({ days: readonly number[] } & Hours) | undefined;
  /** How often they have stood in lately: load is spread. 0 where left out. */
  stoodIn?: number | undefined;
};

/** One role that the meeting needs, and who can fill it: its contact first, then the stand-ins in the directory's order. */
export type Seat = { id: string; need: 'required' | 'useful'; people: readonly SeatPerson[] };

/** At least so many of these seats must be filled. Groups are all to be met. */
export type QuorumGroup = { seats: readonly string[]; atLeast: number };

export type TimesSought = {
  now: Date;
  /** No time begins before this instant, nor before `now`. */
  earliest: Date;
  /** The last day a meeting may be held on: the request's needed-by day. */
  latestDay?: CalendarDay | undefined;
  lengthMinutes: number;
  /** A meeting begins and ends within them. */
  workingHours: Hours;
  /** Meetings begin this many minutes apart, counted from the start of the working hours. */
  stepMinutes: number;
  /** How many times: 1 to 6, anything else is brought within. */
  wanted: number;
  /** Working days between `now` and the first time, at the same time of day; none if left out. */
  minimumNoticeWorkingDays?: number | undefined;
  /**
   * Minutes kept free before and after, where they meet in person: a busy block nearer than this can't be reached from
   * or left for. 0 online. It may lie outside somebody's working hours: who lives near needs no gap at nine o'clock.
   */
  travelMinutes?: number | undefined;
  seats: readonly Seat[];
  /** None: every time is quorate. */
  quorum: readonly QuorumGroup[];
  /** The room's calendar, where there is one: a time at which it is taken is not offered. Unknown takes no time away. */
  room?: Availability | undefined;
  /** Times that everybody needed has refused already: left out (start in ms is compared). */
  leftOut?: readonly { start: Date; end: Date }[] | undefined;
  /** The end of the window calendars were asked about. What no calendar was asked about is unknown, not free. */
  askedUntil?: Date | undefined;
};

/**
 * A time, with its reasons. Each seat is in exactly one of `can`, `cannot` and `unknown`, in the order of the seats.
 *
 * Three values, not two: a calendar outside the tenant says nothing, and somebody who has not said is neither a yes to
 * build a meeting on nor a no to give it up for. A time that is quorate with them is worth asking about.
 */
export type FoundTime = Span & {
  /** Who fills each seat that can be filled, and whether only if need be. */
  can: { seat: string; person: string; ifNeedBe: boolean }[];
  /** Seats nobody can fill. */
  cannot: string[];
  /** Seats nobody can fill for certain, while somebody of them has not said. */
  unknown: string[];
  /** 'yes': every group is met by those who can. 'maybe': it would be if all those unknown can. 'no': not even then. */
  quorate: 'yes' | 'maybe' | 'no';
  /** Working days from now, for "how soon". */
  inWorkingDays: number;
};

/** What one change to what is sought would make a meeting possible. */
export type SingleChange =
  /** A useful seat needn't be there: its quorum groups drop it. It stays invited. */
  | { change: 'without'; seat: string }
  /** Somebody else for this seat would make it. Who that is, nobody knows yet: the seat counts as unknown. */
  | { change: 'stand-in'; seat: string }
  | { change: 'shorter'; lengthMinutes: number }
  /** `workingDays`: how many later than the latest day that was sought. */
  | { change: 'later'; latestDay: CalendarDay; workingDays: number }
  /** No travel, and no room. */
  | { change: 'online' };
