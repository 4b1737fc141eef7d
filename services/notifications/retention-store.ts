import type { Database } from '../platform/database.ts';

/** Presses carried out before an instant. @returns how many were deleted */
export async function deletePresses(db: Database, before: Date): Promise<number> {
  return (await db.idempotencyKey.deleteMany({ where: { createdAt: { lt: before } } })).count;
}

/**
 * The memory of cards that show a record which ended before an instant, and were not shown since. Whatever still waits for
 * somebody keeps its cards, however long it waits. A person's card goes when nobody has looked at it for so long.
 */
export async function deleteCardsOfEnded(db: Database, before: Date): Promise<number> {
  return db.$executeRaw`
    DELETE FROM sent_card c WHERE c.sent_at < ${before}
      AND NOT EXISTS (SELECT 1 FROM mbe_request r WHERE r.id = c.noun_id AND NOT (r.updated_at < ${before}
        AND r.state IN ('declined', 'withdrawn', 'closed', 'cancelled')))
      AND NOT EXISTS (SELECT 1 FROM team_todo t WHERE t.id = c.noun_id AND (t.done_at IS NULL OR t.done_at >= ${before}))
      AND NOT EXISTS (SELECT 1 FROM referral f WHERE f.id = c.noun_id AND NOT (f.updated_at < ${before}
        AND f.state IN ('accepted', 'not-eligible', 'withdrawn')))
      AND NOT EXISTS (SELECT 1 FROM letter l WHERE l.id = c.noun_id AND l.state IN ('drafted', 'released'))
      AND NOT EXISTS (SELECT 1 FROM mailed_message e WHERE e.id = c.noun_id
        AND (e.state = 'to-triage' OR (e.state = 'draft-kept' AND e.because = 'words-of-danger')))
      AND NOT EXISTS (SELECT 1 FROM register_enquiry q WHERE q.id = c.noun_id AND q.answered_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM meeting m WHERE m.id = c.noun_id AND m.state IN ('being-arranged', 'booked'))`;
}

/** Marks of these kinds about one record, of what was due before an instant. */
export async function deleteMarks(
  db: Database,
  of: { recordId: string; kinds: readonly string[]; before: Date },
): Promise<number> {
  const where = { kind: { in: [...of.kinds] }, recordId: of.recordId, dueAt: { lt: of.before } };
  return (await db.reminder.deleteMany({ where })).count;
}

/** Download links that ran out before an instant. */
export async function deleteExports(db: Database, before: Date): Promise<number> {
  return (await db.registerExport.deleteMany({ where: { expiresAt: { lt: before } } })).count;
}
