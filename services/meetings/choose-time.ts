import type { Span } from '../calendar/port.ts';
import type { MeetingView } from './model.ts';
import { readTypedTime } from './rules.ts';

/** A time that was found, by its id, or one that was typed: a day and a time of day as people type them. */
export type ChosenTime = { proposedTimeId: string } | { day: string; at: string };

/** Why a chosen time can't be taken. 'times-renewed': it was one of the times found, which have been looked for anew. */
export type TimeProblem = { reason: 'not-a-time' } | { reason: 'time-in-the-past' } | { reason: 'times-renewed' };

/**
 * The span that was chosen, or why it can't be. Any time that has not begun may be typed, also outside working hours and
 * after the needed-by day: the coordinator may know better.
 */
export function chooseTime(
  meeting: Pick<MeetingView, 'proposedTimes' | 'lengthMinutes'>,
  time: ChosenTime,
  now: Date,
): { span: Span } | TimeProblem {
  const span = 'day' in time ? readTypedTime(time, meeting.lengthMinutes) : proposed(meeting, time.proposedTimeId);
  if (span === undefined) return { reason: 'day' in time ? 'not-a-time' : 'times-renewed' };
  return span.start <= now ? { reason: 'time-in-the-past' } : { span };
}

function proposed(meeting: Pick<MeetingView, 'proposedTimes'>, id: string): Span | undefined {
  const found = meeting.proposedTimes?.find((time) => time.id === id);
  return found && { start: found.startsAt, end: found.endsAt };
}
