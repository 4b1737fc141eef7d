import { z } from 'zod';
import type { Database, Transaction } from '../platform/database.ts';

const NAME = 'calendar';

const stored = z.object({
  /** Where the next reading begins; null: everything in the window. */
  link: z.string().nullable(),
  start: z.coerce.date(),
  end: z.coerce.date(),
  /** When everything in the window was begun to be listed. */
  listedAt: z.coerce.date(),
});

/** Where reading the calendar's changes has come to, and the window that holds for it. */
export type CalendarPosition = z.infer<typeof stored>;

/** Where reading the calendar's changes has come to, when it was last begun; null where it was never read, or can't be made out. */
export async function findCalendarPosition(
  db: Database,
): Promise<{ position: CalendarPosition | null; at: Date } | null> {
  const row = await db.readPosition.findUnique({ where: { name: NAME } });
  if (row === null) return null;
  try {
    return { position: stored.parse(JSON.parse(row.position)), at: row.at };
  } catch {
    return { position: null, at: row.at };
  }
}

/** Claims the next reading: of several processes one reads. @param seen when it was last begun */
export async function claimReading(db: Database, seen: Date | null, at: Date): Promise<boolean> {
  if (seen !== null) {
    return (await db.readPosition.updateMany({ where: { name: NAME, at: seen }, data: { at } })).count === 1;
  }
  const data = [{ name: NAME, position: '', at }];
  return (await db.readPosition.createMany({ data, skipDuplicates: true })).count === 1;
}

/** Stores where reading has come to, in the transaction that makes the jobs for what was read; unless another one has begun. */
export async function storeCalendarPosition(
  tx: Transaction,
  claimedAt: Date,
  position: CalendarPosition,
): Promise<void> {
  await tx.readPosition.updateMany({
    where: { name: NAME, at: claimedAt },
    data: { position: JSON.stringify(position) },
  });
}

/** Booked meetings still to come that stand in the calendar. */
export async function findMeetingsInCalendar(db: Database | Transaction, now: Date) {
  const rows = await db.meeting.findMany({
    where: { state: 'booked', endsAt: { gt: now }, calendarEventId: { not: null } },
    select: { id: true, calendarEventId: true, calendarEndsAt: true, endsAt: true },
  });
  return rows.map(({ id, calendarEventId, calendarEndsAt, endsAt }) => ({
    id,
    eventId: calendarEventId,
    endsAt: calendarEndsAt ?? endsAt ?? now,
  }));
}

/**
 * Online meetings still to come whose join link is missing, and that were not looked at for a while: the calendar may have it
 * by now.
 */
export async function findWithoutJoinLink(db: Database | Transaction, now: Date, seenBefore: Date): Promise<string[]> {
  const rows = await db.meeting.findMany({
    where: {
      ...{ state: 'booked', endsAt: { gt: now }, calendarEventId: { not: null }, place: null, joinUrl: null },
      OR: [{ calendarSeenAt: null }, { calendarSeenAt: { lt: seenBefore } }],
    },
    select: { id: true },
    orderBy: { startsAt: 'asc' },
    take: 50,
  });
  return rows.map(({ id }) => id);
}
