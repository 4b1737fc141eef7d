import { isOpenTodo } from '../facts-store.ts';
import { type Composer, nothing } from './composer.ts';

/** A to-do's card to the DSR channel, unless it is done already. */
export const composeTodo: Composer = async (deps, { detail }) => {
  const todoId = detail?.todoId;
  if (typeof todoId !== 'string' || !(await isOpenTodo(deps.db, todoId))) return nothing('done');
  return { do: 'post', receiver: { to: 'channel' }, message: { kind: 'todo', todoId } };
};
