import { z } from 'zod';
import { queueFilters } from '../../services/mbe-requests/model.ts';
import { showQueuePage } from '../shown-cards/queue.ts';
import type { Command } from '../turn.ts';
import { commandWords, wordSet } from '../typed-command.ts';

const filterSchema = z.enum(queueFilters).default('all');
type Filter = z.infer<typeof filterSchema>;

/** What the queue is called; "my requests" alone is what requesters say of their own. */
const about = /\bqueue\b|\bopen requests\b|\b(?:overdue|late|unowned|urgent) requests\b|^overdue$/;
const known = wordSet(
  'queue open requests overdue late unowned urgent mine my me no without owner all show the whats what is in list our team teams please dsr',
);

function filterOf(words: readonly string[]): Filter {
  const said = (...any: string[]) => any.some((word) => words.includes(word));
  if (said('urgent')) return 'urgent';
  if (said('overdue', 'late')) return 'overdue';
  if (said('unowned', 'owner')) return 'unowned';
  return said('mine', 'my') ? 'mine' : 'all';
}

/** "queue", "open requests", "queue mine", "my queue", "overdue requests": the DSR team's open requests. */
export const queue: Command = {
  name: 'queue',
  matches(text) {
    const words = commandWords(text);
    if (words === undefined || !about.test(words.join(' ')) || !words.every((word) => known.has(word)))
      return undefined;
    return { filter: filterOf(words) };
  },
  run: async (turn, { filter }) => [await showQueuePage(turn, filterSchema.parse(filter), 1)],
};
