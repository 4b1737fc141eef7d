import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { recordDone } from '../audit/record.ts';
import { MAX_TEXT, type NamedPerson } from '../mbe-requests/model.ts';
import { refreshCards } from '../notifications/store.ts';
import { carryOut, wasCarriedOut } from '../platform/carry-out.ts';
import type { Deps } from '../platform/deps.ts';
import { cleanText } from '../platform/free-text.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { inviteNewcomers } from './family-store.ts';
import { idOf } from './open-meeting.ts';
import type { TodoView } from './todo-model.ts';
import { findTodos, finishTodo } from './todo-store.ts';

type Refusal =
  /** It is done by deciding what it asks for. */
  | { reason: 'to-be-decided' }
  | { reason: 'already-done'; by: NamedPerson | null; at: Date }
  | { reason: 'incomplete'; problems: { field: 'note'; problem: 'too-long' }[] };

/**
 * Marks a to-do as done, with a note on how if there is one.
 *
 * @param input.note as typed; may be empty
 */
export async function completeTodo(
  deps: Deps,
  input: { actor: Actor; todoId: string; note: string; press: string },
): Promise<Result<TodoView, NotAllowed | NotFound | Refusal>> {
  const { actor, todoId } = input;
  const [todo] = await findTodos(deps.db, todoId);
  const refusal = await authorise(deps, 'complete-todo', actor, { noun: 'todo', nounId: todoId, relations: ['none'] });
  if (refusal) return refusal;
  if (todo === undefined) return refuse({ reason: 'not-found' });
  if (todo.toDecide) return refuse({ reason: 'to-be-decided' });
  const note = cleanText(input.note);
  const press = { key: input.press, useCase: 'complete-todo', actor, asked: { todoId, note } } as const;
  if (todo.done !== null) {
    if (await wasCarriedOut(deps, press)) return ok(todo);
    return refuse({ reason: 'already-done', by: todo.done.by, at: todo.done.at });
  }
  if (note.length > MAX_TEXT) {
    const tooLong: Refusal = { reason: 'incomplete', problems: [{ field: 'note', problem: 'too-long' }] };
    return refuse(tooLong);
  }

  const now = deps.clock.now();
  const result = await carryOut(deps, press, async (tx) => {
    if (!(await finishTodo(tx, todoId, { at: now, byId: idOf(actor), note: note === '' ? null : note }))) return false;
    const about = { noun: 'todo', nounId: todoId, reason: todo.kind } as const;
    await recordDone(tx, now, { useCase: 'complete-todo', actor, ...about });
    // The call that held their invitation back is made.
    if (todo.kind === 'phone-first' && todo.meetingId !== null) await inviteNewcomers(tx, deps, [todo.meetingId]);
    await refreshCards(tx, deps, [todoId]);
    return true;
  });
  const [present = todo] = await findTodos(deps.db, todoId);
  if (result !== 'overtaken') return ok(present);
  return refuse({ reason: 'already-done', by: present.done?.by ?? null, at: present.done?.at ?? now });
}
