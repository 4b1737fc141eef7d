import { invitationLetters } from '../letters/meeting-letters.ts';
import { addLetters, closeMeetingLetters } from '../letters/store.ts';
import { refreshCards } from '../notifications/store.ts';
import { addTodos, type NewTodo, todoKeys } from '../notifications/todos.ts';
import type { Deps } from '../platform/deps.ts';
import { partOfInvitee } from './calendar-event.ts';
import { findNeedsTodos, type NeedsTodo } from './family-store.ts';
import type { InviteeView } from './model.ts';
import type { OpenMeeting } from './open-meeting.ts';
import { closeSettled, isUnchanged } from './todo-store.ts';

/** What the to-dos about somebody's needs should be: which to raise, and which no longer apply. */
type Settled = { raise: NewTodo[]; close: string[] };

/**
 * One to-do for each time that a meeting is booked for or moved to, and one for its cancellation where the one before was
 * done. Those of an earlier time are closed.
 */
function oncePerTime(
  { view, rows }: OpenMeeting,
  todo: Pick<NewTodo, 'kind' | 'eventKey'>,
  needed: boolean,
  theirs: readonly NeedsTodo[],
): Settled {
  const same = theirs.filter(({ kind }) => kind === todo.kind);
  const open = (some: readonly NeedsTodo[]) => some.filter(({ doneAt }) => doneAt === null).map(({ id }) => id);
  const ofThisTime = same.filter(({ createdAt }) => rows.bookedAt !== null && createdAt >= rows.bookedAt);
  if (view.state === 'cancelled') {
    const others = same.filter(({ eventKey }) => eventKey !== todo.eventKey);
    return { raise: others.some(({ doneById }) => doneById !== null) ? [todo] : [], close: open(others) };
  }
  if (!needed) return { raise: [], close: open(same) };
  const older = same.filter((one) => !ofThisTime.includes(one));
  return { raise: ofThisTime.length > 0 ? [] : [todo], close: open(older) };
}

function forPerson(meeting: OpenMeeting, invitee: InviteeView, todos: readonly NeedsTodo[]): Settled {
  const { view, rows } = meeting;
  const theirs = todos.filter(({ inviteeId }) => inviteeId === invitee.id);
  const may = partOfInvitee(view, invitee) !== 'held-until-basis';
  const call = { kind: 'phone-first', eventKey: todoKeys.phoneFirst(view.id, rows.sequence, invitee.id) } as const;
  const book = {
    kind: 'book-interpreter',
    eventKey: todoKeys.bookInterpreter(view.id, rows.sequence, invitee.id),
  } as const;
  const all = [
    oncePerTime(meeting, call, may && view.needs.phoneFirst && invitee.email !== null, theirs),
    oncePerTime(meeting, book, view.needs.interpreter !== null && invitee.response !== 'declined', theirs),
  ];
  return { raise: all.flatMap(({ raise }) => raise), close: all.flatMap(({ close }) => close) };
}

/**
 * Brings what the person and their family need in step with a meeting that is, or was, booked: a call before anything is
 * sent, an interpreter, and letters in place of a mail that they would not read. What no longer applies is closed. Does
 * nothing when the meeting has changed since it was opened: the job of that change does it.
 */
export async function settleFamily(deps: Deps, meeting: OpenMeeting): Promise<void> {
  const { view, rows } = meeting;
  if (rows.bookedAt === null || (view.state !== 'booked' && view.state !== 'cancelled')) return;
  const [todos, letters] = await Promise.all([findNeedsTodos(deps.db, view.id), invitationLetters(deps, meeting)]);
  const people = view.invitees.filter(({ kind }) => kind === 'individual');
  const settled = people.map((invitee) => ({ invitee, ...forPerson(meeting, invitee, todos) }));
  const raise = settled.flatMap(({ invitee, raise }) =>
    raise.map((todo) => ({ ...todo, requestId: view.requestId, meetingId: view.id, inviteeId: invitee.id })),
  );
  const close = settled.flatMap((one) => one.close);
  if (raise.length + close.length + letters.draft.length + letters.close.length === 0) return;
  await deps.db.$transaction(async (tx) => {
    if (!(await isUnchanged(tx, view))) return;
    await addTodos(tx, deps, raise);
    await closeSettled(tx, close, deps.clock.now());
    await closeMeetingLetters(tx, deps, letters.close);
    await addLetters(tx, deps, letters.draft);
    await refreshCards(tx, deps, close);
  });
  deps.jobs.wake();
}
