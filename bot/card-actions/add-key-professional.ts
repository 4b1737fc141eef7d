import { readTypedProfessional, withTypedProfessional } from '../../services/referrals/key-professionals.ts';
import { saveReferralDraft } from '../../services/referrals/save-referral-draft.ts';
import { readStep, referralDraftRefused, showReferralStep, stepData } from '../referral-drafts.ts';
import { cardAction } from '../turn.ts';

/** "Add this person": whoever stands in the fields joins the list, and the fields are empty for the next. */
export const addKeyProfessional = cardAction('add-key-professional', stepData, async (turn, data) => {
  const { deps, actor } = turn;
  const { draft, step, fromCheck } = await readStep(turn, data);
  const { added, problems } = readTypedProfessional(draft.typed);
  if (problems.length > 0) return showReferralStep(turn, draft, step, { problems, fromCheck });
  if (!added) {
    const missing = [{ field: 'professionalName', problem: 'missing' }] as const;
    return showReferralStep(turn, draft, step, { problems: missing, fromCheck });
  }
  const typed = withTypedProfessional(draft.typed);
  const saved = await saveReferralDraft(deps, { actor, draftId: draft.id, typed, check: step });
  if (saved.ok) return showReferralStep(turn, saved.value, step, { fromCheck });
  if (saved.reason !== 'incomplete') return referralDraftRefused(turn, saved);
  return showReferralStep(turn, draft, step, { problems: saved.problems, fromCheck });
});
