import { Prisma } from '../../generated/prisma/client.ts';
import type { EntryFacts } from '../clocks/model.ts';
import type { ConsentEvent } from '../consent/model.ts';
import type { DatabaseOrTransaction } from '../platform/database.ts';
import type { CalendarDay } from '../platform/time.ts';
import type { EntryColumns } from './entry-values.ts';
import type { RegisterEvent } from './model.ts';

/** One event as the database hands it over, by position: a register read at night is tens of millions of values. */
type EventValues = [id: string, seq: number, day: CalendarDay, kind: string, detail: unknown];
type ConsentValues = [id: string, seq: number, day: CalendarDay, kind: string, route: unknown, registerOnly: boolean];

/** An entry's facts as one row. */
export type FactsRow = {
  id: string;
  version: number;
  fromDay: CalendarDay;
  toDay: CalendarDay | null;
  dateOfBirth: CalendarDay | null;
  events: EventValues[] | null;
  consent: ConsentValues[] | null;
};

/**
 * Columns of `register_entry e JOIN person p` that an entry's values and clocks are worked out of. Consent stays with the row
 * of the person it was recorded for and is read of all rows that a coordinator has linked. The date of birth is that of the
 * register's own row; where it has none, the latest that a linked row has: of two, the one that makes the person younger
 * gives the earlier dates.
 */
export const FACTS = Prisma.sql`
  e.id, e.version, e.from_day::text AS "fromDay", e.to_day::text AS "toDay",
  COALESCE(p.date_of_birth, (SELECT max(f.date_of_birth) FROM person f
    WHERE f.id = COALESCE(p.same_as_id, p.id) OR f.same_as_id = COALESCE(p.same_as_id, p.id)))::text AS "dateOfBirth",
  (SELECT json_agg(json_build_array(v.id, v.seq, v.day, v.kind, v.detail))
    FROM register_event v WHERE v.entry_id = e.id) AS events,
  (SELECT json_agg(json_build_array(c.id, c.seq, c.day, c.kind, c.route,
      'register' = ANY(c.scope) AND NOT 'sharing' = ANY(c.scope))) FROM consent_event c
    WHERE c.person_id IN (SELECT f.id FROM person f
      WHERE f.id = COALESCE(p.same_as_id, p.id) OR f.same_as_id = COALESCE(p.same_as_id, p.id))) AS consent`;

/** The facts of some entries, in one query. */
export async function factsOf(db: DatabaseOrTransaction, entryIds: readonly string[]): Promise<FactsRow[]> {
  return db.$queryRaw<FactsRow[]>`
    SELECT ${FACTS} FROM register_entry e JOIN person p ON p.id = e.person_id
    WHERE e.id = ANY(${[...entryIds]}::uuid[])`;
}

/** What a row says to the engine. Details were checked when they were recorded, and nothing has changed them since. */
export function factsFrom(row: FactsRow): EntryFacts {
  return {
    dateOfBirth: row.dateOfBirth,
    fromDay: row.fromDay,
    toDay: row.toDay,
    events: (row.events ?? []).map(([id, seq, day, kind, detail]) => ({ id, seq, day, kind, detail }) as RegisterEvent),
    consent: (row.consent ?? []).map(
      ([id, seq, day, kind, route, registerOnly]) => ({ id, seq, day, kind, route, registerOnly }) as ConsentEvent,
    ),
  };
}

/** The columns of entries that follow from their facts, as a table `v`. */
export function columnsGiven(rows: readonly (EntryColumns & { id: string })[]): Prisma.Sql {
  return Prisma.sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS v(id uuid, rating text, rating_rank int,
    rating_since date, setting text, setting_since date, last_discussed date, to_day date, end_reason text,
    date_of_birth date, consent_until date, next_due date, policy_version text)`;
}

/** Takes them over from `v` into `register_entry e`. */
export const COLUMNS_SET = Prisma.sql`rating = v.rating, rating_rank = v.rating_rank, rating_since = v.rating_since,
  setting = v.setting, setting_since = v.setting_since, last_discussed = v.last_discussed, to_day = v.to_day,
  end_reason = v.end_reason, date_of_birth = v.date_of_birth, consent_until = v.consent_until, next_due = v.next_due,
  policy_version = v.policy_version`;
