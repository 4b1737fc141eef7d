import { z } from 'zod';
import { showTodo } from '../shown-cards/todo.ts';
import { cardAction } from '../turn.ts';

/** "Open" in the list of to-dos. */
export const openTodo = cardAction('open-todo', z.object({ todoId: z.guid() }), (turn, { todoId }) =>
  showTodo(turn, todoId),
);
