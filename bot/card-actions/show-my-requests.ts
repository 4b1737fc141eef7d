import { z } from 'zod';
import { showMyRequests as show } from '../shown-cards/my-requests.ts';
import { cardAction } from '../turn.ts';

/** "My requests", and its pages. */
export const showMyRequests = cardAction(
  'show-my-requests',
  z.object({ page: z.coerce.number().int().positive().max(10_000).default(1) }),
  (turn, { page }) => show(turn, page),
);
