import { showMyRequests } from '../shown-cards/my-requests.ts';
import type { Command } from '../turn.ts';
import { commandWords, wordSet, wordsAre } from '../typed-command.ts';

const about = wordSet('requests drafts draft status my');
const around = wordSet('request meeting meetings show me see list all the of what are where is please mbe continue');

/** "my requests", "drafts", "status" without a reference: one's own drafts and requests. */
export const myRequests: Command = {
  name: 'my-requests',
  matches: (text) => {
    const onlyMy = commandWords(text)?.join(' ') === 'my';
    return wordsAre(text, about, around) && !onlyMy ? {} : undefined;
  },
  run: async (turn) => [await showMyRequests(turn)],
};
