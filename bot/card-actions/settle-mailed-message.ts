import { z } from 'zod';
import { settleMailedMessage as settle } from '../../services/mailbox/settle-mailed-message.ts';
import { mailDone, mailRefusalText } from '../../wording/mailbox.ts';
import { pressKey, typedText } from '../press-data.ts';
import { showMailedMessage, showMailRefusal } from '../shown-cards/mailed-message.ts';
import { cardAction } from '../turn.ts';

const data = z.object({ mailedMessageId: z.guid(), press: pressKey, answer: z.string().max(50), note: typedText });

/** "Done another way", "Nothing to do": somebody of the team has looked at a message. */
export const settleMailedMessage = cardAction('settle-mailed-message', data, async (turn, asked) => {
  const { mailedMessageId, note } = asked;
  const done = await settle(turn.deps, { ...asked, actor: turn.actor });
  if (done.ok) return showMailedMessage(turn, mailedMessageId, { notice: { tone: 'good', text: mailDone.settled } });
  if (done.reason === 'incomplete') {
    return showMailedMessage(turn, mailedMessageId, { again: { typed: note, problems: done.problems } });
  }
  if (done.reason !== 'already-settled') return showMailRefusal(done);
  return showMailedMessage(turn, mailedMessageId, { notice: { tone: 'warning', text: mailRefusalText(done) } });
});
