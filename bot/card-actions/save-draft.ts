import { urgentBox } from '../../cards/card-top.ts';
import { saveDraft as keep } from '../../services/mbe-requests/save-draft.ts';
import { messages } from '../../wording/messages.ts';
import { draftRefused, urgencyOfDraft } from '../draft-cards.ts';
import { eitherStepData, typedInStep1, typedInStep2 } from '../draft-form.ts';
import { message, myRequestsButton } from '../message-cards.ts';
import { cardAction } from '../turn.ts';

/** "Save for later", from either step: any half-made draft is kept. */
export const saveDraft = cardAction('save-draft', eitherStepData, async (turn, data) => {
  const typed = data.step === 1 ? typedInStep1(data) : typedInStep2(data);
  const { draftId } = data;
  const saved = await keep(turn.deps, { actor: turn.actor, draftId, typed, check: 'nothing' });
  if (!saved.ok)
    return saved.reason === 'incomplete' ? draftRefused(turn, { reason: 'not-found' }) : draftRefused(turn, saved);
  const urgent = urgentBox(turn.deps.policy.emergencyAdvice.value, urgencyOfDraft(turn, saved.value));
  const goOn = { title: 'Continue', verb: 'open-draft', data: { draftId } };
  return message(messages.draftSaved, [goOn, myRequestsButton], urgent);
});
