import { z } from 'zod';
import { aboutReferral, shownDuplicates, triageFor } from '../triage-forms.ts';
import { cardAction } from '../turn.ts';

const data = aboutReferral.extend({ at: z.coerce.number().int().min(1).max(100).default(1) });

/** "Compare": the referral's person and somebody on record, side by side. */
export const openDuplicates = cardAction('open-duplicates', data, async (turn, { referralId, at }) => {
  const found = await triageFor(turn, 'decide-duplicate', referralId);
  return 'refused' in found ? found.refused : shownDuplicates(turn, found.triage, at);
});
