import { z } from 'zod';
import { showEnquiriesPage } from '../shown-cards/register-enquiry.ts';
import { cardAction } from '../turn.ts';

const data = z.object({ page: z.coerce.number().int().min(1).max(100_000).default(1) });

/** Shows the questions about the register that wait: another page. */
export const showRegisterEnquiries = cardAction('show-register-enquiries', data, (turn, { page }) =>
  showEnquiriesPage(turn, page),
);
