import type { Actor } from '../access/actor.ts';
import { recordDone } from '../audit/record.ts';
import type { BookedEvent, Calendar, Span } from '../calendar/port.ts';
import type { EventTexts } from '../calendar/words-port.ts';
import { refreshCards } from '../notifications/store.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result } from '../platform/result.ts';
import { calendarEvent } from './calendar-event.ts';
import { markAskedToBook, storeCalendarAnswer } from './calendar-store.ts';
import type { MeetingView } from './model.ts';
import { type OpenMeeting, openMeeting, presentMeeting } from './open-meeting.ts';
import { shownWith } from './rules.ts';
import { settleFamily } from './settle-family.ts';
import { settleTodos } from './settle-todos.ts';
import { closeCalendarBehind } from './todo-store.ts';

type SyncDeps = Deps & { calendar: Calendar; eventTexts: EventTexts };

/** A meeting that is changed more often than this while one job runs leaves the rest to the jobs of those changes. */
const MOST_STEPS = 6;

/** Somebody edited the event in the calendar itself, so that it can't be moved from here without undoing their edit. */
export class CalendarConflict extends Error {
  override name = 'CalendarConflict';
}

/** What the calendar still has to be asked for, from what is stored. */
export function calendarStep(rows: OpenMeeting['rows']): 'book' | 'reschedule' | 'invite' | 'cancel' | 'nothing' {
  const isBehind = (rows.calendarSequence ?? -1) < rows.sequence;
  if (rows.state === 'booked') {
    if (rows.calendarEventId === null) return 'book';
    if (isBehind) return 'reschedule';
    return rows.calendarInviteesRevision < rows.inviteesRevision ? 'invite' : 'nothing';
  }
  if (rows.state !== 'cancelled' || rows.calendarSequence === null || !isBehind) return 'nothing';
  // Asked to book, and the answer was lost: asking again makes no second event, and tells which one to cancel.
  return rows.calendarEventId === null ? 'book' : 'cancel';
}

/**
 * Brings the calendar in step with the meeting as it is now: books, moves or cancels its event, invites who has joined,
 * and raises to-dos for those who can't be invited by mail. A job; it may run any number of times, late, or beside another one of the same
 * meeting, and always ends with the newest state in the calendar. No transaction is open while the calendar is asked.
 *
 * @throws what the calendar throws, and `CalendarConflict`: the job is tried again
 */
export async function syncCalendar(
  deps: SyncDeps,
  input: { actor: Actor; meetingId: string },
): Promise<Result<MeetingView, NotAllowed | NotFound>> {
  const opened = await openMeeting(deps, 'sync-calendar', input.actor, input.meetingId);
  if (!opened.ok) return opened;
  let meeting = opened.value;
  await settleTodos(deps, meeting);
  await settleFamily(deps, meeting);
  for (let step = 0; step < MOST_STEPS && calendarStep(meeting.rows) !== 'nothing'; step++) {
    const answer = await askCalendar(deps, meeting);
    const present = await presentMeeting(deps, input.meetingId);
    if (answer === 'conflict') {
      // Another job of ours got there first, unless nothing here has changed.
      const seen = meeting.rows;
      const { calendarEtag, sequence, inviteesRevision } = present.rows;
      const isSame = sequence === seen.sequence && inviteesRevision === seen.inviteesRevision;
      if (calendarEtag === seen.calendarEtag && isSame) throw new CalendarConflict();
      meeting = present;
    } else {
      await keepAnswer(deps, input.actor, meeting, answer);
      meeting = await presentMeeting(deps, input.meetingId);
    }
  }
  return ok(meeting.view);
}

/** What the calendar holds now. */
type Taken = BookedEvent & Span;

/** One call to the calendar. Null when it was a cancellation: there is nothing new to store but that it was taken. */
async function askCalendar(deps: SyncDeps, meeting: OpenMeeting): Promise<Taken | null | 'conflict'> {
  const { rows } = meeting;
  const event = calendarEvent(deps, meeting);
  const { calendarEventId: eventId, calendarEtag: etag, calendarStartsAt, calendarEndsAt } = rows;
  const step = calendarStep(rows);
  if (eventId === null) {
    await markAskedToBook(deps.db, rows.id);
    return { ...(await deps.calendar.book(event)), start: event.start, end: event.end };
  }
  if (step === 'cancel') {
    await deps.calendar.cancel(eventId, event);
    return null;
  }
  // Everybody named to stand in, and whoever is called first: the calendar knows whom of them it has invited already.
  const newcomers = meeting.view.invitees.flatMap(({ id, kind, standsInForId }) =>
    standsInForId === null && kind !== 'individual' ? [] : [id],
  );
  const known = { eventId, etag: etag ?? '', start: calendarStartsAt ?? event.start, end: calendarEndsAt ?? event.end };
  const answer =
    step === 'invite'
      ? await deps.calendar.invite(known, event, newcomers)
      : await deps.calendar.reschedule(known, event);
  return 'conflict' in answer ? 'conflict' : { ...answer, start: event.start, end: event.end };
}

async function keepAnswer(deps: Deps, actor: Actor, meeting: OpenMeeting, answer: Taken | null): Promise<void> {
  const { rows, view } = meeting;
  // An event booked only to be cancelled is not in step yet.
  const sequence = rows.state === 'cancelled' && answer !== null ? rows.sequence - 1 : rows.sequence;
  await deps.db.$transaction(async (tx) => {
    const { inviteesRevision } = rows;
    if (!(await storeCalendarAnswer(tx, rows.id, { sequence, inviteesRevision }, answer))) return;
    const detail = { sequence };
    const about = { noun: 'meeting', nounId: rows.id } as const;
    await recordDone(tx, deps.clock.now(), { useCase: 'sync-calendar', actor, ...about, detail });
    const settled = await closeCalendarBehind(tx, rows.id, deps.clock.now());
    await refreshCards(tx, deps, [...shownWith(view), ...settled]);
  });
  deps.jobs.wake();
}
