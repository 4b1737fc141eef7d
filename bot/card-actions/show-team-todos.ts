import { z } from 'zod';
import { pageNumber } from '../press-data.ts';
import { showTodos } from '../shown-cards/todos.ts';
import { cardAction } from '../turn.ts';

/** "All to-dos", and its pages. */
export const showTeamTodos = cardAction('show-team-todos', z.object({ page: pageNumber }), (turn, { page }) =>
  showTodos(turn, page),
);
