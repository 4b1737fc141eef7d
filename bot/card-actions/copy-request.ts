import { z } from 'zod';
import { copyDeclinedRequest } from '../../services/mbe-requests/copy-declined-request.ts';
import { notices } from '../../wording/messages.ts';
import { refusalText } from '../../wording/refusals.ts';
import { draftRefused, showStep1 } from '../draft-cards.ts';
import { refusal } from '../message-cards.ts';
import { pressKey } from '../press-data.ts';
import { showRequestForRequester } from '../shown-cards/request-for-requester.ts';
import { cardAction } from '../turn.ts';

const data = z.object({ requestId: z.guid(), press: pressKey });

/** "Copy to a new draft": a request that was not taken forward becomes a new draft, to be changed and sent again. */
export const copyRequest = cardAction('copy-request', data, async (turn, { requestId, press }) => {
  const copied = await copyDeclinedRequest(turn.deps, { actor: turn.actor, requestId, press });
  if (copied.ok) return showStep1(turn, copied.value, { notice: { tone: 'good', text: notices.copied } });
  if (copied.reason === 'already-sent') return draftRefused(turn, copied);
  if (copied.reason === 'not-found' || copied.reason === 'not-allowed') return refusal(copied.reason);
  return showRequestForRequester(turn, requestId, { tone: 'warning', text: refusalText('wrong-state') });
});
