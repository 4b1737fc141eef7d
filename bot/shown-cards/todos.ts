import type { CardNotice } from '../../cards/adaptive-card.ts';
import { todosCard } from '../../cards/todos.card.ts';
import { listTodos } from '../../services/meetings/list-todos.ts';
import type { ShownCard, Turn } from '../turn.ts';
import { showTeamRefusal } from './team-refusal.ts';

/** A page of what the team has to do by hand. */
export async function showTodos({ deps, actor }: Turn, page: number, notice?: CardNotice): Promise<ShownCard> {
  const todos = await listTodos(deps, { actor });
  if (!todos.ok) return showTeamRefusal(todos);
  return { card: todosCard({ todos: todos.value, page, now: deps.clock.now(), notice }), summary: 'To do by hand' };
}
