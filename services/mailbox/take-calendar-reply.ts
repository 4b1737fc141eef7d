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
 * The UID is known to nobody but those invited, and an answer says no more than one on the page would, so that a sender
 * whom no server vouches for may answer for their own address too.
 */
export async function takeCalendarReply(
  deps: Deps,
  message: Pick<MailedMessageRow, 'receivedAt'>,
  { calendarReply: reply, from }: Pick<ReadMessage, 'calendarReply' | 'from'>,
): Promise<void> {
  if (reply === null || from?.address !== reply.address) return;
  const { response, comment: note } = reply;
  for (const { meetingId, inviteeId } of await invitedUnder(deps.db, reply)) {
    await recordResponse(deps, {
      ...{ actor: { kind: 'system' }, meetingId, inviteeId, response, note, at: message.receivedAt },
    });
  }
}
