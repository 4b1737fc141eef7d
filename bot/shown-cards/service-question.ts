import type { CardNotice } from '../../cards/adaptive-card.ts';
import { messageCard } from '../../cards/message.card.ts';
import { serviceQuestionCard } from '../../cards/service-question.card.ts';
import { viewServiceQuestion } from '../../services/service-questions/view-service-question.ts';
import {
  type QuestionRefusal,
  questionRefusalText,
  questionSummary,
  questionWords,
} from '../../wording/service-questions.ts';
import type { ShownCard, Viewing } from '../turn.ts';

/** Why something about a question was not done, where there is no card to say it on. */
export function showQuestionRefusal(refusal: QuestionRefusal): ShownCard {
  const heading = questionWords.notPossible;
  return { card: messageCard({ heading, text: [questionRefusalText(refusal)], buttons: [] }), summary: heading };
}

/** A question to services with what was answered. `opened`: to look, which is put on record. */
export async function showServiceQuestion(
  { deps, actor }: Viewing,
  questionId: string,
  notice?: CardNotice,
  { opened = false }: { opened?: boolean } = {},
): Promise<ShownCard> {
  const found = await viewServiceQuestion(deps, { actor, questionId, opened });
  if (!found.ok) return showQuestionRefusal(found);
  const question = found.value;
  const revision = question.services.map(({ state, answer }) => `${state}${answer?.at.getTime() ?? ''}`).join();
  return {
    card: serviceQuestionCard({ question, notice, press: deps.newId() }),
    summary: questionSummary(question),
    shows: { card: 'service-question', nounId: questionId, revision },
  };
}
