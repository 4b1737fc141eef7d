import { z } from 'zod';
import { step1Fields } from '../../cards/request-step-1.card.ts';
import type { RequestField } from '../../services/mbe-requests/model.ts';
import { saveDraft } from '../../services/mbe-requests/save-draft.ts';
import { submitMbeRequest } from '../../services/mbe-requests/submit-mbe-request.ts';
import { notices } from '../../wording/messages.ts';
import { draftAsTyped, draftRefused, showStep1, showStep2 } from '../draft-cards.ts';
import { step2Data, typedInStep2 } from '../draft-form.ts';
import { pressKey } from '../press-data.ts';
import { shownRequest } from '../shown-cards/request-for-requester.ts';
import { cardAction } from '../turn.ts';

const ofStep1: ReadonlySet<RequestField> = new Set(step1Fields);

/** "Send request": the request's own card, or the step that has something to put right. */
export const submitRequest = cardAction(
  'submit-request',
  z.object({ ...step2Data.shape, press: pressKey }),
  async (turn, data) => {
    const { deps, actor } = turn;
    const { draftId, fromMessage, press } = data;
    const typed = typedInStep2(data);
    const sent = await submitMbeRequest(deps, { actor, draftId, typed, press });
    if (sent.ok) {
      const notice = { tone: 'good', text: notices.requestSent(sent.value.reference) } as const;
      return shownRequest(deps, sent.value, sent.value.state === 'submitted' ? { notice } : {});
    }
    if (sent.reason !== 'incomplete') return draftRefused(turn, sent);
    const early = sent.problems.filter((problem) => ofStep1.has(problem.field));
    const draft = await draftAsTyped(turn, draftId, typed);
    if (early.length === 0) return showStep2(turn, draft, { problems: sent.problems, fromMessage });
    // The first step comes back without the second step's fields: they are kept as "Back" keeps them.
    await saveDraft(deps, { actor, draftId, typed, check: 'nothing' });
    return showStep1(turn, draft, { problems: early, fromMessage });
  },
);
