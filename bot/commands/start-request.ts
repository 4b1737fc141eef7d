import { startDraft } from '../draft-cards.ts';
import { onlyInChat } from '../message-cards.ts';
import type { Command } from '../turn.ts';
import { wordSet, wordsAre } from '../typed-command.ts';

const about = wordSet('mbe meeting request');
const around = wordSet(
  'a an the new another one by exception for about i we want need would id like to can could you please thanks hi hello ' +
    'ask start begin make create book arrange set up have call hold get us me',
);

/** "request a meeting", "mbe", "I need a meeting", "new request": the first step of a new draft. */
export const startRequest: Command = {
  name: 'start-request',
  matches: (text) => (wordsAre(text, about, around) ? {} : undefined),
  run: async (turn) => [turn.where === 'channel' ? onlyInChat() : await startDraft(turn)],
};
