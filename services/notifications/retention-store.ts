import type { Database } from '../platform/database.ts';

/** Presses carried out before an instant. @returns how many were deleted */
export async function deletePresses(db: Database, before: Date): Promise<number> {
  return (await db.idempotencyKey.deleteMany({ where: { createdAt: { lt: before } } })).count;
}

/** The memory of cards that show a record which ended before an instant, and were not shown since. */
export async function deleteCardsOfEnded(db: Database, before: Date): Promise<number> {
  return db.$executeRaw`
    DELETE FROM sent_card c WHERE c.sent_at < ${before} AND (
      EXISTS (SELECT 1 FROM mbe_request r WHERE r.id = c.noun_id AND r.updated_at < ${before}
        AND r.state IN ('declined', 'withdrawn', 'closed', 'cancelled'))
      OR EXISTS (SELECT 1 FROM team_todo t WHERE t.id = c.noun_id AND t.done_at < ${before})
      OR NOT EXISTS (SELECT 1 FROM mbe_request r WHERE r.id = c.noun_id)
        AND NOT EXISTS (SELECT 1 FROM team_todo t WHERE t.id = c.noun_id))`;
}
