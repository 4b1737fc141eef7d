import { z } from 'zod';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import { answeredBySchema } from '../sign-in/model.ts';
import { progressStates } from './model.ts';

const rows = z.array(
  z.object({
    key: z.uuid(),
    meetingId: z.uuid(),
    outcomeId: z.uuid(),
    outcomeVersion: z.int(),
    reference: z.string(),
    what: z.string(),
    party: z.string(),
    who: z.string(),
    dueDay: z.string(),
    organisationId: z.uuid().nullable(),
    organisationName: z.string().nullable(),
    dutyEmail: z.string().nullable(),
    managerName: z.string().nullable(),
    managerEmail: z.string().nullable(),
    state: z.enum(progressStates).nullable(),
    doneOn: z.string().nullable(),
    note: z.string().nullable(),
    answeredBy: answeredBySchema.nullable(),
    by: z.string().nullable(),
    recordedAt: z.date().nullable(),
  }),
);
/** An agreed action as it stands, with the organisation that is to do it and what became of it. */
export type FoundAction = z.infer<typeof rows>[number];

/** An action by the last version of its meeting's outcome that was sent; null where that no longer holds it. One query. */
export async function findAction(db: DatabaseOrTransaction, key: string): Promise<FoundAction | null> {
  const found = await db.$queryRaw`
    SELECT a.key, o.meeting_id AS "meetingId", o.id AS "outcomeId", o.version AS "outcomeVersion",
      COALESCE(m.reference, r.reference, '') AS reference, a.what, a.party, a.who, a.due_day::text AS "dueDay",
      org.id AS "organisationId", org.name AS "organisationName", CASE WHEN org.active THEN org.duty_email END AS "dutyEmail",
      org.manager_name AS "managerName", org.manager_email AS "managerEmail", g.state, g.done_on::text AS "doneOn", g.note,
      g.answered_by AS "answeredBy", p.name AS by, g.recorded_at AS "recordedAt"
    FROM agreed_action a JOIN outcome o ON o.id = a.outcome_id AND o.state = 'sent'
      JOIN meeting m ON m.id = o.meeting_id LEFT JOIN mbe_request r ON r.id = m.request_id
      LEFT JOIN organisation org ON 'organisation:' || org.id = a.party
      LEFT JOIN action_progress g ON g.action_key = a.key LEFT JOIN professional p ON p.id = g.recorded_by_id
    WHERE a.key = ${key}::uuid
      AND NOT EXISTS (SELECT 1 FROM outcome later
        WHERE later.meeting_id = o.meeting_id AND later.state = 'sent' AND later.version > o.version)`;
  return rows.parse(found)[0] ?? null;
}

/** The entries of the register whose cards show the actions of a meeting's person. */
export async function entriesShowing(db: DatabaseOrTransaction, family: readonly string[]): Promise<string[]> {
  const entries = await db.registerEntry.findMany({ where: { personId: { in: [...family] } }, select: { id: true } });
  return entries.map(({ id }) => id);
}

/** Closes what the team was to do about an action: it is done now. @returns their ids */
export async function closeActionTodos(tx: Transaction, actionKey: string, at: Date): Promise<string[]> {
  const closed = await tx.teamTodo.updateManyAndReturn({
    where: { actionKey, doneAt: null },
    data: { doneAt: at },
    select: { id: true },
  });
  return closed.map(({ id }) => id);
}
