import { z } from 'zod';
import { pageNumber } from '../press-data.ts';
import { showLettersPage } from '../shown-cards/letter.ts';
import { cardAction } from '../turn.ts';

const data = z.object({ page: pageNumber });

/** Shows the letters that wait: another page. */
export const showLetters = cardAction('show-letters', data, (turn, { page }) => showLettersPage(turn, page));
