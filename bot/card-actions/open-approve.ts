import { z } from 'zod';
import { approvalInputs, showApproveForm, typedApproval } from '../approve-form.ts';
import { typedText } from '../press-data.ts';
import { aboutRequest } from '../team-forms.ts';
import { cardAction } from '../turn.ts';

/** The form's own "Find" sends what was typed so far along. */
const data = aboutRequest.extend({
  ...approvalInputs.shape,
  filled: z.literal('yes').optional(),
  agencyQuery: typedText,
});

/** Opens the approve form, and searches the directory for it. */
export const openApprove = cardAction('open-approve', data, (turn, { requestId, filled, agencyQuery, ...inputs }) =>
  showApproveForm(turn, requestId, filled ? { typed: typedApproval(inputs), query: agencyQuery } : {}),
);
