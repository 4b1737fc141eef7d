import { showTodos } from '../shown-cards/todos.ts';
import type { Command } from '../turn.ts';
import { commandWords, wordSet } from '../typed-command.ts';

const about = /\bto ?dos?\b/;
const around = wordSet(
  'to do dos todo todos list show the whats what is there have i we our my team teams please open all',
);

/** "to do", "todos", "what is there to do": what the DSR team has to do by hand. */
export const todos: Command = {
  name: 'todos',
  matches(text) {
    const words = commandWords(text);
    if (words === undefined || !about.test(words.join(' ')) || !words.every((word) => around.has(word)))
      return undefined;
    return {};
  },
  run: async (turn) => [await showTodos(turn, 1)],
};
