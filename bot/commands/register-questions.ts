import { showEnquiriesPage } from '../shown-cards/register-enquiry.ts';
import type { Command } from '../turn.ts';
import { wordSet, wordsAre } from '../typed-command.ts';

const about = wordSet('questions');
const around = wordSet(
  'open waiting register about on to answer show the whats what is in list our team teams please dsr all',
);

/** "questions", "questions about the register": those that wait for a coordinator's answer. */
export const registerQuestions: Command = {
  name: 'register-questions',
  matches: (text) => (wordsAre(text, about, around) ? {} : undefined),
  run: async (turn) => [await showEnquiriesPage(turn, 1)],
};
