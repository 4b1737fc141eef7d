import { Prisma } from '../../generated/prisma/client.ts';
import type { Database, Transaction } from '../platform/database.ts';
import { type ClockRow, clocksWritten, REFERRAL_FACTS, type ReferralFactsRow } from './clock-store.ts';
import type { EntryColumns } from './entry-values.ts';
import { COLUMNS_SET, columnsGiven, FACTS, type FactsRow } from './facts-store.ts';

/** Before the first id there is. */
export const FROM_THE_START = '00000000-0000-0000-0000-000000000000';

/** An entry's facts, and what is stored of them as two texts: comparing them costs nothing. */
export type EntryToRecompute = FactsRow & { columns: string; clocks: string | null };
export type ReferralToRecompute = ReferralFactsRow & { id: string; clocks: string | null };

const STORED_CLOCKS = (id: Prisma.Sql) => Prisma.sql`
  (SELECT string_agg(concat_ws('|', c.kind, c.due_day, c.nature, c.start_day, COALESCE(c.start_event_id::text, ''),
      COALESCE(c.paused_since::text, ''), c.policy_version), ';' ORDER BY c.kind COLLATE "C")
    FROM clock c WHERE c.subject_id = ${id}) AS clocks`;

/** Clocks as the database tells what is stored of them. */
export function clocksAsText(rows: readonly ClockRow[]): string | null {
  const texts = rows.map(({ k, d, n, s, e, p, v }) => ({ k, text: [k, d, n, s, e ?? '', p ?? '', v].join('|') }));
  if (texts.length === 0) return null;
  return texts
    .sort((a, b) => (a.k < b.k ? -1 : 1))
    .map(({ text }) => text)
    .join(';');
}

/** An entry's columns in the same way, in the order of the query below. */
export function columnsAsText(columns: EntryColumns): string {
  return [
    ...[columns.rating, columns.rating_rank, columns.rating_since, columns.setting, columns.setting_since],
    ...[columns.last_discussed, columns.to_day, columns.end_reason, columns.date_of_birth, columns.consent_until],
    ...[columns.next_due, columns.policy_version],
  ]
    .map((value) => value ?? '')
    .join('|');
}

/** The next open entries by id. */
export async function nextEntries(db: Database, after: string, take: number): Promise<EntryToRecompute[]> {
  return db.$queryRaw<EntryToRecompute[]>`
    SELECT ${FACTS},
      concat(e.rating, '|', e.rating_rank, '|', e.rating_since, '|', e.setting, '|', e.setting_since, '|',
        e.last_discussed, '|', e.to_day, '|', e.end_reason, '|', e.date_of_birth, '|', e.consent_until, '|',
        e.next_due, '|', e.policy_version) AS columns,
      ${STORED_CLOCKS(Prisma.sql`e.id`)}
    FROM register_entry e JOIN person p ON p.id = e.person_id
    WHERE e.to_day IS NULL AND e.id > ${after}::uuid ORDER BY e.id LIMIT ${take}`;
}

/** The next referrals by id that have clocks or may have some. */
export async function nextReferrals(db: Database, after: string, take: number): Promise<ReferralToRecompute[]> {
  return db.$queryRaw<ReferralToRecompute[]>`
    SELECT r.id, ${REFERRAL_FACTS}, ${STORED_CLOCKS(Prisma.sql`r.id`)}
    FROM referral r WHERE r.state <> 'draft' AND r.id > ${after}::uuid
      AND (r.decided_at IS NULL AND r.ended_at IS NULL OR r.reviewers IS NOT NULL
        OR EXISTS (SELECT 1 FROM clock c WHERE c.subject_id = r.id))
    ORDER BY r.id LIMIT ${take}`;
}

export type EntryWrite = { id: string; version: number; columns: EntryColumns; clocks: ClockRow[] };

/**
 * Writes entries whose stored values are not those that they should be, each only where nobody has recorded anything for it
 * since it was read: what is recorded brings it up to date by itself. The version stays, because nothing has happened.
 *
 * @returns the ids of those written
 */
export async function writeEntries(tx: Transaction, writes: readonly EntryWrite[], at: Date): Promise<string[]> {
  const seen = writes.map(({ id, version }) => ({ id, version }));
  const columns = writes.map((write) => ({ ...write.columns, id: write.id }));
  const clocks = writes.flatMap((write) => write.clocks.map((clock) => ({ ...clock, id: write.id })));
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH subject AS (
      SELECT e.id FROM register_entry e
        JOIN jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) AS s(id uuid, version int)
          ON s.id = e.id AND s.version = e.version
      ORDER BY e.id FOR UPDATE OF e),
    ${clocksWritten('entry', clocks)},
    updated AS (
      UPDATE register_entry e SET ${COLUMNS_SET}, updated_at = ${at}::timestamptz
      FROM ${columnsGiven(columns)} JOIN subject USING (id) WHERE e.id = v.id RETURNING e.id)
    SELECT id FROM updated`;
  return rows.map(({ id }) => id);
}

/** The same for referrals; their own rows hold nothing that follows from their clocks. */
export async function writeReferralClocks(
  tx: Transaction,
  writes: readonly { id: string; version: number; clocks: ClockRow[] }[],
): Promise<string[]> {
  const seen = writes.map(({ id, version }) => ({ id, version }));
  const clocks = writes.flatMap((write) => write.clocks.map((clock) => ({ ...clock, id: write.id })));
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH subject AS (
      SELECT r.id FROM referral r
        JOIN jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) AS s(id uuid, version int)
          ON s.id = r.id AND s.version = r.version
      ORDER BY r.id FOR UPDATE OF r),
    ${clocksWritten('referral', clocks)}
    SELECT id FROM subject`;
  return rows.map(({ id }) => id);
}

/** Of these records, those that a card shows somewhere. */
export async function shownOnCards(tx: Transaction, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.sentCard.findMany({
    where: { nounId: { in: [...ids] } },
    distinct: ['nounId'],
    select: { nounId: true },
  });
  return rows.map(({ nounId }) => nounId);
}
