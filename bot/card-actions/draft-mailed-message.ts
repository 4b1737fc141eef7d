import { z } from 'zod';
import { draftMailedMessage as draft } from '../../services/mailbox/draft-mailed-message.ts';
import { mailedRequests } from '../../services/mbe-requests/mailed-requests.ts';
import { mailDone, mailRefusalText } from '../../wording/mailbox.ts';
import { showMailedMessage, showMailRefusal } from '../shown-cards/mailed-message.ts';
import { cardAction } from '../turn.ts';

const data = z.object({ mailedMessageId: z.guid() });

/** "Make a draft for them": of a message that waited, for whoever wrote it. */
export const draftMailedMessage = cardAction('draft-mailed-message', data, async (turn, { mailedMessageId }) => {
  const { deps, actor } = turn;
  const done = await draft({ ...deps, requests: mailedRequests(deps) }, { actor, mailedMessageId });
  if (done.ok) return showMailedMessage(turn, mailedMessageId, { notice: { tone: 'good', text: mailDone.drafted } });
  if (done.reason === 'not-allowed' || done.reason === 'not-found') return showMailRefusal(done);
  return showMailedMessage(turn, mailedMessageId, { notice: { tone: 'warning', text: mailRefusalText(done) } });
});
