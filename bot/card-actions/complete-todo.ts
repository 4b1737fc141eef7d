import { z } from 'zod';
import { completeTodo as complete } from '../../services/meetings/complete-todo.ts';
import { todoDone } from '../../wording/todos.ts';
import { pressKey, typedText } from '../press-data.ts';
import { showTeamRefusal } from '../shown-cards/team-refusal.ts';
import { showTodo } from '../shown-cards/todo.ts';
import { cardAction } from '../turn.ts';

const data = z.object({ todoId: z.guid(), press: pressKey, note: typedText });

/** "Done", with a note on how. Of two who press, the second sees who was first. */
export const completeTodo = cardAction('complete-todo', data, async (turn, { todoId, press, note }) => {
  const { deps, actor } = turn;
  const done = await complete(deps, { actor, todoId, note, press });
  if (done.ok) return showTodo(turn, todoId, { tone: 'good', text: todoDone.done });
  if (done.reason === 'incomplete')
    return showTodo(turn, todoId, undefined, { typed: { note }, problems: ['too-long'] });
  if (done.reason === 'to-be-decided') return showTodo(turn, todoId, { tone: 'warning', text: todoDone.toBeDecided });
  if (done.reason !== 'already-done') return showTeamRefusal(done);
  return showTodo(turn, todoId, { tone: 'warning', text: todoDone.already(done.by?.name ?? null) });
});
