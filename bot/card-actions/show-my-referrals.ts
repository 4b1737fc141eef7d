import { z } from 'zod';
import { showMyReferrals as show } from '../shown-cards/my-referrals.ts';
import { cardAction } from '../turn.ts';

/** "My referrals", and its pages. */
export const showMyReferrals = cardAction(
  'show-my-referrals',
  z.object({ page: z.coerce.number().int().positive().max(10_000).default(1) }),
  (turn, { page }) => show(turn, page),
);
