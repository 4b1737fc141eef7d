import { z } from 'zod';
import type { DatabaseOrTransaction } from '../platform/database.ts';
import { type Told, toldWhat } from './view-model.ts';

const rows = z.array(
  z.object({
    receiver: z.string(),
    organisation: z.string().nullable(),
    what: z.enum(toldWhat),
    reference: z.string(),
    version: z.int().nullable(),
    at: z.date(),
    certain: z.boolean(),
  }),
);

/** More than a card's pages hold is for the audit to find. */
const MOST_LISTED = 200;

/**
 * Everybody outside the team who has received something about an individual, newest first: calendar mails and summaries of
 * their meetings as the delivery log has them, invitations that a calendar sent by itself, letters that were told, and what
 * the team told by hand. What may have been sent is listed, and marked.
 */
export async function findTold(db: DatabaseOrTransaction, family: readonly string[]): Promise<Told[]> {
  return rows.parse(
    await db.$queryRaw`
      WITH family AS (SELECT unnest(${[...family]}::uuid[]) AS id),
      about AS (
        SELECT m.id, m.booked_at, m.calendar_sequence, COALESCE(m.reference, r.reference, '') AS reference
        FROM meeting m LEFT JOIN mbe_request r ON r.id = m.request_id LEFT JOIN register_entry e ON e.id = m.entry_id
        WHERE r.person_id IN (SELECT id FROM family) OR e.person_id IN (SELECT id FROM family)),
      invited AS (
        SELECT i.id, i.name, i.email, i.meeting_id, o.name AS organisation
        FROM invitee i LEFT JOIN organisation o ON o.id = i.organisation_id WHERE i.meeting_id IN (SELECT id FROM about)),
      mailed AS (
        SELECT i.name AS receiver, i.organisation,
          CASE WHEN d.kind = 'cancellation' THEN 'cancellation'
            WHEN d.kind = 'invitation' AND d.detail ->> 'part' = 'reference-only' THEN 'invitation-reference-only'
            WHEN d.kind = 'invitation' THEN 'invitation'
            WHEN d.detail ->> 'part' = 'summary' THEN 'summary' ELSE 'notice' END AS what,
          a.reference, CASE WHEN d.kind = 'summary' THEN (d.detail ->> 'version')::int END AS version,
          COALESCE(d.sent_at, d.created_at) AS at, d.state = 'sent' AS certain
        FROM delivery d JOIN about a ON a.id = d.meeting_id JOIN invited i ON i.id = d.invitee_id
        WHERE d.kind IN ('invitation', 'cancellation', 'summary') AND d.state IN ('sending', 'sent', 'may-have-been-sent')),
      by_calendar AS (
        SELECT i.name, i.organisation, 'invitation', a.reference, NULL::int, a.booked_at, TRUE
        FROM about a JOIN invited i ON i.meeting_id = a.id
        WHERE a.calendar_sequence IS NOT NULL AND a.booked_at IS NOT NULL AND i.email IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.invitee_id = i.id AND d.kind = 'invitation')),
      by_hand AS (
        SELECT i.name, i.organisation, 'by-hand', a.reference, NULL::int, t.done_at, TRUE
        FROM team_todo t JOIN about a ON a.id = t.meeting_id JOIN invited i ON i.id = t.invitee_id
        WHERE t.kind IN ('tell-outcome', 'invite-by-hand') AND t.done_at IS NOT NULL AND t.done_by_id IS NOT NULL),
      letters AS (
        SELECT l.receiver_name, NULL::text, 'letter', COALESCE(f.reference, p.dsr_reference, ''), NULL::int,
          l.told_on::timestamp AT TIME ZONE 'Europe/London', TRUE
        FROM letter l LEFT JOIN referral f ON f.id = l.referral_id LEFT JOIN register_entry e ON e.id = l.entry_id
          LEFT JOIN person p ON p.id = COALESCE(l.person_id, e.person_id, f.person_id)
        WHERE l.state = 'told' AND l.told_on IS NOT NULL AND (l.person_id IN (SELECT id FROM family)
          OR e.person_id IN (SELECT id FROM family) OR f.person_id IN (SELECT id FROM family))),
      questions AS (
        SELECT r.name, o.name, 'question', q.reference, NULL::int, d.at, TRUE
        FROM disclosure d JOIN service_question q ON q.id = d.question_id JOIN register_entry e ON e.id = q.entry_id
          JOIN service_question_receiver r ON r.question_id = q.id AND r.organisation_id = d.organisation_id
          JOIN organisation o ON o.id = r.organisation_id
        WHERE e.person_id IN (SELECT id FROM family))
      SELECT * FROM (SELECT * FROM mailed UNION ALL SELECT * FROM by_calendar UNION ALL SELECT * FROM by_hand
        UNION ALL SELECT * FROM letters UNION ALL SELECT * FROM questions) told
      ORDER BY at DESC, receiver, what LIMIT ${MOST_LISTED}`,
  );
}
