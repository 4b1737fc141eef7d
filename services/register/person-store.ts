import { z } from 'zod';
import { meetingKinds, meetingStates } from '../meetings/model.ts';
import { vouchedForPerson } from '../people/vouched-store.ts';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import { fromDateColumn } from '../platform/date-column.ts';
import type { CalendarDay } from '../platform/time.ts';
import { type RegisterEventKind, ratings, registerEventDetail, registerEventKinds, settings } from './model.ts';
import type { Episode, EventRecord, KeyProfessionalRow, PersonMeeting } from './register-view.ts';

const ratingCode = z.enum(ratings);
const settingCode = z.enum(settings);
const kindCode = z.enum(registerEventKinds as [RegisterEventKind, ...RegisterEventKind[]]);

/** The present state of an entry, with whom it is about. */
export type PersonEntry = NonNullable<Awaited<ReturnType<typeof findEntry>>>;

/** One entry with its person; null where there is none of this id. */
export async function findEntry(db: DatabaseOrTransaction, entryId: string) {
  const row = await db.registerEntry.findUnique({
    where: { id: entryId },
    include: { person: { select: { fullName: true, dsrReference: true, dateOfBirth: true } } },
  });
  if (row === null) return null;
  const day = (column: Date | null): CalendarDay | null => column && fromDateColumn(column);
  return {
    id: row.id,
    personId: row.personId,
    version: row.version,
    reference: row.person.dsrReference ?? '',
    name: row.person.fullName,
    dateOfBirth: day(row.person.dateOfBirth),
    locality: row.locality,
    fromDay: fromDateColumn(row.fromDay),
    toDay: day(row.toDay),
    endReason: row.endReason,
    rating: ratingCode.parse(row.rating),
    setting: settingCode.parse(row.setting),
    settingSince: fromDateColumn(row.settingSince),
    lastDiscussed: day(row.lastDiscussed),
  };
}

/** Whether the entry is still as it was seen; if so nobody else changes it until the transaction ends. */
export async function lockEntry(tx: Transaction, seen: { id: string; version: number }): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM register_entry WHERE id = ${seen.id}::uuid AND version = ${seen.version}::int FOR UPDATE`;
  return rows.length === 1;
}

/** Everybody's rows that are one individual with this one, itself among them. */
export async function familyOf(db: DatabaseOrTransaction, personId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    WITH root AS (SELECT COALESCE(same_as_id, id) AS id FROM person WHERE id = ${personId}::uuid)
    SELECT p.id FROM person p, root WHERE p.id = root.id OR p.same_as_id = root.id`;
  return rows.map((row) => row.id);
}

/** Every event of an entry, in the order of recording. */
export async function eventRecords(db: DatabaseOrTransaction, entryId: string): Promise<EventRecord[]> {
  const rows = await db.registerEvent.findMany({ where: { entryId }, orderBy: { seq: 'asc' } });
  const people = await db.professional.findMany({
    where: { id: { in: [...new Set(rows.flatMap((row) => row.byId ?? []))] } },
    select: { id: true, name: true },
  });
  return rows.map((row) => {
    const kind = kindCode.parse(row.kind);
    return {
      id: row.id,
      seq: Number(row.seq),
      day: fromDateColumn(row.day),
      kind,
      detail: registerEventDetail[kind].parse(row.detail),
      note: row.note,
      meetingId: row.meetingId,
      by: people.find(({ id }) => id === row.byId)?.name ?? null,
      at: row.at,
    } as EventRecord;
  });
}

/** The key professionals of somebody, in the order in which they are asked. Those of referrals that were not accepted are not. */
export async function keyProfessionalsOf(
  db: DatabaseOrTransaction,
  family: readonly string[],
): Promise<KeyProfessionalRow[]> {
  return db.keyProfessional.findMany({
    where: { personId: { in: [...family] }, active: true, person: vouchedForPerson },
    orderBy: [{ lead: 'desc' }, { position: 'asc' }, { id: 'asc' }],
    select: { name: true, jobRole: true, organisation: true, email: true, phone: true, lead: true },
  });
}

/** Puts these key professionals in the place of those so far, which stay on record as former ones. */
export async function replaceKeyProfessionals(
  tx: Transaction,
  of: { family: readonly string[]; personId: string },
  professionals: readonly (KeyProfessionalRow & { id: string; nameKey: string })[],
): Promise<void> {
  await tx.keyProfessional.updateMany({
    where: { personId: { in: [...of.family] }, active: true, person: vouchedForPerson },
    data: { active: false },
  });
  await tx.keyProfessional.createMany({
    data: professionals.map((one, position) => ({ ...one, personId: of.personId, position, active: true })),
  });
}

/** Every time that somebody was on the register, newest first. */
export async function episodesOf(db: DatabaseOrTransaction, family: readonly string[]): Promise<Episode[]> {
  const rows = await db.registerEntry.findMany({
    where: { personId: { in: [...family] } },
    orderBy: [{ fromDay: 'desc' }, { createdAt: 'desc' }],
    select: { id: true, fromDay: true, toDay: true, endReason: true },
  });
  return rows.map(({ id, fromDay, toDay, endReason }) => ({
    entryId: id,
    fromDay: fromDateColumn(fromDay),
    toDay: toDay && fromDateColumn(toDay),
    endReason,
  }));
}

const meetingRows: z.ZodType<PersonMeeting[]> = z.array(
  z.object({
    id: z.string(),
    entryId: z.string().nullable(),
    requestId: z.string().nullable(),
    reference: z.string().nullable(),
    kind: z.enum(meetingKinds),
    state: z.enum(meetingStates),
    startsAt: z.coerce.date().nullable(),
  }),
);

/** Meetings about somebody, of the register and by exception, those without a time first, then the latest. */
export async function meetingsOf(db: DatabaseOrTransaction, family: readonly string[]): Promise<PersonMeeting[]> {
  const rows = await db.$queryRaw`
    SELECT m.id, m.entry_id AS "entryId", m.request_id AS "requestId", COALESCE(m.reference, r.reference) AS reference,
      m.kind, m.state, m.starts_at AS "startsAt"
    FROM meeting m LEFT JOIN mbe_request r ON r.id = m.request_id LEFT JOIN register_entry e ON e.id = m.entry_id
    WHERE r.person_id = ANY(${[...family]}::uuid[]) OR e.person_id = ANY(${[...family]}::uuid[])
    ORDER BY m.starts_at DESC NULLS FIRST, m.created_at DESC LIMIT 40`;
  return meetingRows.parse(rows);
}

/** How many meetings of an entry are being arranged or booked. */
export async function meetingsUnderWay(db: DatabaseOrTransaction, entryId: string): Promise<number> {
  return db.meeting.count({ where: { entryId, state: { in: ['being-arranged', 'booked'] } } });
}

/** Raises the version of an entry of which something else than its events changed: a form opened before is out of date. */
export async function raiseVersion(tx: Transaction, entryId: string, at: Date): Promise<void> {
  await tx.registerEntry.update({
    where: { id: entryId },
    data: { version: { increment: 1 }, updatedAt: at },
    select: { id: true },
  });
}
