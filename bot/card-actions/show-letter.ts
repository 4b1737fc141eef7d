import { z } from 'zod';
import { showLetter as show } from '../shown-cards/letter.ts';
import { cardAction } from '../turn.ts';

const data = z.object({ letterId: z.guid(), page: z.coerce.number().int().min(1).max(1000).default(1) });

/** "Open" and "Back": a letter in its present state. */
export const showLetter = cardAction('show-letter', data, (turn, { letterId, page }) => show(turn, letterId, { page }));
