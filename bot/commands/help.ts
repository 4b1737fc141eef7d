import { helpCard } from '../../cards/help.card.ts';
import type { HelpReason } from '../../wording/help.ts';
import { announcedHelp } from '../../wording/messages.ts';
import type { Command, ShownCard, Turn } from '../turn.ts';
import { commandWords, wordSet, wordsAre } from '../typed-command.ts';

const about = wordSet('help hi hello hey hiya morning afternoon evening menu commands start options');
const around = wordSet('please me i need want some good there can you what do the a to with this');

/** "help", "hi", "what can you do?", and a message without a word. */
export const help: Command = {
  name: 'help',
  matches: (text) => {
    const words = commandWords(text);
    const asks = words?.length === 0 || words?.join(' ') === 'what can you do' || wordsAre(text, about, around);
    return asks ? {} : undefined;
  },
  run: async (turn) => [showHelp(turn, 'asked')],
};

/** What can be asked for here, with what to do in an emergency. */
export function showHelp(turn: Turn, reason: HelpReason): ShownCard {
  const { where, me, deps } = turn;
  const { policy, organiser, alsoBegins } = deps;
  const ways = { mailbox: alsoBegins?.byEmail ? organiser.address : null, inAnyChat: alsoBegins?.inAnyChat ?? false };
  const card = helpCard({ reason, where, isDsrTeam: me.dsrRole !== null, policy, ways });
  return { card, summary: announcedHelp };
}
