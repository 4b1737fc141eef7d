import { z } from 'zod';
import { Prisma } from '../../generated/prisma/client.ts';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import type { TimesAdvice } from './times-advice.ts';

/** When somebody of the directory works; empty and null mean as the area does. */
export type ContactHours = { id: string; workingDays: number[]; worksFrom: string | null; worksTo: string | null };

/** The working hours of contacts, as the directory has them. */
export async function findContactHours(
  db: DatabaseOrTransaction,
  contactIds: readonly string[],
): Promise<ContactHours[]> {
  return db.agencyContact.findMany({
    where: { id: { in: [...contactIds] } },
    select: { id: true, workingDays: true, worksFrom: true, worksTo: true },
  });
}

/** Somebody of an organisation who could come in the place of its contact. */
export type OtherContact = ContactHours & { email: string };

/** The active contacts of an organisation, in the directory's order. */
export async function findContactsOf(db: DatabaseOrTransaction, organisationId: string): Promise<OtherContact[]> {
  return db.agencyContact.findMany({
    where: { organisationId, active: true },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: { id: true, email: true, workingDays: true, worksFrom: true, worksTo: true },
  });
}

const standInRows = z.array(z.object({ address: z.string(), times: z.int() }));

/**
 * How often somebody has stood in at other meetings since then, those that are booked and still to come included. One query.
 *
 * @param addresses in small letters
 * @returns by address; who never has is missing
 */
export async function countStandingIn(
  db: DatabaseOrTransaction,
  addresses: readonly string[],
  since: Date,
  exceptMeetingId: string,
): Promise<Map<string, number>> {
  if (addresses.length === 0) return new Map();
  const rows = await db.$queryRaw`
    SELECT lower(i.email) AS address, count(*)::int AS times
    FROM invitee i JOIN meeting m ON m.id = i.meeting_id
    WHERE i.stands_in_for_id IS NOT NULL AND lower(i.email) = ANY(${[...addresses]}::text[])
      AND m.id <> ${exceptMeetingId}::uuid AND m.starts_at >= ${since}
      AND m.state IN ('booked', 'took-place', 'outcome-recorded')
    GROUP BY lower(i.email)`;
  return new Map(standInRows.parse(rows).map(({ address, times }) => [address, times]));
}

/** A time as it is kept: who fills their role then, who can't, of whom it is not known. Ids of roles. */
export type TimeToKeep = {
  start: Date;
  end: Date;
  free: string[];
  busy: string[];
  unknown: string[];
  quorate: 'yes' | 'maybe' | 'no';
};

/** Puts the times found, and what would help where none was, in place of those found before. */
export async function replaceProposedTimes(
  tx: Transaction,
  deps: Pick<Deps, 'newId' | 'clock'>,
  meetingId: string,
  found: { times: readonly TimeToKeep[]; advice: TimesAdvice | null },
): Promise<void> {
  await tx.proposedTime.deleteMany({ where: { meetingId } });
  await tx.proposedTime.createMany({
    data: found.times.map(({ start, end, ...time }, position) => ({
      ...time,
      id: deps.newId(),
      meetingId,
      startsAt: start,
      endsAt: end,
      position,
    })),
  });
  await tx.meeting.update({
    where: { id: meetingId },
    data: { timesLookedForAt: deps.clock.now(), timesAdvice: found.advice ?? Prisma.DbNull },
    select: { id: true },
  });
}
