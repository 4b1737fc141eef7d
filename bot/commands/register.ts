import { ratings, wholeRegister } from '../../services/register/model.ts';
import { showRegisterPage } from '../shown-cards/register.ts';
import type { Command } from '../turn.ts';
import { commandWords, wordSet } from '../typed-command.ts';

/** "Is somebody on the register?" is another question, with a reason and an answer of its own. */
const known = wordSet(
  'register dsr the show me list open see who is on all our whole everybody everyone people please red amber green blue rated',
);

/** "register", "show the register", "register red", "who is on the register": for the DSR team. */
export const register: Command = {
  name: 'register',
  matches(text) {
    const words = commandWords(text);
    if (!words?.includes('register') || !words.every((word) => known.has(word))) return undefined;
    const rating = ratings.find((one) => words.includes(one));
    return rating === undefined ? {} : { rating };
  },
  run: async (turn, parameters) => {
    const rating = ratings.find((one) => one === parameters.rating) ?? 'all';
    return [await showRegisterPage(turn, { ...wholeRegister, rating }, 1)];
  },
};
