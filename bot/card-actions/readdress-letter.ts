import { readdressLetterFormCard } from '../../cards/letter-forms.ts';
import { readdressLetter as readdress } from '../../services/letters/readdress-letter.ts';
import { letterDone } from '../../wording/letter-card.ts';
import { changeOfLetter, LAST_PAGE, openLetterForm, showLetterRefused } from '../letter-forms.ts';
import { typedText } from '../press-data.ts';
import { letterDeps, shownLetter } from '../shown-cards/letter.ts';
import { cardAction } from '../turn.ts';

const data = changeOfLetter.extend({ via: typedText, address: typedText, format: typedText });

/** Changes how one letter goes; then it is read again. */
export const readdressLetter = cardAction('readdress-letter', data, async (turn, asked) => {
  const { letterId, version, press, ...typed } = asked;
  const { via, address, format } = typed;
  const deps = letterDeps(turn.deps);
  const done = await readdress(deps, { actor: turn.actor, letterId, version, press, via, address, format });
  if (done.ok) {
    const notice = { tone: 'good', text: letterDone.readdressed } as const;
    return shownLetter(deps, done.value, { page: LAST_PAGE, notice });
  }
  if (done.reason !== 'incomplete') return showLetterRefused(turn, letterId, done);
  const opening = {
    useCase: 'readdress-letter',
    letterId,
    states: ['drafted'],
    form: readdressLetterFormCard,
  } as const;
  return openLetterForm(turn, opening, { typed: { ...typed, address }, problems: done.problems });
});
