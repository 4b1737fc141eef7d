import { z } from 'zod';
import { pageNumber } from '../press-data.ts';
import { panelFilter, showPanel as show } from '../shown-cards/panel.ts';
import { cardAction } from '../turn.ts';

const data = z.object({ filter: panelFilter, page: pageNumber });

/** Whom the panel is to discuss: another filter, another page. */
export const showPanel = cardAction('show-panel', data, (turn, { filter, page }) => show(turn, filter, page));
