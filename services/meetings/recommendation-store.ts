import { z } from 'zod';
import type { DatabaseOrTransaction } from '../platform/database.ts';
import { ratings } from '../register/model.ts';
import { meetingKinds } from './model.ts';

const recommendationRow = z.object({
  rating: z.enum(ratings),
  kind: z.enum(meetingKinds),
  reference: z.string(),
  day: z.string(),
  recordedAt: z.coerce.date(),
});

/**
 * The rating that the last meeting about somebody recommended, of those whose outcome recommends one. It is nothing more
 * than that: a person decides.
 *
 * @param family every row of the same individual
 */
export async function lastRecommendation(
  db: DatabaseOrTransaction,
  family: readonly string[],
): Promise<z.infer<typeof recommendationRow> | null> {
  const [row] = await db.$queryRaw<unknown[]>`
    SELECT o.recommended_rating AS rating, m.kind, COALESCE(m.reference, r.reference, '') AS reference,
      (m.starts_at AT TIME ZONE 'Europe/London')::date::text AS day, o.recorded_at AS "recordedAt"
    FROM meeting m JOIN outcome o ON o.meeting_id = m.id LEFT JOIN mbe_request r ON r.id = m.request_id
    WHERE m.id IN (
        SELECT x.id FROM meeting x JOIN register_entry e ON e.id = x.entry_id WHERE e.person_id = ANY(${[...family]}::uuid[])
        UNION ALL
        SELECT x.id FROM meeting x JOIN mbe_request q ON q.id = x.request_id WHERE q.person_id = ANY(${[...family]}::uuid[]))
      AND o.recommended_rating IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM outcome later WHERE later.meeting_id = m.id AND later.version > o.version)
    ORDER BY m.starts_at DESC LIMIT 1`;
  return row === undefined ? null : recommendationRow.parse(row);
}
