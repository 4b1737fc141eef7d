import type { TodoView } from '../services/meetings/todo-model.ts';
import { formatSpan } from '../services/platform/time.ts';
import { buttonToMeeting, todoButtons } from './todo-buttons.ts';

/** What a to-do about a change in the calendar is made of. */
export type CalendarTodo = Pick<TodoView, 'meeting'> & Partial<Pick<TodoView, 'requestId' | 'time'>>;

const spanOf = (time: { startsAt: Date | null; endsAt: Date | null } | null | undefined): string | null =>
  time?.startsAt && time.endsAt ? formatSpan(time.startsAt, time.endsAt) : null;

/** Somebody has given a meeting another time in Outlook. */
export function movedInCalendar({ requestId, meeting, time }: CalendarTodo): { heading: string; text: string[] } {
  const [before, now] = [spanOf(time), spanOf(meeting)];
  return {
    heading: 'Somebody moved this meeting in Outlook',
    text: [
      ...(before === null ? [] : [`Here it was on ${before}.`]),
      ...(now === null ? [] : [`It is now on ${now}: the time in Outlook counts, because it is what people see.`]),
      `Outlook tells those it invited, and we tell the requester. What people answered to the old time does not count any more. If the new time is not right, press ${buttonToMeeting({ requestId })}, then “Reschedule”.`,
    ],
  };
}

/** Somebody has deleted a meeting in Outlook. */
export function removedFromCalendar({ requestId, time }: CalendarTodo): { heading: string; text: string[] } {
  const before = spanOf(time);
  return {
    heading: 'Somebody deleted this meeting in Outlook',
    text: [
      ...(before === null ? [] : [`It was on ${before}.`]),
      'It is cancelled here too. Outlook tells those it invited, unless whoever deleted it chose not to: if you are not sure, tell them yourself.',
      requestId
        ? `The request goes on: we are looking for another time with the same people. If no meeting is needed any more, press ${buttonToMeeting({ requestId })}, then “Cancel meeting”.`
        : `If it is still needed, press “${todoButtons.person}”, then “Meeting”.`,
    ],
  };
}

/** Somebody invited proposes another time in their calendar. @param who their name */
export function timeProposed(
  { requestId, meeting, time }: CalendarTodo,
  who: string,
): { heading: string; text: string[] } {
  const [proposed, now] = [spanOf(time), spanOf(meeting)];
  return {
    heading: `${who} would rather have another time`,
    text: [
      ...(proposed === null ? [] : [`They propose ${proposed}.`]),
      ...(now === null ? [] : [`The meeting is on ${now}.`]),
      `They said so in their own calendar. Nothing was moved. If their time is better for everybody, press ${buttonToMeeting({ requestId })}, then “Reschedule”.`,
    ],
  };
}
