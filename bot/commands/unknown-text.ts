import { hasWordsOfDanger } from '../../services/mbe-requests/urgency.ts';
import type { Command } from '../turn.ts';
import { showHelp } from './help.ts';

/** Whatever no other command takes: help with the choices as buttons, and what to do now where somebody may be in danger. */
export const unknownText: Command = {
  name: 'unknown-text',
  matches: (text) => ({ text }),
  run: async (turn, { text = '' }) => {
    const danger = hasWordsOfDanger([text], turn.deps.policy.dangerWords.value);
    return [showHelp(turn, danger ? 'danger' : 'not-understood')];
  },
};
