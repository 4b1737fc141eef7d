import { z } from 'zod';
import { clockKinds } from '../clocks/model.ts';
import type { DatabaseOrTransaction } from '../platform/database.ts';
import { addDays, type CalendarDay, weekdayOf } from '../platform/time.ts';
import type { DigestCounts, DigestItem } from './digest-model.ts';

const kindRows = z.array(z.object({ kind: z.enum(clockKinds), overdue: z.int(), today: z.int(), week: z.int() }));

/** The last day of the week that a day is in, Sunday. */
export function endOfWeek(day: CalendarDay): CalendarDay {
  return addDays(day, 7 - weekdayOf(day));
}

/** Counts what the digest says. Two queries, each from an index. */
export async function digestCounts(db: DatabaseOrTransaction, today: CalendarDay): Promise<DigestCounts> {
  const rows = await db.$queryRaw`
    SELECT kind, count(*) FILTER (WHERE due_day < ${today}::date)::int AS overdue,
      count(*) FILTER (WHERE due_day = ${today}::date)::int AS today,
      count(*) FILTER (WHERE due_day > ${today}::date)::int AS week
    FROM clock WHERE nature = 'deadline' AND due_day <= ${endOfWeek(today)}::date
    GROUP BY kind ORDER BY kind`;
  const byKind = kindRows.parse(rows);
  const lapsed = await db.registerEntry.count({
    where: { toDay: null, consentUntil: { lt: new Date(`${today}T00:00:00Z`) } },
  });
  const sum = (of: 'overdue' | 'today' | 'week') => byKind.reduce((total, row) => total + row[of], 0);
  return { overdue: sum('overdue'), today: sum('today'), week: sum('week'), lapsed, byKind };
}

const itemRows = z.array(
  z.object({
    subject: z.enum(['entry', 'referral']),
    subjectId: z.uuid(),
    kind: z.enum(clockKinds),
    due: z.string(),
    reference: z.string(),
    personName: z.string(),
    rating: z.string().nullable(),
  }),
);

/** The deadlines that have waited longest, up to today. */
export async function digestItems(db: DatabaseOrTransaction, today: CalendarDay, take: number): Promise<DigestItem[]> {
  const rows = await db.$queryRaw`
    SELECT c.subject, c.subject_id AS "subjectId", c.kind, c.due_day::text AS due,
      COALESCE(p.dsr_reference, r.reference) AS reference, COALESCE(p.full_name, q.full_name) AS "personName", e.rating
    FROM (SELECT * FROM clock WHERE nature = 'deadline' AND due_day <= ${today}::date
      ORDER BY due_day, subject_id LIMIT ${take}) c
      LEFT JOIN register_entry e ON e.id = c.subject_id LEFT JOIN person p ON p.id = e.person_id
      LEFT JOIN referral r ON r.id = c.subject_id LEFT JOIN person q ON q.id = r.person_id
    WHERE COALESCE(p.dsr_reference, r.reference) IS NOT NULL
    ORDER BY c.due_day, c.subject_id`;
  return itemRows.parse(rows);
}
