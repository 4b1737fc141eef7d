import { z } from 'zod';
import { viewMbeRequest } from '../../services/mbe-requests/view-mbe-request.ts';
import { refusal } from '../message-cards.ts';
import { pageNumber } from '../press-data.ts';
import { showHistory as show } from '../shown-cards/history.ts';
import { cardAction } from '../turn.ts';

const data = z.object({
  requestId: z.guid(),
  reference: z.string().max(40).optional(),
  page: pageNumber,
});

/** "Show history", and its pages. */
export const showHistory = cardAction('show-history', data, async (turn, { requestId, reference, page }) => {
  if (reference) return show(turn, reference, page);
  const found = await viewMbeRequest(turn.deps, { actor: turn.actor, requestId });
  return found.ok ? show(turn, found.value.reference, page) : refusal(found.reason);
});
