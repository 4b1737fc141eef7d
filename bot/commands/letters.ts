import { showLettersPage } from '../shown-cards/letter.ts';
import type { Command } from '../turn.ts';
import { wordSet, wordsAre } from '../typed-command.ts';

const about = wordSet('letters letter');
const around = wordSet('open waiting to release show the whats what is in list our team teams please dsr all');

/** "letters", "letters to release": what waits to be read and released, or to be told. */
export const letters: Command = {
  name: 'letters',
  matches: (text) => (wordsAre(text, about, around) ? {} : undefined),
  run: async (turn) => [await showLettersPage(turn, 1)],
};
