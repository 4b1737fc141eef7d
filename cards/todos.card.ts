import type { TodoView } from '../services/meetings/todo-model.ts';
import { formatAge } from '../services/platform/time.ts';
import { todoPerson, todoWords } from '../wording/todos.ts';
import { actionButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { fitCard } from './card-size.ts';
import { noticeBox } from './card-top.ts';
import { pageOf, pagerButtons, pageWords } from './pages.ts';
import { plain } from './plain-text.ts';
import { cardTemplate } from './template.ts';
import { oneLine } from './typed-field.ts';

export type TodosCardView = {
  /** Oldest first. */
  todos: readonly TodoView[];
  page: number;
  now: Date;
  notice?: CardNotice | undefined;
};

const ON_A_PAGE = 8;
const expand = cardTemplate(import.meta.dirname, 'todos');

/** What the team has to do by hand, oldest first, a page at a time. */
export function todosCard(view: TodosCardView): AdaptiveCard {
  return fitCard([120, 60, 30], (limit) => render(view, limit));
}

function render({ todos, now, notice, ...asked }: TodosCardView, limit: number): AdaptiveCard {
  const shown = pageOf(todos, asked.page, ON_A_PAGE);
  return expand({
    summary: 'To do by hand',
    heading: 'To do by hand',
    about: todos.length === 0 ? 'Nothing to do.' : pageWords(shown, 'to-do', 'to-dos'),
    notice: noticeBox(notice),
    rows: shown.items.map((todo) => ({
      title: plain(oneLine(todoWords(todo).heading, limit)),
      what: plain(
        [todo.reference ?? 'No request', ...(todo.invitee ? [oneLine(todoPerson(todo.invitee), limit)] : [])].join(
          ' · ',
        ),
      ),
      age: `Raised ${formatAge(todo.createdAt, now)}`,
      button: actionButton({ title: 'Open', verb: 'open-todo', data: { todoId: todo.id } }),
    })),
    actions: [
      ...pagerButtons(shown, { verb: 'show-team-todos', data: {} }),
      actionButton({ title: 'Open requests', verb: 'show-queue', data: { filter: 'all', page: 1 } }),
    ],
  });
}
