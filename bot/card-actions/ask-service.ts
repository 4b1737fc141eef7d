import { z } from 'zod';
import { askService as ask } from '../../services/service-questions/ask-service.ts';
import { questionRefusalText, questionWords } from '../../wording/service-questions.ts';
import { askServiceInputs, showAskServiceForm, typedQuestion } from '../ask-service-form.ts';
import { pressKey } from '../press-data.ts';
import { showPerson } from '../shown-cards/person.ts';
import { showQuestionRefusal } from '../shown-cards/service-question.ts';
import { cardAction } from '../turn.ts';

const data = askServiceInputs.extend({ entryId: z.guid(), press: pressKey });

/** Asks the services that were ticked. */
export const askService = cardAction('ask-service', data, async (turn, pressed) => {
  const { entryId, press, ...inputs } = pressed;
  const { deps, actor } = turn;
  const typed = typedQuestion(inputs);
  const asked = await ask(deps, { actor, entryId, press, ...typed });
  if (asked.ok) return showPerson(turn, entryId, { tone: 'good', text: questionWords.asked });
  if (asked.reason === 'incomplete') return showAskServiceForm(turn, entryId, { typed, problems: asked.problems });
  if (asked.reason === 'not-allowed' || asked.reason === 'not-found') return showQuestionRefusal(asked);
  const notice = { tone: 'warning', text: questionRefusalText(asked) } as const;
  if (asked.reason === 'changed-meanwhile') return showAskServiceForm(turn, entryId, { typed, notice });
  return showPerson(turn, entryId, notice);
});
