import { z } from 'zod';
import { showLettersPage } from '../shown-cards/letter.ts';
import { cardAction } from '../turn.ts';

const data = z.object({ page: z.coerce.number().int().min(1).max(100_000).default(1) });

/** Shows the letters that wait: another page. */
export const showLetters = cardAction('show-letters', data, (turn, { page }) => showLettersPage(turn, page));
