import { z } from 'zod';
import { pageNumber } from '../press-data.ts';
import { showMyReferrals as show } from '../shown-cards/my-referrals.ts';
import { cardAction } from '../turn.ts';

/** "My referrals", and its pages. */
export const showMyReferrals = cardAction('show-my-referrals', z.object({ page: pageNumber }), (turn, { page }) =>
  show(turn, page),
);
