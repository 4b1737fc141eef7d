import { z } from 'zod';
import { dueTabs } from '../../services/register/model.ts';
import { showDuePage } from '../shown-cards/due.ts';
import { cardAction } from '../turn.ts';

const data = z.object({
  view: z.enum(dueTabs).catch('overdue'),
  page: z.coerce.number().int().min(1).max(1_000_000).catch(1),
});

/** What falls due: another tab, another page. */
export const showDue = cardAction('show-due', data, (turn, { view, page }) => showDuePage(turn, view, page));
