import { z } from 'zod';
import { pageNumber } from '../press-data.ts';
import { showPolicyPage } from '../shown-cards/policy.ts';
import { cardAction } from '../turn.ts';

/** Another page of the area's policy. */
export const showPolicy = cardAction('show-policy', z.object({ page: pageNumber }), (turn, { page }) =>
  showPolicyPage(turn, page),
);
