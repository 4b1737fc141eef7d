import { z } from 'zod';
import { showMailedMessage as show } from '../shown-cards/mailed-message.ts';
import { cardAction } from '../turn.ts';

const data = z.object({ mailedMessageId: z.guid() });

/** "Open": a message of the shared mailbox in its present state. */
export const showMailedMessage = cardAction('show-mailed-message', data, (turn, { mailedMessageId }) =>
  show(turn, mailedMessageId, { opened: true }),
);
