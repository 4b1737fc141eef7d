import { z } from 'zod';
import { viewReferralDraft } from '../../services/referrals/view-referral-draft.ts';
import { referralDraftRefused, showWhereItGoesOn } from '../referral-drafts.ts';
import { cardAction } from '../turn.ts';

const data = z.object({ draftId: z.guid() });

/** "Continue": a stored draft where it goes on. */
export const openReferralDraft = cardAction('open-referral-draft', data, async (turn, { draftId }) => {
  const found = await viewReferralDraft(turn.deps, { actor: turn.actor, draftId });
  return found.ok ? showWhereItGoesOn(turn, found.value) : referralDraftRefused(turn, found);
});
