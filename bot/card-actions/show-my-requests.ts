import { z } from 'zod';
import { pageNumber } from '../press-data.ts';
import { showMyRequests as show } from '../shown-cards/my-requests.ts';
import { cardAction } from '../turn.ts';

/** "My requests", and its pages. */
export const showMyRequests = cardAction('show-my-requests', z.object({ page: pageNumber }), (turn, { page }) =>
  show(turn, page),
);
