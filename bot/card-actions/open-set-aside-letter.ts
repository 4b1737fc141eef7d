import { setAsideLetterFormCard } from '../../cards/letter-forms.ts';
import { waitingLetterStates } from '../../services/letters/model.ts';
import { aboutLetter, openLetterForm } from '../letter-forms.ts';
import { cardAction } from '../turn.ts';

/** "Not needed": why nobody is sent this letter. */
export const openSetAsideLetter = cardAction('open-set-aside-letter', aboutLetter, (turn, { letterId }) =>
  openLetterForm(turn, {
    useCase: 'set-aside-letter',
    letterId,
    states: waitingLetterStates,
    form: setAsideLetterFormCard,
  }),
);
