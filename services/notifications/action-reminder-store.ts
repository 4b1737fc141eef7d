import { z } from 'zod';
import type { Database } from '../platform/database.ts';
import type { CalendarDay } from '../platform/time.ts';

const rows = z.array(
  z.object({
    key: z.uuid(),
    party: z.string(),
    dueDay: z.string(),
    sentAt: z.date(),
    meetingId: z.uuid(),
    requestId: z.uuid().nullable(),
    entryId: z.uuid().nullable(),
    managerEmail: z.string().nullable(),
    reminded: z.array(z.string()),
  }),
);
/** An action nobody has done, with the reminders of it that were raised for its present day. */
export type OpenDue = z.infer<typeof rows>[number];

/** What a reminder row of an action is called: a lead in days, or that its end was reached. */
export const actionReminder = (lead: number | 'overdue') => `action:${lead}`;

/**
 * The open actions, by the last version of each outcome that was sent, that are due by a day and have not come to the end of
 * what is raised about them. One query.
 *
 * @param ask.kinds the reminders that are asked about
 * @param ask.after the last key of the page before; pages are in the order of the keys
 */
export async function actionsDue(
  db: Database,
  ask: { by: CalendarDay; kinds: readonly string[]; after: string | null; take: number },
): Promise<OpenDue[]> {
  const found = await db.$queryRaw`
    SELECT a.key, a.party, a.due_day::text AS "dueDay", o.sent_at AS "sentAt", o.meeting_id AS "meetingId",
      m.request_id AS "requestId", m.entry_id AS "entryId", org.manager_email AS "managerEmail",
      ARRAY(SELECT r.kind FROM reminder r WHERE r.record_id = a.key AND r.kind = ANY(${[...ask.kinds]}::text[])
        AND r.due_at = a.due_day::timestamp AT TIME ZONE 'UTC') AS reminded
    FROM agreed_action a JOIN outcome o ON o.id = a.outcome_id AND o.state = 'sent'
      JOIN meeting m ON m.id = o.meeting_id
      LEFT JOIN organisation org ON 'organisation:' || org.id = a.party
      LEFT JOIN action_progress g ON g.action_key = a.key
    WHERE a.due_day <= ${ask.by}::date AND (g.state IS NULL OR g.state = 'under-way')
      AND (${ask.after}::uuid IS NULL OR a.key > ${ask.after}::uuid)
      AND NOT EXISTS (SELECT 1 FROM outcome later
        WHERE later.meeting_id = o.meeting_id AND later.state = 'sent' AND later.version > o.version)
      AND NOT EXISTS (SELECT 1 FROM reminder r WHERE r.record_id = a.key AND r.kind = ${actionReminder('overdue')}
        AND r.due_at = a.due_day::timestamp AT TIME ZONE 'UTC')
    ORDER BY a.key LIMIT ${ask.take}`;
  return rows.parse(found);
}
