import { z } from 'zod';
import type { Database } from '../platform/database.ts';
import type { CalendarDay } from '../platform/time.ts';

const reachedRows = z.array(
  z.object({
    receiverId: z.uuid(),
    questionId: z.uuid(),
    entryId: z.uuid(),
    due: z.string(),
    lead: z.int(),
    missed: z.array(z.int()),
  }),
);
/** The latest step that an unanswered question has reached at one service, and the earlier ones that were missed. */
export type ChaserReached = z.infer<typeof reachedRows>[number];

/** The name of the reminder row of a step: so many days before the due day. */
export function chaserKind(lead: number): string {
  return `service-question:${lead}`;
}

/** The name of the reminder row of an escalation. */
export const QUESTION_ESCALATED = 'service-question:escalated';

/**
 * Services that have not answered and have reached a step nobody chased them at. Of several steps reached at once the latest
 * counts. A step that was reached already on the day the question was asked is none: they have just been written to.
 *
 * @param leads so many days before the due day
 */
export async function chasersReached(
  db: Database,
  leads: readonly number[],
  today: CalendarDay,
  take: number,
): Promise<ChaserReached[]> {
  const rows = await db.$queryRaw`
    WITH reached AS (
      SELECT r.id, q.id AS question_id, q.entry_id, q.due_day, min(s.lead) AS lead, array_agg(s.lead ORDER BY s.lead) AS leads
      FROM service_question_receiver r JOIN service_question q ON q.id = r.question_id
        JOIN unnest(${[...leads]}::int[]) AS s(lead) ON q.due_day - s.lead <= ${today}::date
          AND q.due_day - s.lead > (q.asked_at AT TIME ZONE 'Europe/London')::date
      WHERE r.state = 'asked' GROUP BY r.id, q.id)
    SELECT d.id AS "receiverId", d.question_id AS "questionId", d.entry_id AS "entryId", d.due_day::text AS due, d.lead,
      d.leads AS missed
    FROM reached d
    WHERE NOT EXISTS (SELECT 1 FROM reminder m WHERE m.record_id = d.id AND m.kind = 'service-question:' || d.lead
      AND m.due_at = d.due_day::timestamp AT TIME ZONE 'UTC')
    ORDER BY d.due_day, d.id LIMIT ${take}`;
  return reachedRows.parse(rows);
}

/** Services that let their day pass by so many days, of which their manager has not been told. */
export async function questionsToEscalate(
  db: Database,
  dueUntil: CalendarDay,
  take: number,
): Promise<Omit<ChaserReached, 'lead' | 'missed'>[]> {
  const rows = await db.$queryRaw`
    SELECT r.id AS "receiverId", q.id AS "questionId", q.entry_id AS "entryId", q.due_day::text AS due,
      0 AS lead, ARRAY[]::int[] AS missed
    FROM service_question_receiver r JOIN service_question q ON q.id = r.question_id
    WHERE r.state = 'asked' AND q.due_day <= ${dueUntil}::date
      AND NOT EXISTS (SELECT 1 FROM reminder m WHERE m.record_id = r.id AND m.kind = ${QUESTION_ESCALATED}
        AND m.due_at = q.due_day::timestamp AT TIME ZONE 'UTC')
    ORDER BY q.due_day, r.id LIMIT ${take}`;
  return reachedRows.parse(rows);
}
