import { z } from 'zod';
import { progressStates } from '../agreed-actions/model.ts';
import type { DatabaseOrTransaction } from '../platform/database.ts';

const meetingRows = z.array(
  z.object({
    inviteeId: z.uuid(),
    meetingId: z.uuid(),
    kind: z.enum(['agency', 'individual', 'carer', 'other']),
    reference: z.string(),
    state: z.enum(['being-arranged', 'booked', 'outcome-recorded']),
    startsAt: z.date().nullable(),
    endsAt: z.date().nullable(),
    online: z.boolean(),
    response: z.enum(['accepted', 'tentative', 'declined']).nullable(),
    deadline: z.date().nullable(),
    times: z.coerce.number().nullable(),
    answered: z.boolean(),
  }),
);
export type MyMeetingRow = z.infer<typeof meetingRows>[number];

/**
 * The meetings an address is invited to that it can still do something about, or read what came of: those with an open
 * proposal, those to come, and those held since an instant. One query.
 *
 * @param address in small letters
 */
export async function meetingsOfAddress(
  db: DatabaseOrTransaction,
  ask: { address: string; now: Date; heldSince: Date },
): Promise<MyMeetingRow[]> {
  const rows = await db.$queryRaw`
    SELECT i.id AS "inviteeId", m.id AS "meetingId", i.kind, COALESCE(m.reference, r.reference, '') AS reference, m.state,
      m.starts_at AS "startsAt", m.ends_at AS "endsAt", m.place IS NULL AS online, i.response, p.deadline,
      (SELECT count(*) FROM proposal_slot s WHERE s.proposal_id = p.id) AS times,
      EXISTS (SELECT 1 FROM proposal_answer a WHERE a.proposal_id = p.id AND a.invitee_id = i.id) AS answered
    FROM invitee i JOIN meeting m ON m.id = i.meeting_id LEFT JOIN mbe_request r ON r.id = m.request_id
      LEFT JOIN proposal p ON p.meeting_id = m.id AND p.state = 'open' AND p.deadline > ${ask.now}::timestamptz
    WHERE lower(i.email) = ${ask.address}
      AND ((m.state = 'being-arranged' AND p.id IS NOT NULL) OR (m.state = 'booked' AND m.ends_at > ${ask.now}::timestamptz)
        OR (m.state = 'outcome-recorded' AND m.starts_at >= ${ask.heldSince}::timestamptz))
    ORDER BY COALESCE(p.deadline, m.starts_at), i.id`;
  return meetingRows.parse(rows);
}

/** Whether an address, in small letters, is the one that somebody has confirmed, or else is known by in the tenant. */
export async function readsAddress(
  db: DatabaseOrTransaction,
  professionalId: string,
  address: string,
): Promise<boolean> {
  const row = await db.professional.findUnique({
    where: { id: professionalId },
    select: { confirmedAddress: true, email: true },
  });
  return (row?.confirmedAddress ?? row?.email)?.toLowerCase() === address;
}

const consentRows = z.array(z.object({ personId: z.uuid(), reference: z.string() }));

/**
 * The people on the register whose own address this is, or of somebody who speaks for them. What each of them can say is
 * asked on the page. One query.
 *
 * @param address in small letters
 */
export async function consentsOfAddress(db: DatabaseOrTransaction, address: string) {
  const rows = await db.$queryRaw`
    SELECT DISTINCT p.id AS "personId", COALESCE(p.dsr_reference, '') AS reference
    FROM register_entry e JOIN person p ON p.id = e.person_id
    WHERE e.to_day IS NULL AND ((p.contact_via = 'email' AND lower(p.contact_detail) = ${address})
      OR EXISTS (SELECT 1 FROM representative r WHERE r.person_id = p.id AND r.active
        AND r.contact_via = 'email' AND lower(r.contact_detail) = ${address}))
    ORDER BY 2`;
  return consentRows.parse(rows);
}

const owedRows = z.array(
  z.object({
    what: z.enum(['action', 'question']),
    id: z.uuid(),
    reference: z.string(),
    dueDay: z.string(),
    state: z.enum(progressStates).nullable(),
  }),
);
export type OwedRow = z.infer<typeof owedRows>[number];

/** More than so many actions nobody reads through; what is open comes first. */
const MOST_ACTIONS = 50;

/**
 * What an address owes: questions it was asked, and the agreed actions of its party by the last version of each outcome
 * that was sent. An action is the matter of everybody invited for its party, and of their organisation's duty inbox. The
 * person and their family are told of theirs in letters. One query.
 *
 * @param address in small letters
 */
export async function owedByAddress(db: DatabaseOrTransaction, address: string): Promise<OwedRow[]> {
  const rows = await db.$queryRaw`
    WITH party AS (
      SELECT i.meeting_id, CASE WHEN i.organisation_id IS NULL THEN 'invitee:' || i.id ELSE 'organisation:' || i.organisation_id END AS party
      FROM invitee i WHERE lower(i.email) = ${address} AND i.kind IN ('agency', 'other')
      UNION SELECT i.meeting_id, 'organisation:' || o.id
      FROM organisation o JOIN invitee i ON i.organisation_id = o.id AND i.kind IN ('agency', 'other')
      WHERE o.active AND lower(o.duty_email) = ${address}),
    sent AS (
      SELECT DISTINCT ON (o.meeting_id) o.id, o.meeting_id FROM outcome o
      WHERE o.state = 'sent' AND o.meeting_id IN (SELECT meeting_id FROM party) ORDER BY o.meeting_id, o.version DESC)
    (SELECT 'action' AS what, a.key AS id, COALESCE(m.reference, r.reference, '') AS reference, a.due_day::text AS "dueDay", g.state
      FROM sent JOIN agreed_action a ON a.outcome_id = sent.id
        JOIN party ON party.meeting_id = sent.meeting_id AND party.party = a.party
        JOIN meeting m ON m.id = sent.meeting_id LEFT JOIN mbe_request r ON r.id = m.request_id
        LEFT JOIN action_progress g ON g.action_key = a.key
      ORDER BY COALESCE(g.state IN ('done', 'cannot'), FALSE), a.due_day, a.key LIMIT ${MOST_ACTIONS})
    UNION ALL
    (SELECT 'question', q.id, s.reference, s.due_day::text, NULL
      FROM service_question_receiver q JOIN service_question s ON s.id = q.question_id
      WHERE lower(q.email) = ${address} AND q.state = 'asked' ORDER BY s.due_day, q.id)`;
  return owedRows.parse(rows);
}
