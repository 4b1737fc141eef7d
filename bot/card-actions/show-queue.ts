import { z } from 'zod';
import { queueFilters } from '../../services/mbe-requests/model.ts';
import { pageNumber } from '../press-data.ts';
import { showQueuePage } from '../shown-cards/queue.ts';
import { cardAction } from '../turn.ts';

const queueData = z.object({
  filter: z.enum(queueFilters).default('all'),
  page: pageNumber,
});

/** Shows open requests: another filter, another page. */
export const showQueue = cardAction('show-queue', queueData, (turn, { filter, page }) =>
  showQueuePage(turn, filter, page),
);
