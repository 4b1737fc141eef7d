import { meAsProfessional, withProfessional } from '../../services/referrals/key-professionals.ts';
import { saveReferralDraft } from '../../services/referrals/save-referral-draft.ts';
import { readStep, referralDraftRefused, showReferralStep, stepData } from '../referral-drafts.ts';
import { cardAction } from '../turn.ts';

/** "I am one": the referrer joins the list of key professionals. What stands in the fields stays there. */
export const nameMeKeyProfessional = cardAction('name-me-key-professional', stepData, async (turn, data) => {
  const { deps, actor } = turn;
  const { draft, typed, step, fromCheck } = await readStep(turn, data);
  const professionals = withProfessional(draft.typed.professionals ?? [], meAsProfessional(draft));
  const saved = await saveReferralDraft(deps, {
    actor,
    draftId: draft.id,
    typed: { ...typed, professionals },
    check: 'nothing',
  });
  if (!saved.ok) return referralDraftRefused(turn, saved.reason === 'incomplete' ? { reason: 'not-found' } : saved);
  return showReferralStep(turn, saved.value, step, { fromCheck });
});
