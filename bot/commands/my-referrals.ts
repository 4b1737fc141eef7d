import { showMyReferrals } from '../shown-cards/my-referrals.ts';
import type { Command } from '../turn.ts';
import { commandWords } from '../typed-command.ts';

/** 'my referrals', 'show me my referrals please', 'list my referrals' */
const MINE = /^(?:(?:show|see|list|open|continue|where are|me|all) )*(?:my referrals?|referral drafts?)(?: please)?$/;

/** "my referrals": one's own drafts and referrals. */
export const myReferrals: Command = {
  name: 'my-referrals',
  matches: (text) => (MINE.test(commandWords(text)?.join(' ') ?? '') ? {} : undefined),
  run: async (turn) => [await showMyReferrals(turn)],
};
