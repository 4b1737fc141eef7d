import { z } from 'zod';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import type { ListedMessage } from './port.ts';

const NAME = 'inbox';
const stored = z.object({ since: z.coerce.date(), position: z.string() });

/** Where reading the inbox has come to. `since`: when it was read for the first time. */
export type InboxPosition = { since: Date; position: string; asStored: string };

/** Where reading the inbox has come to; null where it was never read. */
export async function inboxPosition(db: DatabaseOrTransaction): Promise<InboxPosition | null> {
  const found = await db.readPosition.findUnique({ where: { name: NAME } });
  return found === null ? null : { ...stored.parse(JSON.parse(found.position)), asStored: found.position };
}

/** Moves on from where reading the inbox had come to. One that another process has moved meanwhile is left as it is. */
export async function moveInboxPosition(
  tx: Transaction,
  seen: InboxPosition | null,
  to: { since: Date; position: string },
  at: Date,
): Promise<void> {
  const position = JSON.stringify(to);
  if (seen === null) await tx.readPosition.createMany({ data: [{ name: NAME, position, at }], skipDuplicates: true });
  else await tx.readPosition.updateMany({ where: { name: NAME, position: seen.asStored }, data: { position, at } });
}

/**
 * Keeps the messages that were listed and are not there yet.
 *
 * @param before what came before this instant was there for people to deal with: it is left alone where it is
 * @returns the ids of those to be handled
 */
export async function keepListed(
  tx: Transaction,
  listed: readonly ListedMessage[],
  { newId, now, before }: { newId: () => string; now: Date; before: Date },
): Promise<string[]> {
  const added = await tx.mailedMessage.createManyAndReturn({
    data: listed.map(({ mailboxId, messageId, receivedAt }) => ({
      ...{ id: newId(), mailboxId, messageId, receivedAt, createdAt: now },
      ...(receivedAt < before ? { state: 'left-alone', because: 'before-start' } : { state: 'received' }),
    })),
    skipDuplicates: true,
    select: { id: true, state: true },
  });
  return added.filter(({ state }) => state === 'received').map(({ id }) => id);
}
