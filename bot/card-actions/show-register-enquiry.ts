import { z } from 'zod';
import { showEnquiryForTeam } from '../shown-cards/register-enquiry.ts';
import { cardAction } from '../turn.ts';

/** "Open": a question about the register in its present state. */
export const showRegisterEnquiry = cardAction(
  'show-register-enquiry',
  z.object({ enquiryId: z.guid() }),
  (turn, { enquiryId }) => showEnquiryForTeam(turn, enquiryId, undefined, undefined, { opened: true }),
);
