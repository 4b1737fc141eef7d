import type { Span } from '../calendar/port.ts';
import type { MeetingView } from './model.ts';
import { readTypedTime } from './rules.ts';

/**
 * A time that was found, or one that people were asked about, by its id; or one that was typed: a day and a time of day as
 * people type them.
 */
export type ChosenTime = { proposedTimeId: string } | { slotId: string } | { day: string; at: string };

/**
 * Why a chosen time can't be taken. 'times-renewed': it was one of the times found, or asked about, and there are others in
 * their place by now.
 */
export type TimeProblem = { reason: 'not-a-time' } | { reason: 'time-in-the-past' } | { reason: 'times-renewed' };

/** The span, and the time of the latest proposal that it is, whichever way it was chosen. */
export type Chosen = { span: Span; slotId: string | null };

type Choosing = Pick<MeetingView, 'proposedTimes' | 'proposal' | 'lengthMinutes'>;

/**
 * The span that was chosen, or why it can't be. Any time that has not begun may be typed, also outside working hours and
 * after the needed-by day: the coordinator may know better.
 */
export function chooseTime(meeting: Choosing, time: ChosenTime, now: Date): Chosen | TimeProblem {
  const span = 'day' in time ? readTypedTime(time, meeting.lengthMinutes) : known(meeting, time);
  if (span === undefined) return { reason: 'day' in time ? 'not-a-time' : 'times-renewed' };
  return span.start <= now ? { reason: 'time-in-the-past' } : { span, slotId: slotOf(meeting, span) };
}

function known({ proposedTimes, proposal }: Choosing, time: { proposedTimeId: string } | { slotId: string }) {
  const found =
    'slotId' in time
      ? proposal?.slots.find(({ id }) => id === time.slotId)
      : proposedTimes?.find(({ id }) => id === time.proposedTimeId);
  return found && { start: found.startsAt, end: found.endsAt };
}

function slotOf({ proposal }: Choosing, { start, end }: Span): string | null {
  const same = proposal?.slots.find(
    ({ startsAt, endsAt }) => startsAt.getTime() === start.getTime() && endsAt.getTime() === end.getTime(),
  );
  return same?.id ?? null;
}
