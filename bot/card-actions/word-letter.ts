import { wordLetter as word } from '../../services/letters/word-letter.ts';
import { letterDone } from '../../wording/letter-card.ts';
import { changeOfLetter, LAST_PAGE, showLetterRefused } from '../letter-forms.ts';
import { typedText } from '../press-data.ts';
import { letterDeps, showLetter, shownLetter } from '../shown-cards/letter.ts';
import { cardAction } from '../turn.ts';

const data = changeOfLetter.extend({ ownWords: typedText });

/** "Show with my sentence": the letter as it would go with it. */
export const wordLetter = cardAction('word-letter', data, async (turn, { letterId, version, press, ownWords }) => {
  const deps = letterDeps(turn.deps);
  const worded = await word(deps, { actor: turn.actor, letterId, version, press, ownWords });
  if (worded.ok) {
    const text = worded.value.ownWords === null ? letterDone.wordedAway : letterDone.worded;
    return shownLetter(deps, worded.value, { page: LAST_PAGE, notice: { tone: 'good', text } });
  }
  if (worded.reason !== 'incomplete') return showLetterRefused(turn, letterId, worded);
  return showLetter(turn, letterId, { page: LAST_PAGE, typed: { ownWords }, problems: worded.problems });
});
