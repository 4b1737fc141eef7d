import type { EntryFacts } from '../clocks/model.ts';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import { toDateColumn } from '../platform/date-column.ts';
import type { Deps } from '../platform/deps.ts';
import type { CalendarDay } from '../platform/time.ts';
import { clockRow, clocksWritten } from './clock-store.ts';
import { entryValues } from './entry-values.ts';
import { COLUMNS_SET, columnsGiven, factsFrom, factsOf } from './facts-store.ts';
import { type NewRegisterEvent, type Rating, ratingRank, registerEventDetail, type Setting } from './model.ts';

/** The present values of an entry. */
export type EntryRow = {
  id: string;
  personId: string;
  /** DSR-0123 */
  dsrReference: string | null;
  referralId: string | null;
  version: number;
  fromDay: CalendarDay;
  toDay: CalendarDay | null;
  endReason: string | null;
  locality: string;
  dateOfBirth: CalendarDay | null;
  rating: Rating;
  ratingSince: CalendarDay;
  setting: Setting;
  settingSince: CalendarDay;
  lastDiscussed: CalendarDay | null;
  /** The last day on which consent holds or held; null without an end, or where it was withdrawn. */
  consentUntil: CalendarDay | null;
  /** The earliest deadline among its clocks. */
  nextDue: CalendarDay | null;
  policyVersion: string;
};

type Stamp = Pick<Deps, 'clock' | 'policy'>;
type Writing = Pick<Deps, 'clock' | 'policy' | 'newId'>;

/** The present values of an entry; null where there is none. */
export async function readEntry(db: DatabaseOrTransaction, entryId: string): Promise<EntryRow | null> {
  const [row] = await db.$queryRaw<EntryRow[]>`
    SELECT e.id, e.person_id AS "personId", p.dsr_reference AS "dsrReference", e.referral_id AS "referralId", e.version,
      e.from_day::text AS "fromDay", e.to_day::text AS "toDay", e.end_reason AS "endReason", e.locality,
      e.date_of_birth::text AS "dateOfBirth", e.rating, e.rating_since::text AS "ratingSince", e.setting,
      e.setting_since::text AS "settingSince", e.last_discussed::text AS "lastDiscussed",
      e.consent_until::text AS "consentUntil", e.next_due::text AS "nextDue", e.policy_version AS "policyVersion"
    FROM register_entry e JOIN person p ON p.id = e.person_id WHERE e.id = ${entryId}::uuid`;
  return row ?? null;
}

/** Everything the clock engine and the projections need of an entry; null where there is none. One query. */
export async function entryFacts(db: DatabaseOrTransaction, entryId: string): Promise<EntryFacts | null> {
  const [row] = await factsOf(db, [entryId]);
  return row === undefined ? null : factsFrom(row);
}

/** The open entry of a person, looked for among all rows that a coordinator has linked as the same individual. */
export async function openEntryOfPerson(db: DatabaseOrTransaction, personId: string): Promise<{ id: string } | null> {
  const [row] = await db.$queryRaw<{ id: string }[]>`
    WITH root AS (SELECT COALESCE(same_as_id, id) AS id FROM person WHERE id = ${personId}::uuid)
    SELECT e.id FROM root JOIN person p ON p.id = root.id OR p.same_as_id = root.id
      JOIN register_entry e ON e.person_id = p.id
    WHERE e.to_day IS NULL ORDER BY e.from_day, e.id LIMIT 1`;
  return row ?? null;
}

/**
 * Opens an entry with its first event. Nobody is on the register twice at a time: a unique index decides. The caller has
 * asked consent, and writes the audit event.
 *
 * @returns the entry's id
 * @throws Prisma's P2002 where an entry of this row of the person is open
 */
export async function openEntry(
  tx: Transaction,
  deps: Writing,
  entry: {
    personId: string;
    referralId: string | null;
    fromDay: CalendarDay;
    rating: Rating;
    locality: string;
    byId: string | null;
  },
): Promise<string> {
  const id = deps.newId();
  const now = deps.clock.now();
  const from = toDateColumn(entry.fromDay);
  await tx.registerEntry.create({
    data: {
      id,
      personId: entry.personId,
      referralId: entry.referralId,
      fromDay: from,
      locality: entry.locality,
      rating: entry.rating,
      ratingRank: ratingRank[entry.rating],
      ratingSince: from,
      setting: 'community',
      settingSince: from,
      policyVersion: deps.policy.version,
      createdAt: now,
      updatedAt: now,
    },
    select: { id: true },
  });
  const { rating, locality, fromDay: day } = entry;
  await recordEvents(tx, deps, id, [{ kind: 'entered', day, detail: { rating, locality } }], { byId: entry.byId });
  return id;
}

/**
 * Records what happened, in the order given, and brings the entry's present values and its clocks up to date: all in the
 * caller's transaction, which also writes the audit event. Others who record for the same entry wait for its end. Three
 * statements, however many events.
 *
 * @throws where the entry does not exist; for a detail that does not fit its kind (ZodError); where a meeting has given an
 * event of this kind before (a meeting counts once), or another entry of the person is open (unique indexes)
 */
export async function recordEvents(
  tx: Transaction,
  deps: Writing,
  entryId: string,
  events: readonly NewRegisterEvent[],
  by: { byId: string | null },
): Promise<void> {
  const rows = events.map((event, position) => ({
    id: deps.newId(),
    position,
    kind: event.kind,
    day: event.day,
    detail: registerEventDetail[event.kind].parse(event.detail),
    note: event.note ?? null,
    meeting: event.meetingId ?? null,
  }));
  await tx.$executeRaw`
    WITH entry AS (SELECT id FROM register_entry WHERE id = ${entryId}::uuid FOR UPDATE)
    INSERT INTO register_event (id, entry_id, kind, day, detail, note, meeting_id, by_id, at, policy_version)
    SELECT v.id, entry.id, v.kind, v.day, v.detail, v.note, v.meeting, ${by.byId}::uuid,
      ${deps.clock.now()}::timestamptz, ${deps.policy.version}
    FROM entry, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS v(id uuid, position int, kind text, day date, detail jsonb, note text, meeting uuid)
    ORDER BY v.position`;
  await projectAnew(tx, deps, entryId);
}

/**
 * Brings an entry's present values and clocks up to date without an event of its own: after a consent event, in the same
 * transaction. Three statements.
 *
 * @throws where the entry does not exist
 */
export async function refreshEntry(tx: Transaction, deps: Stamp, entryId: string): Promise<void> {
  // Locked first: what others have recorded meanwhile is seen by the next statement only.
  await tx.$executeRaw`SELECT 1 FROM register_entry WHERE id = ${entryId}::uuid FOR UPDATE`;
  await projectAnew(tx, deps, entryId);
}

async function projectAnew(tx: Transaction, deps: Stamp, entryId: string): Promise<void> {
  const facts = await entryFacts(tx, entryId);
  if (facts === null) throw new Error('There is no such entry on the register');
  const { columns, clocks } = entryValues(facts, deps.policy);
  const wanted = clocks.map((clock) => ({ ...clockRow(clock), id: entryId }));
  await tx.$executeRaw`
    WITH subject AS (SELECT ${entryId}::uuid AS id), ${clocksWritten('entry', wanted)}
    UPDATE register_entry e
    SET ${COLUMNS_SET}, version = e.version + 1, updated_at = ${deps.clock.now()}::timestamptz
    FROM ${columnsGiven([{ ...columns, id: entryId }])} WHERE e.id = v.id`;
}
