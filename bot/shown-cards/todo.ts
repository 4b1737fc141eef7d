import type { CardNotice } from '../../cards/adaptive-card.ts';
import { todoCard } from '../../cards/todo.card.ts';
import type { Actor } from '../../services/access/actor.ts';
import { listTodos } from '../../services/meetings/list-todos.ts';
import type { Deps } from '../../services/platform/deps.ts';
import { todoSummary } from '../../wording/todos.ts';
import type { ShownCard } from '../turn.ts';
import { showTeamRefusal } from './team-refusal.ts';

/** What came back with a note that could not be taken. */
type Again = { typed: { note: string }; problems: readonly 'too-long'[] };

/** A to-do in its present state, done or not. */
export async function showTodo(
  looker: { deps: Deps; actor: Actor },
  todoId: string,
  notice?: CardNotice,
  again?: Again,
): Promise<ShownCard> {
  const { deps, actor } = looker;
  const found = await listTodos(deps, { actor, todoId });
  if (!found.ok) return showTeamRefusal(found);
  const [todo] = found.value;
  if (todo === undefined) return showTeamRefusal({ reason: 'not-found' });
  const card = todoCard({ todo, notice, ...again, press: deps.newId() });
  return {
    card,
    summary: todoSummary(todo),
    shows: { card: 'todo', nounId: todoId, revision: todo.done === null ? 'open' : 'done' },
  };
}
