import { recordLetterTold as record } from '../../services/letters/record-letter-told.ts';
import { letterDone } from '../../wording/letter-card.ts';
import { changeOfLetter, LAST_PAGE, showLetterRefused } from '../letter-forms.ts';
import { typedText } from '../press-data.ts';
import { letterDeps, showLetter, shownLetter } from '../shown-cards/letter.ts';
import { cardAction } from '../turn.ts';

const data = changeOfLetter.extend({ toldOn: typedText, toldHow: typedText });

/** "Told": when and how somebody heard what the letter says. */
export const recordLetterTold = cardAction('record-letter-told', data, async (turn, asked) => {
  const { letterId, version, press, ...typed } = asked;
  const { toldOn, toldHow } = typed;
  const deps = letterDeps(turn.deps);
  const done = await record(deps, { actor: turn.actor, letterId, version, press, toldOn, toldHow });
  if (done.ok) return shownLetter(deps, done.value, { notice: { tone: 'good', text: letterDone.told } });
  if (done.reason !== 'incomplete') return showLetterRefused(turn, letterId, done);
  return showLetter(turn, letterId, { page: LAST_PAGE, typed, problems: done.problems });
});
