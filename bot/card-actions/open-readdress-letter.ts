import { readdressLetterFormCard } from '../../cards/letter-forms.ts';
import { aboutLetter, openLetterForm } from '../letter-forms.ts';
import { cardAction } from '../turn.ts';

/** "Change how it goes": by which way, where to, in which format. */
export const openReaddressLetter = cardAction('open-readdress-letter', aboutLetter, (turn, { letterId }) =>
  openLetterForm(turn, { useCase: 'readdress-letter', letterId, states: ['drafted'], form: readdressLetterFormCard }),
);
