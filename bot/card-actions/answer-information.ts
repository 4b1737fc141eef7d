import { z } from 'zod';
import { answerInformation as answerQuestion } from '../../services/mbe-requests/answer-information.ts';
import { viewMbeRequest } from '../../services/mbe-requests/view-mbe-request.ts';
import { notices } from '../../wording/messages.ts';
import { refusalText } from '../../wording/refusals.ts';
import { refusal } from '../message-cards.ts';
import { pressKey, typedText } from '../press-data.ts';
import { shownRequest, showRequestForRequester } from '../shown-cards/request-for-requester.ts';
import { cardAction } from '../turn.ts';

const data = z.object({ requestId: z.guid(), answer: typedText, press: pressKey });

/** "Send answer": what the DSR team asked goes back to it, or the question again with what was typed. */
export const answerInformation = cardAction('answer-information', data, async (turn, { requestId, answer, press }) => {
  const { deps, actor } = turn;
  const answered = await answerQuestion(deps, { actor, requestId, answer, press });
  if (answered.ok) {
    const notice = { tone: 'good', text: notices.answerSent } as const;
    return shownRequest(deps, answered.value, answered.value.state === 'submitted' ? { notice } : {});
  }
  if (answered.reason === 'too-late') {
    return showRequestForRequester(turn, requestId, { tone: 'warning', text: refusalText('changed-meanwhile') });
  }
  if (answered.reason !== 'incomplete') return refusal(answered.reason);
  const found = await viewMbeRequest(deps, { actor, requestId });
  if (!found.ok) return refusal(found.reason);
  const problem = answered.problems.some((one) => one.problem === 'missing') ? 'missing' : 'too-long';
  return shownRequest(deps, found.value, { answer: { typed: answer, problem } });
});
