import { z } from 'zod';
import { pageNumber } from '../press-data.ts';
import { showLetter as show } from '../shown-cards/letter.ts';
import { cardAction } from '../turn.ts';

const data = z.object({ letterId: z.guid(), page: pageNumber });

/** "Open" and "Back": a letter in its present state. */
export const showLetter = cardAction('show-letter', data, (turn, { letterId, page }) =>
  show(turn, letterId, { page, opened: true }),
);
