import { refreshCards } from '../notifications/store.ts';
import { addTodos, type NewTodo, todoKeys } from '../notifications/todos.ts';
import type { Deps } from '../platform/deps.ts';
import { partOfInvitee } from './calendar-event.ts';
import type { InviteeView, MeetingView } from './model.ts';
import type { OpenMeeting } from './open-meeting.ts';
import { closeSettled, findInvitingTodos, type InvitingTodo, isUnchanged, reopenTodos } from './todo-store.ts';

/** What the to-dos of one invitee should be, given those there are: which to raise, and which no longer apply. */
type Settled = { raise: NewTodo[]; reopen: string[]; close: string[] };

function speakFirst(meeting: MeetingView, invitee: InviteeView, todos: readonly InvitingTodo[]): Settled {
  const eventKey = todoKeys.speakFirst(meeting.id, invitee.id);
  const existing = todos.find((todo) => todo.eventKey === eventKey);
  const isHeld = meeting.state === 'booked' && partOfInvitee(meeting, invitee) === 'held-until-basis';
  if (!isHeld) return { raise: [], reopen: [], close: existing && existing.doneAt === null ? [existing.id] : [] };
  if (existing === undefined) return { raise: [{ kind: 'speak-first', eventKey }], reopen: [], close: [] };
  // Closed by the service when a ground was there for a while, which is there no longer.
  const lapsed = existing.doneAt !== null && existing.doneById === null;
  return { raise: [], reopen: lapsed ? [existing.id] : [], close: [] };
}

/** Somebody without an email address is told of each time once, and of the cancellation if they were told of a time. */
function byHand({ view, rows }: OpenMeeting, invitee: InviteeView, todos: readonly InvitingTodo[]): Settled {
  const eventKey = todoKeys.inviteByHand(view.id, rows.sequence, invitee.id);
  const others = todos.filter((todo) => todo.kind === 'invite-by-hand' && todo.eventKey !== eventKey);
  const ofThisTime = others.filter((todo) => rows.bookedAt !== null && todo.createdAt >= rows.bookedAt);
  const raised: NewTodo[] = [{ kind: 'invite-by-hand', eventKey }];
  const open = (some: readonly InvitingTodo[]) => some.filter((todo) => todo.doneAt === null).map((todo) => todo.id);
  if (view.state === 'cancelled') {
    const wereTold = others.some((todo) => todo.doneById !== null);
    return { raise: wereTold ? raised : [], reopen: [], close: open(others) };
  }
  if (partOfInvitee(view, invitee) !== 'by-hand') return { raise: [], reopen: [], close: open(others) };
  const older = others.filter((todo) => !ofThisTime.includes(todo));
  return { raise: ofThisTime.length > 0 ? [] : raised, reopen: [], close: open(older) };
}

/**
 * Brings the to-dos about inviting people in step with a meeting that is, or was, booked: speak first to those whose
 * invitation is held, tell those without an address. What no longer applies is closed. Does nothing when the meeting has
 * changed since it was opened: the job of that change does it.
 */
export async function settleTodos(deps: Deps, meeting: OpenMeeting): Promise<void> {
  const { view, rows } = meeting;
  if (rows.bookedAt === null || (view.state !== 'booked' && view.state !== 'cancelled')) return;
  const todos = await findInvitingTodos(deps.db, view.id);
  const settled = view.invitees.flatMap((invitee) => {
    const theirs = todos.filter((todo) => todo.inviteeId === invitee.id);
    return [speakFirst(view, invitee, theirs), byHand(meeting, invitee, theirs)].map((one) => ({ invitee, ...one }));
  });
  const raise = settled.flatMap(({ invitee, raise }) =>
    raise.map((todo) => ({ ...todo, requestId: view.requestId, meetingId: view.id, inviteeId: invitee.id })),
  );
  const [close, reopen] = [settled.flatMap((one) => one.close), settled.flatMap((one) => one.reopen)];
  if (raise.length + close.length + reopen.length === 0) return;
  await deps.db.$transaction(async (tx) => {
    if (!(await isUnchanged(tx, view))) return;
    await addTodos(tx, deps, raise);
    await closeSettled(tx, close, deps.clock.now());
    await reopenTodos(tx, reopen);
    await refreshCards(tx, deps, [...close, ...reopen]);
  });
  deps.jobs.wake();
}
