import { z } from 'zod';
import { dueTabs } from '../../services/register/model.ts';
import { pageNumber } from '../press-data.ts';
import { showDuePage } from '../shown-cards/due.ts';
import { cardAction } from '../turn.ts';

const data = z.object({
  view: z.enum(dueTabs).catch('overdue'),
  page: pageNumber,
});

/** What falls due: another tab, another page. */
export const showDue = cardAction('show-due', data, (turn, { view, page }) => showDuePage(turn, view, page));
