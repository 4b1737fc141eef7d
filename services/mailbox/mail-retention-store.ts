import { Prisma } from '../../generated/prisma/client.ts';
import type { Database } from '../platform/database.ts';

/** What nobody has to look at any more: `waitsForTeam`, in SQL. */
const ENDED = Prisma.sql`m.state NOT IN ('received', 'to-triage')
  AND NOT (m.state = 'draft-kept' AND m.because IS NOT DISTINCT FROM 'words-of-danger')`;

/**
 * Forgets what messages said that were dealt with before an instant, their subjects too: many name the person. Of one that a
 * request or a draft was made of, its sender stays with that, and its text for as long as a draft waits to be confirmed; of a
 * later message that added to it, only what was taken stays, with the first one. Of any other one it stays that it was there,
 * and what became of it. What waits for somebody is kept, however long it waits.
 *
 * @returns of how many
 */
export async function forgetMails(db: Database, before: Date): Promise<number> {
  const texts = await db.$executeRaw`
    UPDATE mailed_message m SET subject = NULL, text = NULL, understood = NULL
    WHERE ${ENDED} AND coalesce(m.handled_at, m.created_at) < ${before}
      AND (m.subject IS NOT NULL OR m.text IS NOT NULL OR m.understood IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM mbe_request r WHERE r.mailed_message_id = m.id AND r.state = 'draft')`;
  const senders = await db.$executeRaw`
    UPDATE mailed_message m SET sender_name = NULL, sender_address = NULL, handled_note = NULL
    WHERE ${ENDED} AND coalesce(m.handled_at, m.created_at) < ${before}
      AND (m.sender_address IS NOT NULL OR m.sender_name IS NOT NULL OR m.handled_note IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM mbe_request r WHERE r.mailed_message_id = m.id)`;
  return texts + senders;
}
