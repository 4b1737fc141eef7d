import { z } from 'zod';
import { Prisma } from '../../generated/prisma/client.ts';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import { type MailState, mailStates, mayBecome, type UnderstoodMail } from './model.ts';

const row = z.object({
  id: z.uuid(),
  mailboxId: z.string(),
  messageId: z.string(),
  receivedAt: z.date(),
  state: z.enum(mailStates),
  version: z.int(),
  because: z.string().nullable(),
  senderName: z.string().nullable(),
  senderAddress: z.string().nullable(),
  senderChecked: z.boolean(),
  subject: z.string().nullable(),
  text: z.string().nullable(),
  attachments: z.int(),
  questionReceiverId: z.uuid().nullable(),
  deliveryId: z.uuid().nullable(),
  handledById: z.uuid().nullable(),
  handledAt: z.date().nullable(),
  handledNote: z.string().nullable(),
  movedAt: z.date().nullable(),
});

/** A message of the shared mailbox, as it is kept. */
export type MailedMessageRow = z.infer<typeof row>;

/** Reads a message in its present state; null where there is none of this id. */
export async function findMailedMessage(db: DatabaseOrTransaction, id: string): Promise<MailedMessageRow | null> {
  const found = await db.mailedMessage.findUnique({ where: { id } });
  return found === null ? null : row.parse(found);
}

/**
 * Notes that a message is about to be understood, committed: whoever finds that it was begun many times knows that the
 * process ends over it. What is waited for (the mailbox, the directory, the database) does not count.
 *
 * @returns how many times it was begun, this one included; null where it is no longer 'received'
 */
export async function beginUnderstanding(db: DatabaseOrTransaction, id: string): Promise<number | null> {
  const [begun] = await db.mailedMessage.updateManyAndReturn({
    where: { id, state: 'received' },
    data: { version: { increment: 1 } },
    select: { version: true },
  });
  return begun?.version ?? null;
}

/** Takes back that it was begun: nothing was wrong with the message. */
export async function notUnderstood(db: DatabaseOrTransaction, id: string): Promise<void> {
  await db.mailedMessage.updateMany({ where: { id, state: 'received' }, data: { version: { decrement: 1 } } });
}

/** What is written of a message as it comes into another state. What is left out stays as it is. */
export type SettledMail = {
  state: Exclude<MailState, 'received'>;
  because?: string | null;
  senderName?: string | null;
  /** In small letters. */
  senderAddress?: string | null;
  senderChecked?: boolean;
  subject?: string | null;
  text?: string | null;
  understood?: UnderstoodMail | null;
  attachments?: number;
  questionReceiverId?: string | null;
  deliveryId?: string | null;
  handledById?: string | null;
  handledAt?: Date | null;
  handledNote?: string | null;
};

/**
 * More than so many requests and drafts a day are not made of one sender's mails, checked or not, nor of all senders together
 * that were not checked: whoever makes up addresses must not have us write to all of them. A person looks at the rest.
 */
export const MOST_A_DAY = { checked: 20, unchecked: 3, uncheckedTogether: 50 } as const;
const DAY_MS = 24 * 60 * 60_000;

/**
 * Brings a message into another state, in the transaction of what follows from it. One after the other with every copy of the
 * same message, and with everything from the same address: nothing is made twice of two copies, and nobody is written to more
 * often than `MOST_A_DAY` says.
 *
 * @param seen the message as it was read before the transaction
 * @returns false where it is settled already, is a copy, or is one too many: then undo the rest, and look at it again
 */
export async function settleMail(
  tx: Transaction,
  seen: Pick<MailedMessageRow, 'id' | 'messageId' | 'state'>,
  settled: SettledMail,
  now: Date,
): Promise<boolean> {
  const { understood, ...columns } = settled;
  if (!mayBecome(seen.state, settled.state)) return false;
  if (seen.state === 'received') {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('mailed-message'), hashtext(${seen.messageId}))`;
    const { senderAddress = null, senderChecked = false, subject = null } = settled;
    if (settled.because !== 'copy' && (await isCopy(tx, { ...seen, senderAddress, subject }))) return false;
    const answered = settled.state === 'request-made' || settled.state === 'draft-kept';
    if (answered && (await isOneTooMany(tx, { senderAddress, senderChecked }, now))) return false;
  }
  const { count } = await tx.mailedMessage.updateMany({
    where: { id: seen.id, state: seen.state },
    data: {
      ...columns,
      ...(understood === undefined ? {} : { understood: understood ?? Prisma.DbNull }),
      version: { increment: 1 },
      // Its original goes to where this state wants it.
      movedAt: null,
    },
  });
  return count === 1;
}

/**
 * Whether another message with the same Message-ID from the same sender under the same subject was settled already, other
 * than as a copy; of one that is long dealt with, the subject is forgotten. A Message-ID alone says nothing: anybody can
 * write one that they have seen.
 */
export async function isCopy(
  db: DatabaseOrTransaction,
  { id, messageId, senderAddress, subject }: Pick<MailedMessageRow, 'id' | 'messageId' | 'senderAddress' | 'subject'>,
): Promise<boolean> {
  if (senderAddress === null) return false;
  const count = await db.mailedMessage.count({
    where: {
      ...{ messageId, senderAddress },
      id: { not: id },
      state: { not: 'received' },
      AND: [{ OR: [{ subject }, { subject: null }] }, { OR: [{ because: null }, { because: { not: 'copy' } }] }],
    },
  });
  return count > 0;
}

/**
 * Whether as many requests and drafts were made of an address's mails within a day as are made at most. In a transaction the
 * address is held until its end.
 */
export async function isOneTooMany(
  tx: DatabaseOrTransaction,
  { senderAddress, senderChecked }: Pick<MailedMessageRow, 'senderAddress' | 'senderChecked'>,
  now: Date,
): Promise<boolean> {
  if (senderAddress === null) return true;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('mailed-request'), hashtext(${senderAddress}))`;
  const made = { state: { in: ['request-made', 'draft-kept'] }, createdAt: { gt: new Date(now.getTime() - DAY_MS) } };
  const count = await tx.mailedMessage.count({ where: { ...made, senderAddress } });
  if (senderChecked) return count >= MOST_A_DAY.checked;
  if (count >= MOST_A_DAY.unchecked) return true;
  // Those of other addresses that are made at this very moment are not seen: a few more than that do no harm.
  const together = await tx.mailedMessage.count({ where: { ...made, senderChecked: false } });
  return together >= MOST_A_DAY.uncheckedTogether;
}

/**
 * Notes that the original is where the message's state wants it.
 *
 * @returns false where it was settled anew while it was moved: it may be somewhere else by now
 */
export async function noteMoved(
  db: DatabaseOrTransaction,
  { id, version }: Pick<MailedMessageRow, 'id' | 'version'>,
  at: Date,
): Promise<boolean> {
  return (await db.mailedMessage.updateMany({ where: { id, version }, data: { movedAt: at } })).count === 1;
}
