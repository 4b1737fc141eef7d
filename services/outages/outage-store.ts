import type { Database, DatabaseOrTransaction, Transaction } from '../platform/database.ts';

/** The cards that say of what is away, and that it is back: of the DSR team's calendar, and of their shared mailbox. */
export const outageCards = {
  calendar: { away: 'calendars-late', back: 'calendars-back' },
  mail: { away: 'mailbox-away', back: 'mailbox-back' },
} as const;

/** What can be away. */
export type OutageKind = keyof typeof outageCards;

const outageKinds = Object.keys(outageCards) as OutageKind[];

/** A time in which it could not be reached. `toldAt` null: not for long enough yet that the team was told. */
export type Outage = { id: string; since: Date; toldAt: Date | null; endedAt: Date | null };

const columns = { id: true, since: true, toldAt: true, endedAt: true } as const;

/** The outage that is not over; null where there is none. */
export async function openOutage(db: DatabaseOrTransaction, kind: OutageKind): Promise<Outage | null> {
  return db.outage.findFirst({ where: { kind, endedAt: null }, select: columns });
}

/** One by its id, over or not. */
export async function findOutage(db: DatabaseOrTransaction, id: string): Promise<Outage | null> {
  return db.outage.findUnique({ where: { id }, select: columns });
}

/** Notes that something cannot be reached. @returns false while there is an outage already: no other one begins */
export async function beginOutage(
  db: Database,
  { id, kind, since }: { id: string; kind: OutageKind; since: Date },
): Promise<boolean> {
  return (await db.outage.createMany({ data: [{ id, kind, since }], skipDuplicates: true })).count === 1;
}

/** Notes that the team is told. False where another process was first, or it is over. */
export async function noteTold(tx: Transaction, id: string, at: Date): Promise<boolean> {
  const where = { id, toldAt: null, endedAt: null };
  return (await tx.outage.updateMany({ where, data: { toldAt: at } })).count === 1;
}

/** Notes that it is over. @returns as it ended; null where there was none, or another process was first */
export async function endOutage(tx: Transaction, kind: OutageKind, at: Date): Promise<Outage | null> {
  const where = { kind, endedAt: null };
  const [ended = null] = await tx.outage.updateManyAndReturn({ where, data: { endedAt: at }, select: columns });
  return ended;
}

/** Whether the card that told of it was posted, or may have been. */
export async function wasTold(db: DatabaseOrTransaction, outageId: string): Promise<boolean> {
  const eventKey = { in: outageKinds.map((kind) => awayKey(kind, outageId)) };
  const where = { eventKey, state: { in: ['sent', 'may-have-been-sent'] } };
  return (await db.delivery.count({ where })) > 0;
}

/** The event key of the card that tells of it. */
export function awayKey(kind: OutageKind, outageId: string): string {
  return `${outageCards[kind].away}:${outageId}`;
}
