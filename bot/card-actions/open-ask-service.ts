import { z } from 'zod';
import { askServiceInputs, showAskServiceForm, typedQuestion } from '../ask-service-form.ts';
import { typedText } from '../press-data.ts';
import { cardAction } from '../turn.ts';

/** The form's own "Find" sends what was typed so far along. */
const data = askServiceInputs.extend({
  entryId: z.guid(),
  filled: z.literal('yes').optional(),
  agencyQuery: typedText,
});

/** "Ask a service" on a person's card, and the search for organisations within its form. */
export const openAskService = cardAction('open-ask-service', data, (turn, pressed) => {
  const { entryId, filled, agencyQuery, ...inputs } = pressed;
  return showAskServiceForm(turn, entryId, filled ? { typed: typedQuestion(inputs), query: agencyQuery } : {});
});
