import { z } from 'zod';
import { Prisma } from '../../generated/prisma/client.ts';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';

/** Since when it is known where an original belongs. */
export const PLACED_AT = Prisma.sql`greatest(m.created_at, m.handled_at)`;

/** Placed, and its original is not where that wants it. */
const UNMOVED = Prisma.sql`m.moved_at IS NULL AND m.state <> 'received' AND coalesce(m.because, '') <> 'before-start'`;

/** What is not moved for so long after it was placed will not be moved by itself: by then it was tried a dozen times. */
const LONG_MS = 24 * 60 * 60_000;
const KIND = 'mail-not-moved';
const counted = z.tuple([z.object({ count: z.int() })]);

/** How many originals could not be moved yet. */
export async function countUnmoved(db: DatabaseOrTransaction): Promise<number> {
  const rows = await db.$queryRaw`SELECT count(*)::int AS count FROM mailed_message m WHERE ${UNMOVED}`;
  return counted.parse(rows)[0].count;
}

/** How many of them the team has to move by hand: those that could not be moved for a day. */
export async function unmovedForLong(db: DatabaseOrTransaction, now: Date): Promise<number> {
  const rows = await db.$queryRaw`
    SELECT count(*)::int AS count FROM mailed_message m WHERE ${UNMOVED} AND ${forLong(now)}`;
  return counted.parse(rows)[0].count;
}

function forLong(now: Date): Prisma.Sql {
  return Prisma.sql`${PLACED_AT} <= ${new Date(now.getTime() - LONG_MS)}`;
}

/** Whether a card was raised already. Another process that asks at the same moment waits for the end of the transaction. */
export async function wasCardRaised(tx: Transaction, eventKey: string): Promise<boolean> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${KIND}), 0)`;
  return (await tx.delivery.count({ where: { eventKey } })) > 0;
}

/**
 * Marks those that could not be moved for a day and of which the team was never told.
 *
 * @returns how many were marked now
 */
export async function markUnmoved(tx: Transaction, now: Date): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO reminder (kind, record_id, due_at, raised_at)
    SELECT ${KIND}, m.id, ${PLACED_AT}, ${now}::timestamptz FROM mailed_message m
    WHERE ${UNMOVED} AND ${forLong(now)}
    ON CONFLICT DO NOTHING`;
}
