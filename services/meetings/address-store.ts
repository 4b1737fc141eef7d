import type { Database, Transaction } from '../platform/database.ts';
import { shownWith } from './rules.ts';

/** Whose address it is in the directory, and the records whose cards show an open meeting it is invited to. */
export async function findCardsInviting(
  db: Database,
  address: string,
): Promise<{ contactIds: string[]; cardIds: string[] }> {
  const sameAddress = { equals: address, mode: 'insensitive' } as const;
  const [contacts, meetings] = await Promise.all([
    db.agencyContact.findMany({ where: { email: sameAddress }, select: { id: true } }),
    db.meeting.findMany({
      where: {
        invitees: { some: { email: sameAddress } },
        OR: [{ request: { state: 'approved' } }, { requestId: null, state: { in: ['booked', 'took-place'] } }],
      },
      select: { id: true, requestId: true, entryId: true },
    }),
  ]);
  return {
    contactIds: contacts.map((row) => row.id),
    cardIds: [...new Set(meetings.flatMap(shownWith))],
  };
}

/** Marks an address as secure, by whom and when; null takes the mark away. The first mark stands until then. */
export async function setAddressSecure(
  tx: Transaction,
  address: string,
  mark: { byId: string; at: Date } | null,
): Promise<void> {
  if (mark === null) {
    await tx.secureAddress.deleteMany({ where: { address } });
    return;
  }
  const data = [{ address, markedById: mark.byId, markedAt: mark.at }];
  await tx.secureAddress.createMany({ data, skipDuplicates: true });
}
