import { saveDraft } from '../../services/mbe-requests/save-draft.ts';
import { draftAsTyped, draftRefused, showStep1 } from '../draft-cards.ts';
import { step1Data, typedInStep1 } from '../draft-form.ts';
import { showAfterStep1 } from '../mdt-cards.ts';
import { cardAction } from '../turn.ts';

/** "Next": the first step is checked and kept, or comes back with what is to be put right. */
export const toStep2 = cardAction('to-step-2', step1Data, async (turn, data) => {
  const { draftId, fromMessage } = data;
  const typed = typedInStep1(data);
  const saved = await saveDraft(turn.deps, { actor: turn.actor, draftId, typed, check: 'step-1' });
  if (saved.ok) return showAfterStep1(turn, saved.value, { fromMessage });
  if (saved.reason !== 'incomplete') return draftRefused(turn, saved);
  return showStep1(turn, await draftAsTyped(turn, draftId, typed), { problems: saved.problems, fromMessage });
});
