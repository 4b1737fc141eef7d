import { z } from 'zod';
import { Prisma } from '../../generated/prisma/client.ts';
import { clockKinds } from '../clocks/model.ts';
import type { DatabaseOrTransaction } from '../platform/database.ts';
import { addDays, type CalendarDay } from '../platform/time.ts';
import { endOfWeek } from './digest-store.ts';
import { type DueTab, ratings } from './model.ts';

function within(tab: DueTab, today: CalendarDay): Prisma.Sql {
  switch (tab) {
    case 'overdue':
      return Prisma.sql`c.nature = 'deadline' AND c.due_day < ${today}::date`;
    case 'today':
      return Prisma.sql`c.nature = 'deadline' AND c.due_day = ${today}::date`;
    case 'week':
      return Prisma.sql`c.nature = 'deadline' AND c.due_day BETWEEN ${addDays(today, 1)}::date AND ${endOfWeek(today)}::date`;
    case 'earliest':
      return Prisma.sql`c.nature = 'earliest' AND c.due_day <= ${endOfWeek(today)}::date`;
  }
}

const countRows = z.array(z.object({ overdue: z.int(), today: z.int(), week: z.int(), earliest: z.int() }));

/** How much each tab holds, counted from the index of the clocks. */
export async function countDue(db: DatabaseOrTransaction, today: CalendarDay): Promise<Record<DueTab, number>> {
  const rows = await db.$queryRaw`
    SELECT count(*) FILTER (WHERE nature = 'deadline' AND due_day < ${today}::date)::int AS overdue,
      count(*) FILTER (WHERE nature = 'deadline' AND due_day = ${today}::date)::int AS today,
      count(*) FILTER (WHERE nature = 'deadline' AND due_day > ${today}::date)::int AS week,
      count(*) FILTER (WHERE nature = 'earliest')::int AS earliest
    FROM clock WHERE nature = ANY(ARRAY['deadline', 'earliest']) AND due_day <= ${endOfWeek(today)}::date`;
  return countRows.parse(rows)[0] ?? { overdue: 0, today: 0, week: 0, earliest: 0 };
}

const dueRows = z.array(
  z.object({
    subject: z.enum(['entry', 'referral']),
    subjectId: z.uuid(),
    kind: z.enum(clockKinds),
    due: z.string(),
    startDay: z.string(),
    pausedSince: z.string().nullable(),
    reference: z.string(),
    name: z.string(),
    rating: z.enum(ratings).nullable(),
    suspended: z.boolean(),
  }),
);

/** A part of a tab: what is due first comes first. The page is found in an index before names are read. */
export async function duePage(
  db: DatabaseOrTransaction,
  ask: { tab: DueTab; today: CalendarDay; skip: number; take: number },
) {
  const rows = await db.$queryRaw`
    SELECT c.subject, c.subject_id AS "subjectId", c.kind, c.due_day::text AS due, c.start_day::text AS "startDay",
      c.paused_since::text AS "pausedSince", COALESCE(p.dsr_reference, r.reference, '') AS reference,
      COALESCE(p.full_name, q.full_name, '') AS name, e.rating,
      COALESCE(e.consent_until < ${ask.today}::date, FALSE) AS suspended
    FROM (SELECT c.* FROM clock c WHERE ${within(ask.tab, ask.today)}
      ORDER BY c.due_day, c.subject_id, c.kind LIMIT ${ask.take} OFFSET ${ask.skip}) c
      LEFT JOIN register_entry e ON e.id = c.subject_id LEFT JOIN person p ON p.id = e.person_id
      LEFT JOIN referral r ON r.id = c.subject_id LEFT JOIN person q ON q.id = r.person_id
    ORDER BY c.due_day, c.subject_id, c.kind`;
  return dueRows.parse(rows);
}

/** What a list says of a referral; null where there is none, or only a draft, which is its writer's alone. */
export async function referralNamed(
  db: DatabaseOrTransaction,
  referralId: string,
): Promise<{ reference: string; name: string } | null> {
  const row = await db.referral.findFirst({
    where: { id: referralId, state: { not: 'draft' } },
    select: { reference: true, person: { select: { fullName: true } } },
  });
  return row && { reference: row.reference ?? '', name: row.person?.fullName ?? '' };
}
