import { z } from 'zod';
import { pageNumber } from '../press-data.ts';
import { showMailedText as show } from '../shown-cards/mailed-message.ts';
import { cardAction } from '../turn.ts';

const data = z.object({ mailedMessageId: z.guid(), page: pageNumber });

/** Shows every word of a message: its card cuts what is long. */
export const showMailedText = cardAction('show-mailed-text', data, (turn, { mailedMessageId, page }) =>
  show(turn, mailedMessageId, page),
);
