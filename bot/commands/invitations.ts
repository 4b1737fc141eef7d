import { showMyInvitations } from '../invitee-cards.ts';
import type { Command } from '../turn.ts';
import { wordSet, wordsAre } from '../typed-command.ts';

const about = wordSet('invitations invitation invites invited');
const around = wordSet('my am i what to show me see list all the open where please meetings meeting');

/** "invitations", "what am I invited to": times one is asked about, and meetings one is invited to. */
export const invitations: Command = {
  name: 'invitations',
  matches: (text) => (wordsAre(text, about, around) ? {} : undefined),
  run: async (turn) => [await showMyInvitations(turn)],
};
