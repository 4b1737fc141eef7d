import { z } from 'zod';
import { panelFilter, showPanel as show } from '../shown-cards/panel.ts';
import { cardAction } from '../turn.ts';

const data = z.object({ filter: panelFilter, page: z.coerce.number().int().min(1).max(100_000).default(1) });

/** Whom the panel is to discuss: another filter, another page. */
export const showPanel = cardAction('show-panel', data, (turn, { filter, page }) => show(turn, filter, page));
