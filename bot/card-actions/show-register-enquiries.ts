import { z } from 'zod';
import { pageNumber } from '../press-data.ts';
import { showEnquiriesPage } from '../shown-cards/register-enquiry.ts';
import { cardAction } from '../turn.ts';

const data = z.object({ page: pageNumber });

/** Shows the questions about the register that wait: another page. */
export const showRegisterEnquiries = cardAction('show-register-enquiries', data, (turn, { page }) =>
  showEnquiriesPage(turn, page),
);
