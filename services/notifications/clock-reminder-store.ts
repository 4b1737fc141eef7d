import { z } from 'zod';
import { type ClockKind, clockKinds } from '../clocks/model.ts';
import { vouchedForPerson } from '../people/vouched-store.ts';
import type { Database, DatabaseOrTransaction } from '../platform/database.ts';
import type { CalendarDay } from '../platform/time.ts';
import type { Rating } from '../register/model.ts';
import { familyOf } from '../register/person-store.ts';

/** A step at which somebody is reminded of a clock: so many days before it is due; -1 is the day after. */
export type Step = { kind: ClockKind; lead: number };

const dueRows = z.array(
  z.object({ entryId: z.uuid(), kind: z.enum(clockKinds), due: z.string(), lead: z.int(), missed: z.array(z.int()) }),
);
/** The latest step a clock has reached, and the earlier ones that nobody was reminded at. */
export type StepReached = z.infer<typeof dueRows>[number];

/**
 * Clocks of people on the register that have reached a step nobody was reminded at. Of several steps reached at once, for
 * instance by a date that moved nearer, the latest counts: nobody gets three mails about one date.
 *
 * @param take at most so many, longest due first
 */
export async function stepsReached(
  db: Database,
  steps: readonly Step[],
  today: CalendarDay,
  take: number,
): Promise<StepReached[]> {
  const furthest = Math.max(...steps.map(({ lead }) => lead));
  const rows = await db.$queryRaw`
    WITH step AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(steps)}::jsonb) AS s(kind text, lead int)),
    reached AS (
      SELECT c.subject_id, c.kind, c.due_day, min(s.lead) AS lead, array_agg(s.lead ORDER BY s.lead) AS leads
      FROM clock c JOIN step s ON s.kind = c.kind AND c.due_day <= ${today}::date + s.lead
      WHERE c.nature = 'deadline' AND c.subject = 'entry' AND c.due_day <= ${today}::date + ${furthest}::int
      GROUP BY c.subject_id, c.kind, c.due_day)
    SELECT r.subject_id AS "entryId", r.kind, r.due_day::text AS due, r.lead, r.leads AS missed
    FROM reached r
    WHERE NOT EXISTS (SELECT 1 FROM reminder m WHERE m.record_id = r.subject_id
      AND m.kind = 'clock:' || r.kind || ':' || r.lead AND m.due_at = r.due_day::timestamp AT TIME ZONE 'UTC')
    ORDER BY r.due_day, r.subject_id, r.kind LIMIT ${take}`;
  return dueRows.parse(rows);
}

const overdueRows = z.array(z.object({ entryId: z.uuid(), kind: z.enum(clockKinds), due: z.string() }));
export type Overdue = z.infer<typeof overdueRows>[number];

/** Deadlines missed by so many days at these ratings, of which no senior manager has been told. */
export async function deadlinesToEscalate(
  db: Database,
  ask: { ratings: readonly Rating[]; dueBefore: CalendarDay; kinds: readonly ClockKind[]; take: number },
): Promise<Overdue[]> {
  const rows = await db.$queryRaw`
    SELECT c.subject_id AS "entryId", c.kind, c.due_day::text AS due
    FROM clock c JOIN register_entry e ON e.id = c.subject_id
    WHERE c.nature = 'deadline' AND c.subject = 'entry' AND c.due_day < ${ask.dueBefore}::date
      AND c.kind = ANY(${[...ask.kinds]}::text[]) AND e.to_day IS NULL AND e.rating = ANY(${[...ask.ratings]}::text[])
      AND NOT EXISTS (SELECT 1 FROM reminder m WHERE m.record_id = c.subject_id
        AND m.kind = 'escalation:' || c.kind AND m.due_at = c.due_day::timestamp AT TIME ZONE 'UTC')
    ORDER BY c.due_day, c.subject_id, c.kind LIMIT ${ask.take}`;
  return overdueRows.parse(rows);
}

/** What a mail about a clock of somebody on the register needs to know at the moment it leaves. */
export async function clockFacts(db: Database, entryId: string, kind: string) {
  const [entry, clock] = await Promise.all([
    db.registerEntry.findUnique({
      where: { id: entryId },
      select: {
        toDay: true,
        rating: true,
        consentUntil: true,
        personId: true,
        person: { select: { dsrReference: true, sameAsId: true } },
      },
    }),
    db.clock.findUnique({ where: { subjectId_kind: { subjectId: entryId, kind } } }),
  ]);
  return entry === null || entry.toDay !== null || clock === null ? null : { entry, clock };
}

/** Whose consent is to be renewed; null where the entry has ended. */
export async function entryToRenew(db: DatabaseOrTransaction, entryId: string): Promise<{ personId: string } | null> {
  return db.registerEntry.findFirst({ where: { id: entryId, toDay: null }, select: { personId: true } });
}

/**
 * The first key professional of a person who can be mailed. Those of linked rows count too, where the team vouches for them:
 * naming oneself in a referral gets nobody a mail about somebody's register.
 */
export async function keyProfessionalToAsk(db: Database, personId: string) {
  const family = await familyOf(db, personId);
  return db.keyProfessional.findFirst({
    where: { personId: { in: family }, active: true, email: { not: null }, person: vouchedForPerson },
    orderBy: [{ lead: 'desc' }, { position: 'asc' }, { id: 'asc' }],
    select: { name: true, email: true },
  });
}
