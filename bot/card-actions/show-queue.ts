import { z } from 'zod';
import { queueFilters } from '../../services/mbe-requests/model.ts';
import { showQueuePage } from '../shown-cards/queue.ts';
import { cardAction } from '../turn.ts';

const queueData = z.object({
  filter: z.enum(queueFilters).default('all'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});

/** Shows open requests: another filter, another page. */
export const showQueue = cardAction('show-queue', queueData, (turn, { filter, page }) =>
  showQueuePage(turn, filter, page),
);
