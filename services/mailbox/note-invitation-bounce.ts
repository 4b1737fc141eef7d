import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { refreshCards } from '../notifications/store.ts';
import { addTodos, todoKeys } from '../notifications/todos.ts';
import type { Deps } from '../platform/deps.ts';
import type { MailedMessageRow } from './mailed-message-store.ts';
import type { ReadMessage } from './model.ts';
import { inviteesAt } from './ours-store.ts';
import { addressesIn, referencesIn } from './references.ts';
import { authorOf, settleIn } from './settle.ts';

/**
 * An invitation that the calendar itself has sent came back: it bears no id of ours, but its reference in the subject, and
 * the address it went to. The team gets a to-do about each person invited there under this address.
 *
 * Both are known to everybody who was ever invited. So a report counts only where the mailbox's own authentication results
 * vouch for its sender, and that is the server of the address it is about, or of our own domain; of any other the team
 * decides. Exchange's own reports have no such results, and are to be marked as internal: that has to be checked in a tenant.
 *
 * @param input.ownAddresses of the mailbox
 * @returns false where that is not so, or nobody was invited there: then it is not clear what came back
 */
export async function noteInvitationBounce(
  deps: Deps,
  input: { actor: Actor; message: MailedMessageRow; read: ReadMessage; ownAddresses: readonly string[] },
): Promise<boolean> {
  const { actor, message, read } = input;
  const about = { noun: 'mailed-message', nounId: message.id, relations: ['none'] } as const;
  if (await authorise(deps, 'note-invitation-bounce', actor, about)) return false;
  if (!read.senderChecked) return false;
  const addresses = addressesIn(read.text).filter((address) => mayReport(read, address, input.ownAddresses));
  const named = { references: referencesIn(read.subject), addresses };
  const invited = await inviteesAt(deps.db, named);
  if (invited.length === 0) return false;
  await deps.db.$transaction(async (tx) => {
    if (!(await settleIn(tx, deps, message, { state: 'bounce-noted', ...authorOf(read) }))) return;
    await addTodos(
      tx,
      deps,
      invited.map(({ meetingId, requestId, inviteeId, sequence }) => ({
        kind: 'bounced' as const,
        eventKey: todoKeys.invitationBounced(meetingId, sequence, inviteeId),
        ...{ meetingId, requestId, inviteeId },
      })),
    );
    await refreshCards(tx, deps, [...new Set(invited.map(({ meetingId, requestId }) => requestId ?? meetingId))]);
  });
  deps.jobs.wake();
  return true;
}

/** Whether the sender of a report is a server that can know what became of mail to an address: its own, or ours. */
function mayReport({ from, fromWithin }: ReadMessage, address: string, ownAddresses: readonly string[]): boolean {
  if (fromWithin) return true;
  const server = domainOf(from?.address ?? '');
  const domain = domainOf(address);
  return server === domain || server.endsWith(`.${domain}`) || ownAddresses.map(domainOf).includes(server);
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
