import { type DueTab, dueTabs } from '../../services/register/model.ts';
import { showDuePage } from '../shown-cards/due.ts';
import type { Command } from '../turn.ts';
import { commandWords, wordSet } from '../typed-command.ts';

const known = wordSet(
  'due whats what is are the show me list dates deadlines today this week overdue late now on register please',
);

function tabOf(words: readonly string[]): DueTab {
  if (words.includes('today') || words.includes('now')) return 'today';
  return words.includes('week') ? 'week' : 'overdue';
}

/** "due", "what is due this week", "due today": what falls due on the register, for the DSR team. */
export const due: Command = {
  name: 'due',
  matches(text) {
    const words = commandWords(text);
    if (!words?.includes('due') || !words.every((word) => known.has(word))) return undefined;
    return { tab: tabOf(words) };
  },
  run: async (turn, { tab }) => [await showDuePage(turn, dueTabs.find((one) => one === tab) ?? 'overdue', 1)],
};
