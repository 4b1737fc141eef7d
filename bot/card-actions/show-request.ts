import { z } from 'zod';
import { showRequest as show } from '../shown-cards.ts';
import { cardAction } from '../turn.ts';

/** "Open" and "Back": a request in its present state, as this person should see it here. */
export const showRequest = cardAction('show-request', z.object({ requestId: z.guid() }), (turn, { requestId }) =>
  show(turn, requestId),
);
