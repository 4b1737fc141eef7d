import { z } from 'zod';
import { Prisma } from '../../generated/prisma/client.ts';
import { clockKinds } from '../clocks/model.ts';
import { type ConsentEvent, consentEventKinds, consentRoutes } from '../consent/model.ts';
import type { DatabaseOrTransaction } from '../platform/database.ts';
import type { CalendarDay } from '../platform/time.ts';
import { type PanelFilter, ratings } from './model.ts';
import type { PanelAction, PanelPlace } from './panel-model.ts';

const listedRows = z.array(
  z.object({
    entryId: z.uuid(),
    version: z.int(),
    reference: z.string(),
    personName: z.string(),
    rating: z.enum(ratings),
    rank: z.int(),
    ratingSince: z.string(),
    lastDiscussed: z.string().nullable(),
    nextDue: z.object({ kind: z.enum(clockKinds), day: z.string() }).nullable(),
    panelDue: z.string().nullable(),
  }),
);
/** Somebody in the panel's order, without what is read of the whole page. */
export type PanelRow = z.infer<typeof listedRows>[number];

/** The order of register_entry_to_discuss. */
const ORDER = Prisma.sql`ORDER BY e.rating_rank, e.last_discussed NULLS FIRST, e.id`;

/** Whose time has run out, by the clock that the area's interval gives: a row of it for everybody on the register. */
function within(filter: PanelFilter, today: CalendarDay): Prisma.Sql {
  if (filter === 'all') return Prisma.empty;
  return Prisma.sql`AND EXISTS (SELECT 1 FROM clock c
    WHERE c.subject_id = e.id AND c.kind = 'panel-review' AND c.due_day < ${today}::date)`;
}

async function read(db: DatabaseOrTransaction, ids: Prisma.Sql): Promise<PanelRow[]> {
  const rows = await db.$queryRaw`
    SELECT e.id AS "entryId", e.version, COALESCE(p.dsr_reference, '') AS reference, p.full_name AS "personName", e.rating,
      e.rating_rank AS rank, e.rating_since::text AS "ratingSince", e.last_discussed::text AS "lastDiscussed",
      (SELECT jsonb_build_object('kind', c.kind, 'day', c.due_day::text) FROM clock c
        WHERE c.subject_id = e.id AND c.nature = 'deadline' ORDER BY c.due_day, c.kind LIMIT 1) AS "nextDue",
      (SELECT c.due_day::text FROM clock c WHERE c.subject_id = e.id AND c.kind = 'panel-review') AS "panelDue"
    FROM (${ids}) listed JOIN register_entry e ON e.id = listed.id JOIN person p ON p.id = e.person_id ${ORDER}`;
  return listedRows.parse(rows);
}

/** A part of the panel's list, in order of risk, then of the time since somebody was discussed; never discussed first. */
export function panelPage(
  db: DatabaseOrTransaction,
  ask: { filter: PanelFilter; today: CalendarDay; skip: number; take: number },
): Promise<PanelRow[]> {
  const { filter, today, skip, take } = ask;
  return read(
    db,
    Prisma.sql`SELECT e.id FROM register_entry e WHERE e.to_day IS NULL ${within(filter, today)} ${ORDER}
      LIMIT ${take} OFFSET ${skip}`,
  );
}

/** One person of the register, as the panel sees them; undefined where they are on it no more. */
export async function panelRow(db: DatabaseOrTransaction, entryId: string): Promise<PanelRow | undefined> {
  const [row] = await read(
    db,
    Prisma.sql`SELECT e.id FROM register_entry e WHERE e.id = ${entryId}::uuid AND e.to_day IS NULL`,
  );
  return row;
}

/** The next people in the panel's order who were not discussed today. @param after left out: from the beginning */
export function panelAfter(
  db: DatabaseOrTransaction,
  ask: { filter: PanelFilter; today: CalendarDay; after: PanelPlace | null; take: number },
): Promise<PanelRow[]> {
  const { filter, today, after, take } = ask;
  const since = after && {
    day: after.lastDiscussed === null ? Prisma.sql`'-infinity'::date` : Prisma.sql`${after.lastDiscussed}::date`,
    ...after,
  };
  const behind = since
    ? Prisma.sql`AND e.rating_rank >= ${since.rank}::int AND (e.rating_rank > ${since.rank}::int
        OR (COALESCE(e.last_discussed, '-infinity'::date), e.id) > (${since.day}, ${since.entryId}::uuid))`
    : Prisma.empty;
  return read(
    db,
    Prisma.sql`SELECT e.id FROM register_entry e
      WHERE e.to_day IS NULL AND (e.last_discussed IS NULL OR e.last_discussed < ${today}::date)
        ${within(filter, today)} ${behind} ${ORDER} LIMIT ${take}`,
  );
}

const countRows = z.tuple([z.object({ all: z.int(), overdue: z.int(), discussedToday: z.int() })]);

/** How many people the list holds under each filter, and how many were discussed today. Counted each time, never stored. */
export async function panelCounts(db: DatabaseOrTransaction, today: CalendarDay) {
  const rows = await db.$queryRaw`
    SELECT (SELECT count(*)::int FROM register_entry WHERE to_day IS NULL) AS "all",
      (SELECT count(*)::int FROM clock c WHERE c.nature = 'deadline' AND c.due_day < ${today}::date
        AND c.kind = 'panel-review') AS overdue,
      (SELECT count(*)::int FROM register_entry WHERE to_day IS NULL AND last_discussed = ${today}::date) AS "discussedToday"`;
  return countRows.parse(rows)[0];
}

const consentRows = z.array(
  z.object({
    entryId: z.uuid(),
    id: z.uuid(),
    seq: z.coerce.number(),
    day: z.string(),
    kind: z.enum(consentEventKinds),
    route: z.enum(consentRoutes).nullable(),
    registerOnly: z.boolean(),
  }),
);

/** Everything on record about consent of some people, over all rows of each individual. One query. */
export async function panelConsent(
  db: DatabaseOrTransaction,
  entryIds: readonly string[],
): Promise<Map<string, ConsentEvent[]>> {
  const rows = await db.$queryRaw`
    SELECT e.id AS "entryId", c.id, c.seq, c.day::text AS day, c.kind, c.route,
      COALESCE(c.scope = ARRAY['register'], FALSE) AS "registerOnly"
    FROM register_entry e JOIN person p ON p.id = e.person_id
      JOIN LATERAL (SELECT COALESCE(p.same_as_id, p.id) AS id UNION
        SELECT f.id FROM person f WHERE f.same_as_id = COALESCE(p.same_as_id, p.id)) family ON TRUE
      JOIN consent_event c ON c.person_id = family.id
    WHERE e.id = ANY(${[...entryIds]}::uuid[])`;
  const found = new Map<string, ConsentEvent[]>();
  for (const { entryId, ...event } of consentRows.parse(rows)) {
    found.set(entryId, [...(found.get(entryId) ?? []), event]);
  }
  return found;
}

const actionRows = z.array(
  z.object({
    entryId: z.uuid(),
    key: z.uuid(),
    what: z.string(),
    who: z.string(),
    dueDay: z.string(),
    state: z.enum(['under-way', 'done', 'cannot']).nullable(),
  }),
);

/** More than this of one person on a card helps nobody. */
const MOST_ACTIONS = 6;

/**
 * The agreed actions about some people, of their register meetings and of Meetings by Exception, by the last version of
 * each outcome that was sent: open ones, and what became of the others since the person was last discussed.
 */
export async function panelActions(
  db: DatabaseOrTransaction,
  entryIds: readonly string[],
  today: CalendarDay,
): Promise<Map<string, PanelAction[]>> {
  const rows = await db.$queryRaw`
    SELECT e.id AS "entryId", t.key, t.what, t.who, t."dueDay", t.state
    FROM register_entry e JOIN person p ON p.id = e.person_id JOIN LATERAL (
      WITH family AS (SELECT f.id FROM person f
        WHERE f.id = COALESCE(p.same_as_id, p.id) OR f.same_as_id = COALESCE(p.same_as_id, p.id)),
      held AS (
        SELECT m.id FROM register_entry x JOIN meeting m ON m.entry_id = x.id
          WHERE x.person_id IN (SELECT id FROM family)
        UNION ALL SELECT m.id FROM mbe_request r JOIN meeting m ON m.request_id = r.id
          WHERE r.person_id IN (SELECT id FROM family)),
      sent AS (SELECT DISTINCT ON (o.meeting_id) o.id FROM held JOIN outcome o ON o.meeting_id = held.id
        WHERE o.state = 'sent' ORDER BY o.meeting_id, o.version DESC)
      SELECT a.key, a.what, a.who, a.due_day::text AS "dueDay", g.state, a.position
      FROM sent JOIN agreed_action a ON a.outcome_id = sent.id LEFT JOIN action_progress g ON g.action_key = a.key
      WHERE g.state IS NULL OR g.state = 'under-way' OR e.last_discussed IS NULL OR g.recorded_at::date >= e.last_discussed
      ORDER BY COALESCE(g.state IN ('done', 'cannot'), FALSE), a.due_day, a.position, a.key LIMIT ${MOST_ACTIONS}) t ON TRUE
    WHERE e.id = ANY(${[...entryIds]}::uuid[])
    ORDER BY e.id, COALESCE(t.state IN ('done', 'cannot'), FALSE), t."dueDay", t.position, t.key`;
  const found = new Map<string, PanelAction[]>();
  for (const { entryId, state, ...action } of actionRows.parse(rows)) {
    const late = state !== 'done' && state !== 'cannot' && action.dueDay < today;
    found.set(entryId, [...(found.get(entryId) ?? []), { ...action, state: late ? 'overdue' : (state ?? 'open') }]);
  }
  return found;
}
