import type { Actor } from '../access/actor.ts';
import type { EventNow } from '../calendar/port.ts';
import { refreshCards } from '../notifications/store.ts';
import { addTodos, todoKeys } from '../notifications/todos.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { noteFollowed } from './calendar-store.ts';
import { CANNOT_GO_AHEAD, cancelInTransaction } from './cancel-in-transaction.ts';
import { recordChange } from './change-meeting.ts';
import { followOn } from './follow-on.ts';
import type { OpenMeeting } from './open-meeting.ts';
import { forgetResponses } from './responses-store.ts';
import { takeAnswers } from './take-answers.ts';
import { closeCalendarBehind, closeTimeTodos } from './todo-store.ts';
import { beginQuorum } from './watch-quorum.ts';

/** Why a meeting was cancelled whose event somebody has deleted in Outlook: a code, kept with it. */
export const REMOVED_FROM_CALENDAR = 'removed-from-calendar';

/** The meeting was opened in this transaction's own check, so that nothing can have come between. */
class NotAsOpened extends Error {
  override name = 'NotAsOpened';
}

/**
 * Moves a meeting to the time that somebody has given its event in Outlook, under the next SEQUENCE: the requester and
 * those without an address hear of it as of a move from here, and everybody else has heard of it from the calendar. Answers
 * to the old time are forgotten; those that the calendar already has to the new one are taken at once.
 */
export async function moveLikeCalendar(
  tx: Transaction,
  deps: Deps,
  actor: Actor,
  meeting: OpenMeeting,
  { seen, at, why }: { seen: EventNow; at: Date; why: 'seen' | 'conflict' },
): Promise<void> {
  const { view, rows } = meeting;
  const now = deps.clock.now();
  const sequence = rows.sequence + 1;
  const moved = await recordChange(tx, deps, meeting, {
    ...{ useCase: 'follow-calendar', actor },
    changes: { startsAt: seen.start, endsAt: seen.end, sequence, bookedAt: now },
    // 'moved-in-both': it had been moved here too, and the time in the calendar, which people know, stands.
    reason: why === 'conflict' ? 'moved-in-both' : 'moved-in-calendar',
    detail: { sequence, startsAt: seen.start.toISOString() },
    tellRequester: 'moved',
  });
  if (!moved) throw new NotAsOpened();
  const answersFrom = sinceWhen(meeting) ?? now;
  await noteFollowed(tx, view.id, sequence, { event: seen, at, answersFrom });
  await forgetResponses(tx, view.id);
  await beginQuorum(tx, deps, view.id);
  const closed = [...(await closeTimeTodos(tx, view.id, now)), ...(await closeCalendarBehind(tx, view.id, now))];
  await takeAnswers(tx, deps, actor, meeting, seen.responses, answersFrom);
  await addTodos(tx, deps, [
    {
      kind: 'moved-in-calendar',
      eventKey: todoKeys.ofCalendar('moved-in-calendar', view.id, sequence),
      ...{ requestId: view.requestId, entryId: view.entryId, meetingId: view.id },
      ...{ startsAt: view.startsAt, endsAt: view.endsAt },
    },
  ]);
  await refreshCards(tx, deps, closed);
}

/**
 * Cancels a meeting whose event somebody has deleted or cancelled in Outlook. Those it invited have heard of it from there. A
 * request goes on: another time is looked for, until the team says otherwise; a meeting of the register is requested again
 * by somebody, if it is still needed.
 */
export async function cancelLikeCalendar(
  tx: Transaction,
  deps: Deps,
  actor: Actor,
  meeting: OpenMeeting,
): Promise<void> {
  const { view, rows } = meeting;
  const by = { useCase: 'follow-calendar', actor } as const;
  const why = { ...by, reason: REMOVED_FROM_CALENDAR, note: '', cancelReason: CANNOT_GO_AHEAD };
  if (!(await cancelInTransaction(tx, deps, meeting, why))) throw new NotAsOpened();
  await noteFollowed(tx, view.id, rows.sequence + 1, null);
  if (view.requestId !== null) await followOn(tx, deps, meeting, { next: 'arrange-again', why: '', by });
  const closed = await closeCalendarBehind(tx, view.id, deps.clock.now());
  await addTodos(tx, deps, [
    {
      kind: 'removed-from-calendar',
      eventKey: todoKeys.ofCalendar('removed-from-calendar', view.id, rows.sequence + 1),
      ...{ requestId: view.requestId, entryId: view.entryId, meetingId: view.id },
      ...{ startsAt: view.startsAt, endsAt: view.endsAt },
    },
  ]);
  await refreshCards(tx, deps, closed);
}

/**
 * Since when an event that was moved in Outlook may have had its new time. Nobody knows when it was moved: after it was last
 * seen at its old time, and after every answer that was seen then.
 */
function sinceWhen({ rows }: OpenMeeting): Date | null {
  const { calendarSeenAt, calendarAnswersFrom, bookedAt, invitees } = rows;
  const seen = Math.max(...[calendarSeenAt, calendarAnswersFrom].map((instant) => instant?.getTime() ?? 0));
  if (seen === 0) return bookedAt;
  const answered = invitees.map(({ respondedAt }) => respondedAt?.getTime() ?? 0).filter((at) => at <= seen);
  return new Date(Math.max(seen, ...answered.map((at) => at + 1)));
}
