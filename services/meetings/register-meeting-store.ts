import type { Transaction } from '../platform/database.ts';

/**
 * Holds a register entry's row until the transaction ends, so that a meeting is not requested for it while what ends its
 * consent cancels the others.
 */
export async function holdEntry(tx: Transaction, entryId: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM register_entry WHERE id = ${entryId}::uuid FOR NO KEY UPDATE`;
}

/** The meetings of an entry that are being arranged or booked, oldest first; the entry is held. */
export async function meetingsUnderWay(tx: Transaction, entryId: string): Promise<string[]> {
  await holdEntry(tx, entryId);
  const rows = await tx.meeting.findMany({
    where: { entryId, state: { in: ['being-arranged', 'booked'] } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}
