import { z } from 'zod';
import { referralFilters } from '../../services/referrals/model.ts';
import { pageNumber } from '../press-data.ts';
import { showReferralsPage } from '../shown-cards/referral-for-team.ts';
import { cardAction } from '../turn.ts';

const data = z.object({
  filter: z.enum(referralFilters).default('all'),
  page: pageNumber,
});

/** Shows the referrals that wait: another filter, another page. */
export const showReferrals = cardAction('show-referrals', data, (turn, { filter, page }) =>
  showReferralsPage(turn, filter, page),
);
