import { recordDone } from '../audit/record.ts';
import { addDeliveries } from '../notifications/store.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { type MailedMessageRow, type SettledMail, settleMail } from './mailed-message-store.ts';
import type { ReadMessage } from './model.ts';
import type { TriageReason } from './triage-model.ts';
import { wholeText } from './whole-text.ts';

/** What is kept of who wrote a message, and under which subject. */
export function authorOf(read: ReadMessage) {
  return {
    senderName: read.from?.name ?? null,
    senderAddress: read.from?.address ?? null,
    senderChecked: read.senderChecked,
    subject: read.subject,
    attachments: read.attachments,
  };
}

/**
 * Places a message in the transaction of what follows from it, and puts that on record.
 *
 * @returns false where it was placed already, or is a copy: undo the rest
 */
export async function settleIn(
  tx: Transaction,
  deps: Pick<Deps, 'clock' | 'jobs'>,
  message: MailedMessageRow,
  settled: SettledMail,
): Promise<boolean> {
  const now = deps.clock.now();
  if (!(await settleMail(tx, message, settled, now))) return false;
  await recordDone(tx, now, {
    ...{ useCase: 'handle-mailed-message', actor: { kind: 'system' }, noun: 'mailed-message', nounId: message.id },
    ...{ from: message.state, to: settled.state },
    ...(settled.because ? { reason: settled.because } : {}),
  });
  return true;
}

/** The same where nothing else follows from it. One that was placed meanwhile stays as it is. */
export async function settle(
  deps: Pick<Deps, 'db' | 'clock' | 'jobs'>,
  message: MailedMessageRow,
  settled: SettledMail,
): Promise<void> {
  await deps.db.$transaction((tx) => settleIn(tx, deps, message, settled));
}

/**
 * Hands a message to the team, with a card to the channel. What it says, and what is attached to it as a message,
 * is kept until somebody has looked at it.
 *
 * @param what.read null where it could not be read: the original says what it says
 * @param what.receiverId the service's question that it seems to answer
 * @param what.deliveryId the mail of ours that it answers
 */
export async function toTriage(
  deps: Pick<Deps, 'db' | 'clock' | 'jobs' | 'newId'>,
  message: MailedMessageRow,
  what: { because: TriageReason; read?: ReadMessage; receiverId?: string | null; deliveryId?: string | null },
): Promise<void> {
  const { because, read, receiverId: questionReceiverId = null, deliveryId = null } = what;
  const kept = read === undefined ? {} : { ...authorOf(read), text: wholeText(read) };
  await deps.db.$transaction(async (tx) => {
    const settled = { state: 'to-triage', because, questionReceiverId, deliveryId, ...kept } as const;
    if (!(await settleIn(tx, deps, message, settled))) return;
    await announceForTriage(tx, deps, message.id);
  });
  deps.jobs.wake();
}

/** The card to the channel of a message that a person has to look at, in the transaction that says so. */
export async function announceForTriage(
  tx: Transaction,
  deps: Pick<Deps, 'clock' | 'jobs' | 'newId'>,
  mailedMessageId: string,
): Promise<void> {
  await addDeliveries(tx, deps, [
    {
      kind: 'mail-for-triage',
      eventKey: `mail-for-triage:${mailedMessageId}`,
      channel: 'teams',
      detail: { mailedMessageId },
    },
  ]);
}
