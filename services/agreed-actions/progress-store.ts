import { z } from 'zod';
import { Prisma } from '../../generated/prisma/client.ts';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import { toDateColumn } from '../platform/date-column.ts';
import type { CalendarDay } from '../platform/time.ts';
import { type AnsweredBy, answeredBySchema } from '../sign-in/model.ts';
import { type ProgressState, progressStates } from './model.ts';

const actionRows = z.array(
  z.object({
    key: z.uuid(),
    meetingId: z.uuid(),
    meetingReference: z.string(),
    what: z.string(),
    who: z.string(),
    dueDay: z.string(),
    state: z.enum(progressStates).nullable(),
    note: z.string().nullable(),
    doneOn: z.string().nullable(),
    answeredBy: answeredBySchema.nullable(),
    by: z.string().nullable(),
    at: z.coerce.date().nullable(),
  }),
);
export type StoredAction = z.infer<typeof actionRows>[number];

/** More than this on one card helps nobody: what is still open comes first. */
const MOST_LISTED = 60;

/**
 * The actions agreed at meetings about somebody, by the last version of each outcome that was sent: what is still open
 * first, by due day; then what became of the others, the latest first.
 *
 * @param family every row of the same individual
 */
export async function actionsOfPerson(db: DatabaseOrTransaction, family: readonly string[]): Promise<StoredAction[]> {
  const rows = await db.$queryRaw`
    WITH held AS (
      SELECT m.id, COALESCE(m.reference, r.reference, '') AS reference
      FROM meeting m LEFT JOIN mbe_request r ON r.id = m.request_id LEFT JOIN register_entry e ON e.id = m.entry_id
      WHERE r.person_id = ANY(${[...family]}::uuid[]) OR e.person_id = ANY(${[...family]}::uuid[])),
    sent AS (
      SELECT DISTINCT ON (o.meeting_id) o.id, o.meeting_id, held.reference
      FROM outcome o JOIN held ON held.id = o.meeting_id WHERE o.state = 'sent'
      ORDER BY o.meeting_id, o.version DESC)
    SELECT a.key, sent.meeting_id AS "meetingId", sent.reference AS "meetingReference", a.what, a.who,
      a.due_day::text AS "dueDay", g.state, g.note, g.done_on::text AS "doneOn",
      g.answered_by AS "answeredBy", COALESCE(NULLIF(b.name, ''), b.confirmed_address) AS by, g.recorded_at AS at
    FROM sent JOIN agreed_action a ON a.outcome_id = sent.id
      LEFT JOIN action_progress g ON g.action_key = a.key LEFT JOIN professional b ON b.id = g.recorded_by_id
    ORDER BY COALESCE(g.state IN ('done', 'cannot'), FALSE), CASE WHEN g.state IN ('done', 'cannot') THEN g.recorded_at END DESC,
      a.due_day, a.position, a.key LIMIT ${MOST_LISTED}`;
  return actionRows.parse(rows);
}

/** Puts down what became of an action, in the place of what was said before. */
export async function saveProgress(
  tx: Transaction,
  actionKey: string,
  progress: {
    meetingId: string;
    state: string;
    note: string | null;
    doneOn?: CalendarDay | null;
    answeredBy?: AnsweredBy | null;
    recordedById: string;
    recordedAt: Date;
  },
): Promise<void> {
  const { doneOn = null, answeredBy = null, ...columns } = progress;
  const data = {
    ...columns,
    doneOn: doneOn === null ? null : toDateColumn(doneOn),
    answeredBy: answeredBy ?? Prisma.DbNull,
  };
  await tx.actionProgress.upsert({
    where: { actionKey },
    create: { actionKey, ...data },
    update: data,
    select: { actionKey: true },
  });
}

/** What became of actions, by their keys; those of which nobody has said anything are not in it. */
export async function progressOf(
  db: DatabaseOrTransaction,
  keys: readonly string[],
): Promise<ReadonlyMap<string, ProgressState>> {
  if (keys.length === 0) return new Map();
  const found = await db.actionProgress.findMany({
    where: { actionKey: { in: [...keys] } },
    select: { actionKey: true, state: true },
  });
  return new Map(found.map(({ actionKey, state }) => [actionKey, z.enum(progressStates).parse(state)]));
}
