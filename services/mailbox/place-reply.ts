import type { Deps } from '../platform/deps.ts';
import { isOneTooMany, type MailedMessageRow } from './mailed-message-store.ts';
import type { ReadMessage } from './model.ts';
import { findOurMail } from './ours-store.ts';
import { authorOf, toTriage } from './settle.ts';
import type { MailedRequests } from './shared-mailbox.ts';

/**
 * Places a message that answers the mail in which we asked for what a request lacks: with the draft of that request, or with
 * the team.
 *
 * @returns 'own' where it is to be read as a request of its own, whatever its subject; 'no-reply' where it answers no such mail
 */
export async function placeReply(
  deps: Deps & { requests: MailedRequests },
  message: MailedMessageRow,
  read: ReadMessage,
): Promise<'placed' | 'own' | 'no-reply'> {
  const ours = read.answers.length === 0 ? null : await findOurMail(deps.db, { messageIds: read.answers });
  if (ours === null || !ours.answersRequest) return 'no-reply';
  const { deliveryId } = ours;
  if (await isOneTooMany(deps.db, authorOf(read), deps.clock.now())) {
    await toTriage(deps, message, { because: 'too-many-replies', read, deliveryId });
    return 'placed';
  }
  const outcome = await deps.requests.fill({ mailedMessageId: message.id, read, deliveryId });
  switch (outcome) {
    case 'own':
      return 'own';
    case 'not-about-a-draft':
      return 'no-reply';
    case 'asks-nothing':
    case 'draft-sent':
      await toTriage(deps, message, { because: outcome, read, deliveryId });
      return 'placed';
    default:
      return 'placed';
  }
}
