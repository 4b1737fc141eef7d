import { z } from 'zod';
import { Prisma } from '../../generated/prisma/client.ts';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import { fromDateColumn } from '../platform/date-column.ts';
import { takeDsrReference } from '../platform/reference-store.ts';
import type { CalendarDay } from '../platform/time.ts';
import { type ReferralFilter, referralStates, undecidedReferralStates } from './model.ts';
import type { ReferralQueue } from './triage-model.ts';

/** What the team alone reads of a referral's own row. */
export async function teamColumns(
  db: DatabaseOrTransaction,
  referralId: string,
): Promise<{ decisionMadeBy: string | null; closedBecause: string | null }> {
  const row = await db.referral.findUnique({
    where: { id: referralId },
    select: { decisionMadeBy: true, decisionReason: true, state: true },
  });
  return {
    decisionMadeBy: row?.decisionMadeBy ?? null,
    closedBecause: row?.state === 'withdrawn' ? row.decisionReason : null,
  };
}

/**
 * The row of a family that stands for it on the register: the one with a DSR reference, else this one, which gets the next.
 * What that row lacks of who the person is, is taken over from the referral's.
 */
export async function registerPerson(
  tx: Transaction,
  about: { personId: string; family: readonly string[] },
): Promise<string> {
  const known = await tx.person.findFirst({
    where: { id: { in: [...about.family] }, dsrReference: { not: null } },
    select: { id: true },
  });
  if (known === null) {
    const dsrReference = await takeDsrReference(tx);
    await tx.person.update({ where: { id: about.personId }, data: { dsrReference }, select: { id: true } });
    return about.personId;
  }
  await tx.$executeRaw`
    UPDATE person p SET date_of_birth = COALESCE(p.date_of_birth, n.date_of_birth),
      nhs_number = COALESCE(p.nhs_number, n.nhs_number), residence = COALESCE(p.residence, n.residence)
    FROM person n WHERE p.id = ${known.id}::uuid AND n.id = ${about.personId}::uuid AND p.id <> n.id`;
  return known.id;
}

/** The day by which the panel next discusses an entry; null where the area sets none. */
export async function nextDiscussion(tx: Transaction, entryId: string): Promise<CalendarDay | null> {
  const row = await tx.clock.findUnique({
    where: { subjectId_kind: { subjectId: entryId, kind: 'panel-review' } },
    select: { dueDay: true },
  });
  return row && fromDateColumn(row.dueDay);
}

const queueRows = z.array(
  z.object({
    id: z.string(),
    reference: z.string(),
    state: z.enum(referralStates),
    personName: z.string(),
    urgent: z.boolean(),
    receivedOn: z.string(),
    owner: z.object({ id: z.string(), name: z.string() }).nullable(),
    due: z.string().nullable(),
    pausedSince: z.string().nullable(),
  }),
);

type Ask = { filter: ReferralFilter; actorId: string | null; today: CalendarDay };

const undecided = [...undecidedReferralStates];

function whichOf({ filter, actorId, today }: Ask): Prisma.Sql {
  if (filter === 'urgent') return Prisma.sql`AND r.urgent`;
  if (filter === 'mine') return Prisma.sql`AND r.owner_id = ${actorId}::uuid`;
  if (filter === 'unowned') return Prisma.sql`AND r.owner_id IS NULL`;
  if (filter === 'overdue')
    return Prisma.sql`AND EXISTS (SELECT 1 FROM clock c WHERE c.subject_id = r.id AND c.due_day < ${today}::date)`;
  return Prisma.empty;
}

/** How many referrals wait for a decision under a filter, and how many of them are urgent. */
export async function countReferrals(db: DatabaseOrTransaction, ask: Ask): Promise<{ total: number; urgent: number }> {
  const [row] = await db.$queryRaw<{ total: number; urgent: number }[]>`
    SELECT count(*)::int AS total, (count(*) FILTER (WHERE r.urgent))::int AS urgent FROM referral r
    WHERE r.state = ANY(${undecided}::text[]) ${whichOf(ask)}`;
  return row ?? { total: 0, urgent: 0 };
}

/** One page of them: what is due first, then as they were received. */
export async function referralPage(
  db: DatabaseOrTransaction,
  ask: Ask & { skip: number; take: number },
): Promise<ReferralQueue['items']> {
  const rows = await db.$queryRaw`
    SELECT r.id, r.reference, r.state, p.full_name AS "personName", r.urgent, r.received_on::text AS "receivedOn",
      CASE WHEN o.id IS NOT NULL THEN jsonb_build_object('id', o.id, 'name', o.name) END AS owner,
      c.due::text AS due, c.paused::text AS "pausedSince"
    FROM referral r JOIN person p ON p.id = r.person_id LEFT JOIN professional o ON o.id = r.owner_id
      LEFT JOIN LATERAL (SELECT min(k.due_day) AS due, min(k.paused_since) AS paused
        FROM clock k WHERE k.subject_id = r.id) c ON TRUE
    WHERE r.state = ANY(${undecided}::text[]) ${whichOf(ask)}
    ORDER BY c.due ASC NULLS LAST, r.urgent DESC, r.received_on, r.reference
    LIMIT ${ask.take} OFFSET ${ask.skip}`;
  return queueRows.parse(rows);
}

/** Adds a question to the referrer. */
export async function addReferralQuestion(
  tx: Transaction,
  question: {
    id: string;
    referralId: string;
    question: string;
    askedById: string;
    askedAt: Date;
    pausesClock: boolean;
  },
): Promise<void> {
  await tx.referralQuestion.createMany({ data: [question] });
}
