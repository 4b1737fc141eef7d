import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, ok, type Result } from '../platform/result.ts';
import type { TodoView } from './todo-model.ts';
import { findTodos } from './todo-store.ts';

/**
 * What the DSR team has to do by hand: the oldest open to-dos.
 *
 * @param input.todoId this to-do alone, also when it is done; an empty list when it is not there
 */
export async function listTodos(
  deps: Deps,
  input: { actor: Actor; todoId?: string },
): Promise<Result<TodoView[], NotAllowed>> {
  const about = { noun: 'todo', nounId: input.todoId ?? null, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'list-todos', input.actor, about);
  return refusal ?? ok(await findTodos(deps.db, input.todoId));
}
