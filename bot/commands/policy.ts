import { showPolicyPage } from '../shown-cards/policy.ts';
import type { Command } from '../turn.ts';
import { wordSet, wordsAre } from '../typed-command.ts';

const about = wordSet('policy rules');
const around = wordSet('the our my area areas local show me what is are whats of this please');

/** "policy", "our policy", "show the rules": what the area's policy says, and where each rule comes from. */
export const policy: Command = {
  name: 'policy',
  matches: (text) => (wordsAre(text, about, around) ? {} : undefined),
  run: async (turn) => [await showPolicyPage(turn, 1)],
};
