import { setAsideLetterFormCard } from '../../cards/letter-forms.ts';
import { waitingLetterStates } from '../../services/letters/model.ts';
import { setAsideLetter as setAside } from '../../services/letters/set-aside-letter.ts';
import { letterDone } from '../../wording/letter-card.ts';
import { changeOfLetter, openLetterForm, showLetterRefused } from '../letter-forms.ts';
import { typedText } from '../press-data.ts';
import { letterDeps, shownLetter } from '../shown-cards/letter.ts';
import { cardAction } from '../turn.ts';

const data = changeOfLetter.extend({ why: typedText });

/** Records that a letter is not needed. */
export const setAsideLetter = cardAction('set-aside-letter', data, async (turn, { letterId, version, press, why }) => {
  const deps = letterDeps(turn.deps);
  const done = await setAside(deps, { actor: turn.actor, letterId, version, press, why });
  if (done.ok) return shownLetter(deps, done.value, { notice: { tone: 'good', text: letterDone.setAside } });
  if (done.reason !== 'incomplete') return showLetterRefused(turn, letterId, done);
  const states = waitingLetterStates;
  const opening = { useCase: 'set-aside-letter', letterId, states, form: setAsideLetterFormCard } as const;
  return openLetterForm(turn, opening, { typed: { why }, problems: done.problems });
});
