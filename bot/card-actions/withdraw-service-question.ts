import { z } from 'zod';
import { withdrawServiceQuestion as withdraw } from '../../services/service-questions/withdraw-service-question.ts';
import { questionRefusalText, questionWords } from '../../wording/service-questions.ts';
import { pressKey } from '../press-data.ts';
import { showQuestionRefusal, showServiceQuestion } from '../shown-cards/service-question.ts';
import { cardAction } from '../turn.ts';

const data = z.object({ questionId: z.guid(), press: pressKey });

/** Takes a question back from every service that has not answered. */
export const withdrawServiceQuestion = cardAction('withdraw-service-question', data, async (turn, pressed) => {
  const { questionId } = pressed;
  const done = await withdraw(turn.deps, { actor: turn.actor, ...pressed });
  if (done.ok) return showServiceQuestion(turn, questionId, { tone: 'good', text: questionWords.withdrawn });
  if (done.reason !== 'nobody-asked') return showQuestionRefusal(done);
  return showServiceQuestion(turn, questionId, { tone: 'warning', text: questionRefusalText(done) });
});
