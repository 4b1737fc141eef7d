import { showMailboxPage } from '../shown-cards/mailed-message.ts';
import type { Command } from '../turn.ts';
import { wordSet, wordsAre } from '../typed-command.ts';

const about = wordSet('mailbox mailboxes inbox email emails mail mails');
const around = wordSet(
  'shared open waiting to look at triage show the whats what is in list our team teams please dsr all unplaced',
);

/** "mailbox", "emails to look at": what came into the shared mailbox and waits for a person. */
export const mailbox: Command = {
  name: 'mailbox',
  matches: (text) => (wordsAre(text, about, around) ? {} : undefined),
  run: async (turn) => [await showMailboxPage(turn, 'waiting', 1)],
};
