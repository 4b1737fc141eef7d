import { startReferralDraft } from '../referral-drafts.ts';
import { referralsOnlyInChat } from '../referral-messages.ts';
import type { Command } from '../turn.ts';
import { wordSet, wordsAre } from '../typed-command.ts';

const about = wordSet('refer referral referring');
const around = wordSet(
  'a an the new another someone somebody person patient to for dsr register i want need would id like we can could ' +
    'you please thanks hi hello start begin make create send do me us them in request',
);

/** "refer someone", "referral", "make a referral to the register": the first step of a new referral. */
export const refer: Command = {
  name: 'refer',
  matches: (text) => (wordsAre(text, about, around) ? {} : undefined),
  run: async (turn) => [turn.where === 'channel' ? referralsOnlyInChat() : await startReferralDraft(turn)],
};
