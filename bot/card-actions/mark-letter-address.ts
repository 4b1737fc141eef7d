import { viewLetter } from '../../services/letters/view-letter.ts';
import { markAddressSecure } from '../../services/meetings/mark-address-secure.ts';
import { letterDone } from '../../wording/letter-card.ts';
import { changeOfLetter, LAST_PAGE, showLetterRefused } from '../letter-forms.ts';
import { letterDeps, showLetter } from '../shown-cards/letter.ts';
import { cardAction } from '../turn.ts';

/** "Mark address secure": then the whole text of the letter goes there. The address is read from the record. */
export const markLetterAddress = cardAction(
  'mark-letter-address',
  changeOfLetter,
  async (turn, { letterId, press }) => {
    const { deps, actor } = turn;
    const found = await viewLetter(letterDeps(deps), { actor, letterId });
    if (!found.ok) return showLetterRefused(turn, letterId, found);
    const { address, via } = found.value;
    if (address === null || via !== 'email') return showLetterRefused(turn, letterId, { reason: 'bad-email' });
    const marked = await markAddressSecure(deps, { actor, address, secure: true, press });
    if (!marked.ok) return showLetterRefused(turn, letterId, marked);
    return showLetter(turn, letterId, { page: LAST_PAGE, notice: { tone: 'good', text: letterDone.secure } });
  },
);
