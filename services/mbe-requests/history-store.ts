import { z } from 'zod';
import type { DatabaseOrTransaction } from '../platform/database.ts';

const events = z.array(
  z.object({
    at: z.coerce.date(),
    by: z.object({ id: z.string(), name: z.string() }).nullable(),
    useCase: z.string(),
    noun: z.string(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    reason: z.string().nullable(),
    informationId: z.string().nullable(),
    startsAt: z.coerce.date().nullable(),
    handedTo: z.string().nullable(),
    sent: z.object({ version: z.int(), mails: z.int() }).nullable(),
    /** The words kept with a meeting that ended. */
    meetingNote: z.string().nullable(),
  }),
);

export type HistoryEvent = z.infer<typeof events>[number];

/** Everything done to a request, its meetings and their outcomes, oldest first. Refused attempts are not part of it. One query. */
export async function historyOf(db: DatabaseOrTransaction, requestId: string): Promise<HistoryEvent[]> {
  const rows = await db.$queryRaw`
    WITH meetings AS (SELECT id, end_note FROM meeting WHERE request_id = ${requestId}::uuid),
    nouns AS (
      SELECT ${requestId}::uuid AS id UNION ALL SELECT id FROM meetings
      UNION ALL SELECT o.id FROM outcome o JOIN meetings m ON m.id = o.meeting_id)
    SELECT e.at, e.use_case AS "useCase", e.noun, e.from_state AS "from", e.to_state AS "to", e.reason,
      e.detail ->> 'informationId' AS "informationId", e.detail ->> 'startsAt' AS "startsAt",
      (SELECT name FROM professional WHERE id = (e.detail ->> 'ownerId')::uuid) AS "handedTo",
      CASE WHEN e.noun = 'outcome' AND e.to_state = 'sent' THEN jsonb_build_object(
        'version', (e.detail ->> 'version')::int,
        'mails', (e.detail ->> 'summaries')::int + (e.detail ->> 'notices')::int) END AS sent,
      CASE WHEN e.to_state IN ('cancelled', 'did-not-take-place') THEN m.end_note END AS "meetingNote",
      CASE WHEN p.id IS NOT NULL THEN jsonb_build_object('id', p.id, 'name', p.name) END AS by
    FROM nouns JOIN audit_event e ON e.noun_id = nouns.id AND e.result = 'done'
      LEFT JOIN professional p ON p.id = e.actor_id LEFT JOIN meetings m ON m.id = e.noun_id
    ORDER BY e.id`;
  return events.parse(rows);
}
