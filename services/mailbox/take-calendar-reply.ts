import { recordResponse } from '../meetings/record-response.ts';
import type { Deps } from '../platform/deps.ts';
import type { MailedMessageRow } from './mailed-message-store.ts';
import type { ReadMessage } from './model.ts';
import { invitedUnder } from './ours-store.ts';

/**
 * Records what somebody's calendar program answers to an invitation that went out as a mail: where meetings are not booked in
 * a calendar that collects answers itself, this is how they come in. It counts for whoever was invited at the address it
 * comes from, and only to the time that was last told: an answer under an earlier SEQUENCE was to another one.
 *
 * Everybody invited knows the UID, and who else is. So an answer is taken only where the mailbox's own authentication results
 * say that it comes from that address, as a code does on the page.
 *
 * @returns 'not-checked' where it would be an answer of somebody invited, if it were sure that they sent it
 */
export async function takeCalendarReply(
  deps: Deps,
  message: Pick<MailedMessageRow, 'receivedAt'>,
  { calendarReply: reply, from, senderChecked }: Pick<ReadMessage, 'calendarReply' | 'from' | 'senderChecked'>,
): Promise<'taken' | 'not-checked'> {
  if (reply === null || from?.address !== reply.address) return 'taken';
  const { response, comment: note } = reply;
  const answering = await invitedUnder(deps.db, reply);
  if (answering.length > 0 && !senderChecked) return 'not-checked';
  for (const { meetingId, inviteeId } of answering) {
    await recordResponse(deps, {
      ...{ actor: { kind: 'system' }, meetingId, inviteeId, response, note, at: message.receivedAt },
    });
  }
  return 'taken';
}
