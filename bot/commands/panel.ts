import { panelFilter, showPanel } from '../shown-cards/panel.ts';
import type { Command } from '../turn.ts';
import { commandWords, wordSet } from '../typed-command.ts';

const known = wordSet(
  'panel the show open prepare our next overdue due for everybody all list who to discuss please start',
);

/** "panel", "panel overdue", "prepare the panel": whom the regular multi-agency review is to discuss. */
export const panel: Command = {
  name: 'panel',
  matches(text) {
    const words = commandWords(text);
    if (!words?.includes('panel') || !words.every((word) => known.has(word))) return undefined;
    return { filter: words.includes('overdue') ? 'overdue' : 'all' };
  },
  run: async (turn, { filter }) => [await showPanel(turn, panelFilter.parse(filter), 1)],
};
