import { z } from 'zod';
import { startDraft } from '../draft-cards.ts';
import { onlyInChat } from '../message-cards.ts';
import { cardAction } from '../turn.ts';

/** "Request a meeting": a new draft on its first step. */
export const startRequest = cardAction('start-request', z.object({}), async (turn) =>
  turn.where === 'channel' ? onlyInChat() : startDraft(turn),
);
