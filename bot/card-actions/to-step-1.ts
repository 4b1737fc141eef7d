import { saveDraft } from '../../services/mbe-requests/save-draft.ts';
import { draftAsTyped, draftRefused, showStep1 } from '../draft-cards.ts';
import { step2Data, typedInStep2 } from '../draft-form.ts';
import { cardAction } from '../turn.ts';

/** "Back": keeps what was typed in the second step and shows the first. */
export const toStep1 = cardAction('to-step-1', step2Data, async (turn, data) => {
  const { draftId, fromMessage } = data;
  const typed = typedInStep2(data);
  const saved = await saveDraft(turn.deps, { actor: turn.actor, draftId, typed, check: 'nothing' });
  if (saved.ok) return showStep1(turn, saved.value, { fromMessage });
  if (saved.reason !== 'incomplete') return draftRefused(turn, saved);
  return showStep1(turn, await draftAsTyped(turn, draftId, typed), { problems: saved.problems, fromMessage });
});
