import { z } from 'zod';
import { saveReferralDraft } from '../../services/referrals/save-referral-draft.ts';
import { readStep, referralDraftRefused, showReferralStep, stepData } from '../referral-drafts.ts';
import { cardAction } from '../turn.ts';

const data = stepData.extend({ row: z.coerce.number().int().nonnegative() });

/** "Take out": one of those named leaves the list. What stands in the fields stays there. */
export const removeKeyProfessional = cardAction('remove-key-professional', data, async (turn, { row, ...pressed }) => {
  const { deps, actor } = turn;
  const { draft, typed, step, fromCheck } = await readStep(turn, pressed);
  const professionals = (draft.typed.professionals ?? []).filter((_, index) => index !== row);
  const saved = await saveReferralDraft(deps, {
    actor,
    draftId: draft.id,
    typed: { ...typed, professionals },
    check: 'nothing',
  });
  if (!saved.ok) return referralDraftRefused(turn, saved.reason === 'incomplete' ? { reason: 'not-found' } : saved);
  return showReferralStep(turn, saved.value, step, { fromCheck });
});
