import { Prisma } from '../../generated/prisma/client.ts';
import { referralClocks } from '../clocks/clock-engine.ts';
import { type Clock, type ClockKind, type ClockNature, clockKinds, type ReferralFacts } from '../clocks/model.ts';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import { fromDateColumn } from '../platform/date-column.ts';
import type { Deps } from '../platform/deps.ts';
import { type CalendarDay, dayOf } from '../platform/time.ts';

/** A clock as it is stored, for lists. Why its date is that date is worked out anew from the facts: entryClocks. */
export type StoredClock = {
  kind: ClockKind;
  due: CalendarDay;
  nature: ClockNature;
  startDay: CalendarDay;
  startEventId: string | null;
  pausedSince: CalendarDay | null;
  policyVersion: string;
};

/** The stored clocks of an entry or a referral, the first due first. */
export async function clocksOf(db: DatabaseOrTransaction, subjectId: string): Promise<StoredClock[]> {
  const rows = await db.clock.findMany({
    where: { subjectId, kind: { in: [...clockKinds] } },
    orderBy: [{ dueDay: 'asc' }, { kind: 'asc' }],
  });
  return rows.map((row) => ({
    kind: row.kind as ClockKind,
    due: fromDateColumn(row.dueDay),
    nature: row.nature as ClockNature,
    startDay: fromDateColumn(row.startDay),
    startEventId: row.startEventId,
    pausedSince: row.pausedSince === null ? null : fromDateColumn(row.pausedSince),
    policyVersion: row.policyVersion,
  }));
}

/** A clock as a row, in the order and form in which rows are compared: what is equal here need not be written. */
export type ClockRow = {
  k: ClockKind;
  d: CalendarDay;
  n: ClockNature;
  s: CalendarDay;
  e: string | null;
  p: CalendarDay | null;
  v: string;
};

export function clockRow(clock: Clock): ClockRow {
  const standing = clock.pauses.find(({ until }) => until === null);
  return {
    k: clock.kind,
    d: clock.due,
    n: clock.nature,
    s: clock.start.day,
    e: clock.start.eventId,
    p: standing?.from ?? null,
    v: clock.policyVersion,
  };
}

/**
 * Parts of a statement that make the stored clocks of some subjects those that they should be: a row that is right already
 * is not written. The statement names its subjects in a CTE `subject(id)` before them.
 */
export function clocksWritten(of: 'entry' | 'referral', wanted: readonly (ClockRow & { id: string })[]): Prisma.Sql {
  return Prisma.sql`
    wanted AS (
      SELECT w.* FROM jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
        AS w(id uuid, k text, d date, n text, s date, e uuid, p date, v text) JOIN subject USING (id)),
    gone AS (
      DELETE FROM clock c USING subject WHERE c.subject_id = subject.id
        AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.id = c.subject_id AND w.k = c.kind)),
    written AS (
      INSERT INTO clock AS c
        (subject_id, subject, kind, due_day, nature, start_day, start_event_id, paused_since, policy_version)
      SELECT w.id, ${of}, w.k, w.d, w.n, w.s, w.e, w.p, w.v FROM wanted w
      ON CONFLICT (subject_id, kind) DO UPDATE SET due_day = excluded.due_day, nature = excluded.nature,
        start_day = excluded.start_day, start_event_id = excluded.start_event_id, paused_since = excluded.paused_since,
        policy_version = excluded.policy_version
      WHERE (c.due_day, c.nature, c.start_day, c.start_event_id, c.paused_since, c.policy_version) IS DISTINCT FROM
        (excluded.due_day, excluded.nature, excluded.start_day, excluded.start_event_id, excluded.paused_since,
          excluded.policy_version))`;
}

/** A referral's facts as one row. */
export type ReferralFactsRow = {
  version: number;
  state: string;
  receivedOn: CalendarDay | null;
  endedAt: Date | null;
  decidedAt: Date | null;
  reviewers: { sector: string }[] | null;
  questions: { asked: string; answered: string | null; pauses: boolean }[];
};

/** Columns of `referral r` that its clocks are worked out of. */
export const REFERRAL_FACTS = Prisma.sql`
  r.version, r.state, r.received_on::text AS "receivedOn", r.ended_at AS "endedAt", r.decided_at AS "decidedAt", r.reviewers,
  COALESCE((SELECT jsonb_agg(jsonb_build_object('asked', q.asked_at, 'answered', q.answered_at, 'pauses', q.pauses_clock)
    ORDER BY q.asked_at, q.id) FROM referral_question q WHERE q.referral_id = r.id), '[]') AS questions`;

/** What a row says to the engine; null for a draft, which has no clocks. */
export function referralFactsFrom(row: ReferralFactsRow): ReferralFacts | null {
  if (row.receivedOn === null || row.state === 'draft') return null;
  const end = row.endedAt ?? row.decidedAt;
  return {
    receivedOn: row.receivedOn,
    decidedOn: end === null ? null : dayOf(end),
    reviewedBy: row.state === 'withdrawn' || row.reviewers === null ? null : row.reviewers.map(({ sector }) => sector),
    questions: row.questions.map(({ asked, answered, pauses }) => ({
      askedOn: dayOf(new Date(asked)),
      answeredOn: answered === null ? null : dayOf(new Date(answered)),
      pausesClock: pauses,
    })),
  };
}

/** Everything the engine needs to know of a referral; null where there is none, or only a draft. */
export async function referralFacts(db: DatabaseOrTransaction, referralId: string): Promise<ReferralFacts | null> {
  const [row] = await db.$queryRaw<ReferralFactsRow[]>`
    SELECT ${REFERRAL_FACTS} FROM referral r WHERE r.id = ${referralId}::uuid`;
  return row === undefined ? null : referralFactsFrom(row);
}

/**
 * Brings the stored clocks of a referral up to date: in the transaction that sends, asks, answers, decides or withdraws it,
 * after its own row has been written, which also keeps others from doing so at the same time. Two statements.
 */
export async function refreshReferralClocks(
  tx: Transaction,
  deps: Pick<Deps, 'policy'>,
  referralId: string,
): Promise<void> {
  const facts = await referralFacts(tx, referralId);
  const clocks = facts === null ? [] : referralClocks(facts, deps.policy);
  const wanted = clocks.map((clock) => ({ ...clockRow(clock), id: referralId }));
  await tx.$executeRaw`
    WITH subject AS (SELECT ${referralId}::uuid AS id), ${clocksWritten('referral', wanted)}
    SELECT id FROM subject`;
}
