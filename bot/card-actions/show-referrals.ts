import { z } from 'zod';
import { referralFilters } from '../../services/referrals/model.ts';
import { showReferralsPage } from '../shown-cards/referral-for-team.ts';
import { cardAction } from '../turn.ts';

const data = z.object({
  filter: z.enum(referralFilters).default('all'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});

/** Shows the referrals that wait: another filter, another page. */
export const showReferrals = cardAction('show-referrals', data, (turn, { filter, page }) =>
  showReferralsPage(turn, filter, page),
);
