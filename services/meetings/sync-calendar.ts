import type { Actor } from '../access/actor.ts';
import { recordDone } from '../audit/record.ts';
import type { Calendar, CalendarEvent, Span } from '../calendar/port.ts';
import type { EventTexts } from '../calendar/words-port.ts';
import { recordDisclosure } from '../disclosures/disclosure-store.ts';
import { refreshCards } from '../notifications/store.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result } from '../platform/result.ts';
import { calendarEvent, disclosedByEvent } from './calendar-event.ts';
import { askedTimesOf, type CalendarAnswer, markAsked, storeCalendarAnswer } from './calendar-store.ts';
import { followOnce } from './follow-calendar.ts';
import { type AskedTime, isSameTime } from './follow-rules.ts';
import type { MeetingView } from './model.ts';
import { type OpenMeeting, openMeeting, presentMeeting } from './open-meeting.ts';
import { shownWith } from './rules.ts';
import { settleFamily } from './settle-family.ts';
import { settleTodos } from './settle-todos.ts';
import { closeCalendarBehind } from './todo-store.ts';

type SyncDeps = Deps & { calendar: Calendar; eventTexts: EventTexts };

/** A meeting that is changed more often than this while one job runs leaves the rest to the jobs of those changes. */
const MOST_STEPS = 6;

/** The calendar refuses a change, and shows nothing that could be followed: it is asked again later. */
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
 * meeting, and always ends with calendar and record as one: with the newest state of the record, or, where somebody has moved or deleted
 * the event in Outlook meanwhile, with theirs, because it is what those invited know. No transaction is open while the calendar is asked.
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
    if (answer === 'conflict') await settleConflict(deps, input.actor, meeting);
    else await keepAnswer(deps, input.actor, meeting, answer);
    meeting = await presentMeeting(deps, input.meetingId);
    if (answer !== 'conflict' && answer?.movedByHand) {
      await followOnce(deps, input.actor, meeting, 'seen');
      meeting = await presentMeeting(deps, input.meetingId);
    }
  }
  return ok(meeting.view);
}

/** One call to the calendar. Null when it was a cancellation: there is nothing new to store but that it was taken. */
async function askCalendar(deps: SyncDeps, meeting: OpenMeeting): Promise<CalendarAnswer | null | 'conflict'> {
  const { rows } = meeting;
  const event = calendarEvent(deps, meeting);
  const { calendarEventId: eventId, calendarEtag: etag, calendarStartsAt, calendarEndsAt } = rows;
  const step = calendarStep(rows);
  const { sequence, start, end } = event;
  const at = deps.clock.now();
  if (deps.calendar.writesToInvitees && step !== 'cancel') {
    for (const disclosed of disclosedByEvent(deps, meeting)) await recordDisclosure(deps.db, deps, disclosed);
  }
  if (step === 'book' || step === 'reschedule') await markAsked(deps.db, rows.id, { sequence, start, end, at });
  if (eventId === null) return bookAt(deps, event, askedTimesOf(rows), at);
  if (step === 'cancel') {
    await deps.calendar.cancel(eventId, event);
    return null;
  }
  // Everybody named to stand in, and whoever is called first: the calendar knows whom of them it has invited already.
  const newcomers = meeting.view.invitees.flatMap(({ id, kind, standsInForId }) =>
    standsInForId === null && kind !== 'individual' ? [] : [id],
  );
  const known = { eventId, etag: etag ?? '', start: calendarStartsAt ?? start, end: calendarEndsAt ?? end };
  const answer =
    step === 'invite'
      ? await deps.calendar.invite(known, event, newcomers)
      : await deps.calendar.reschedule(known, event);
  return 'conflict' in answer ? 'conflict' : { ...answer, start, end, at };
}

/**
 * Books. Where the calendar was asked for another time before, and its answer was lost, there may be an event at that one:
 * then it is kept as it stands, and moved in the next step.
 */
async function bookAt(
  deps: SyncDeps,
  event: CalendarEvent,
  asked: readonly AskedTime[],
  at: Date,
): Promise<CalendarAnswer> {
  const booked = { ...(await deps.calendar.book(event)), at };
  const atItsTime = { ...booked, start: event.start, end: event.end };
  const [first] = asked;
  const seen = first === undefined ? null : await deps.calendar.look(booked.eventId);
  if (first === undefined || seen === null) return atItsTime;
  if ([...asked, event].some((one) => isSameTime(one, seen))) return { ...booked, ...spanOf(seen) };
  // Moved in Outlook before its answer was stored: it was last known where it was asked for first, and when; whoever has
  // answered since may mean the new time. No etag, so that the poll looks at it too, should the process end here.
  return { ...booked, ...spanOf(first), at: first.at, etag: '', movedByHand: true };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

/**
 * The calendar has refused a change, because the event is not as it was known: another job of ours got there first, or
 * somebody has edited it in Outlook. Then the record follows.
 *
 * @throws CalendarConflict where there is nothing to follow
 */
async function settleConflict(deps: SyncDeps, actor: Actor, seen: OpenMeeting): Promise<void> {
  const present = await presentMeeting(deps, seen.rows.id);
  const { calendarEtag, sequence, inviteesRevision } = present.rows;
  const isSame = sequence === seen.rows.sequence && inviteesRevision === seen.rows.inviteesRevision;
  if (calendarEtag !== seen.rows.calendarEtag || !isSame) return;
  if ((await followOnce(deps, actor, present, 'conflict')) === 'nothing-new') throw new CalendarConflict();
}

async function keepAnswer(
  deps: Deps,
  actor: Actor,
  meeting: OpenMeeting,
  answer: CalendarAnswer | null,
): Promise<void> {
  const { rows, view } = meeting;
  // An event booked only to be cancelled, or found at an earlier time, is not in step yet.
  const isBehind = answer !== null && (rows.state === 'cancelled' || !isAtItsTime(answer, view));
  const sequence = isBehind ? rows.sequence - 1 : rows.sequence;
  await deps.db.$transaction(async (tx) => {
    const { inviteesRevision } = rows;
    if (!(await storeCalendarAnswer(tx, rows.id, { sequence, inviteesRevision }, answer))) return;
    const detail = { sequence };
    const about = { noun: 'meeting', nounId: rows.id } as const;
    await recordDone(tx, deps.clock.now(), { useCase: 'sync-calendar', actor, ...about, detail });
    const settled = isBehind ? [] : await closeCalendarBehind(tx, rows.id, deps.clock.now());
    // What happened to the event before its answer was stored was told to nobody here.
    if (answer !== null) await deps.jobs.enqueue(tx, [{ name: 'follow-calendar', data: { meetingId: rows.id } }]);
    await refreshCards(tx, deps, [...shownWith(view), ...settled]);
  });
  deps.jobs.wake();
}

function isAtItsTime(answer: Span, { startsAt, endsAt }: MeetingView): boolean {
  return startsAt !== null && endsAt !== null && isSameTime(answer, { start: startsAt, end: endsAt });
}
