import type { Actor } from '../access/actor.ts';
import type { Calendar, EventNow } from '../calendar/port.ts';
import { refreshCards } from '../notifications/store.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result } from '../platform/result.ts';
import { askedTimesOf, isCalendarUnchanged, noteSeen, noteStandsAt } from './calendar-store.ts';
import { cancelLikeCalendar, moveLikeCalendar } from './follow-change.ts';
import { type EventChange, isSameTime, type KnownOfEvent, whatChanged } from './follow-rules.ts';
import type { MeetingView } from './model.ts';
import { type OpenMeeting, openMeeting, presentMeeting } from './open-meeting.ts';
import { shownWith } from './rules.ts';
import { takeAnswers } from './take-answers.ts';

export type FollowDeps = Deps & { calendar: Pick<Calendar, 'look'> };

/** A meeting that is changed here at every look leaves the rest to a later run. */
const MOST_LOOKS = 5;

/** A meeting was changed here each time its event was looked at: the job is tried again. */
class ChangedAtEveryLook extends Error {
  override name = 'ChangedAtEveryLook';
}

/**
 * Brings the record in step with the calendar: takes over the answers of those invited and a join link that was missing,
 * follows an event that somebody has moved in Outlook, and cancels the meeting of one that was deleted there. The one path
 * from the calendar to the record, fed by change notifications and by the poll: it may run any number of times, late, or
 * beside itself, and then changes nothing twice. A meeting that has ended is left alone. No transaction is open while the
 * calendar is asked.
 *
 * @throws what the calendar throws: the job is tried again
 */
export async function followCalendar(
  deps: FollowDeps,
  input: { actor: Actor; meetingId: string },
): Promise<Result<MeetingView, NotAllowed | NotFound>> {
  const opened = await openMeeting(deps, 'follow-calendar', input.actor, input.meetingId);
  if (!opened.ok) return opened;
  let meeting = opened.value;
  for (let look = 0; look < MOST_LOOKS; look++) {
    const followed = await followOnce(deps, input.actor, meeting, 'seen');
    meeting = await presentMeeting(deps, input.meetingId);
    if (followed !== 'overtaken') return ok(meeting.view);
  }
  throw new ChangedAtEveryLook();
}

/** Why the calendar is looked at: something was seen there, or it refused a change that was made here. */
export type WhyLook = 'seen' | 'conflict';

/** 'followed': the record has changed. 'overtaken': it has changed meanwhile for another reason: look again. */
export type Followed = 'followed' | 'nothing-new' | 'overtaken';

/**
 * Looks at the event once, and takes over what it says. As it was opened the meeting must still be when that is written: what
 * was seen is compared with what was known then.
 */
export async function followOnce(
  deps: FollowDeps,
  actor: Actor,
  meeting: OpenMeeting,
  why: WhyLook,
): Promise<Followed> {
  const { rows } = meeting;
  const known = knownOfEvent(meeting);
  if (rows.calendarEventId === null || known === null) return 'nothing-new';
  const at = deps.clock.now();
  const invited = meeting.view.invitees.flatMap(({ email }) => email ?? []);
  const seen = await deps.calendar.look(rows.calendarEventId, invited);
  const followed = await deps.db.$transaction(async (tx) =>
    (await isCalendarUnchanged(tx, rows))
      ? await follow(tx, deps, actor, { meeting, why, at, seen, change: whatChanged(known, seen) })
      : 'overtaken',
  );
  deps.jobs.wake();
  return followed;
}

/** What is known of the event of a meeting that is still to come; null where there is none to follow. */
function knownOfEvent({ view, rows }: OpenMeeting): KnownOfEvent | null {
  if (view.state !== 'booked' || view.ended || view.startsAt === null || view.endsAt === null) return null;
  const meeting = { start: view.startsAt, end: view.endsAt };
  const { calendarStartsAt: start, calendarEndsAt: end } = rows;
  return { meeting, event: start && end ? { start, end } : meeting, asked: askedTimesOf(rows) };
}

type Look = { meeting: OpenMeeting; why: WhyLook; at: Date; seen: EventNow | null; change: EventChange };

async function follow(tx: Transaction, deps: Deps, actor: Actor, look: Look): Promise<Followed> {
  const { meeting, seen, change, at, why } = look;
  if (change.what === 'gone' || seen === null) {
    await cancelLikeCalendar(tx, deps, actor, meeting);
    return 'followed';
  }
  if (change.what === 'moved') {
    await moveLikeCalendar(tx, deps, actor, meeting, { seen, at, why });
    return 'followed';
  }
  if (change.what === 'ours') {
    // Its answer is on its way: sync-calendar stores it, or asks again.
    if (why === 'seen' || change.asked === null || change.asked.sequence >= meeting.rows.sequence) return 'nothing-new';
    await noteStandsAt(tx, meeting.rows.id, change.asked, seen);
    return 'followed';
  }
  return takeOver(tx, deps, actor, { meeting, seen, at });
}

/** Nobody has moved it: the answers to its time are taken, and where it is joined. */
async function takeOver(
  tx: Transaction,
  deps: Deps,
  actor: Actor,
  { meeting, seen, at }: { meeting: OpenMeeting; seen: EventNow; at: Date },
): Promise<Followed> {
  const { rows, view } = meeting;
  await noteSeen(tx, rows.id, seen, at);
  const isNewLink = seen.joinUrl !== null && seen.joinUrl !== rows.joinUrl;
  // While a move is still to be told to the calendar, what is answered there is to the time before it.
  const isInStep =
    rows.calendarSequence === rows.sequence &&
    view.startsAt !== null &&
    view.endsAt !== null &&
    isSameTime(seen, { start: view.startsAt, end: view.endsAt });
  const answers = isInStep ? await takeAnswers(tx, deps, actor, meeting, seen.responses, rows.calendarAnswersFrom) : 0;
  if (isNewLink || answers > 0) await refreshCards(tx, deps, shownWith(view));
  return isNewLink || answers > 0 ? 'followed' : 'nothing-new';
}
