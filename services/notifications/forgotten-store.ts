import { z } from 'zod';
import { PLACED_AT } from '../mailbox/unmoved-store.ts';
import type { Database, DatabaseOrTransaction } from '../platform/database.ts';

/** How many are looked at in one go, longest waiting first; the others come with the next sweep. */
const AT_ONCE = 200;

const found = z.array(
  z.object({
    ...{ id: z.uuid(), requestId: z.uuid().nullable(), meetingId: z.uuid().nullable(), sequence: z.int() },
    placedAt: z.date().nullish(),
  }),
);

/**
 * A record that something is still to be done about. `sequence` is the meeting's; 0 for deliveries. `placedAt` is a mailed
 * message's: since when it is known where its original belongs.
 */
export type Unfinished = z.infer<typeof found>[number];

/** Deliveries that have not ended. */
export async function unfinishedDeliveries(db: Database): Promise<Unfinished[]> {
  return found.parse(
    await db.$queryRaw`
    SELECT id, request_id AS "requestId", meeting_id AS "meetingId", 0 AS sequence FROM delivery
    WHERE state IN ('due', 'sending') ORDER BY created_at LIMIT ${AT_ONCE}`,
  );
}

/** Meetings still to come that the calendar does not have as they are; the rule is `calendarStep` of services/meetings. */
export async function meetingsAheadOfCalendar(db: DatabaseOrTransaction, now: Date): Promise<Unfinished[]> {
  return found.parse(
    await db.$queryRaw`
    SELECT id, request_id AS "requestId", id AS "meetingId", sequence FROM meeting
    WHERE ends_at > ${now} AND (
      (state = 'booked' AND (calendar_event_id IS NULL OR coalesce(calendar_sequence, -1) < sequence
        OR calendar_invitees_revision < invitees_revision))
      OR (state = 'cancelled' AND calendar_sequence < sequence))
    ORDER BY updated_at LIMIT ${AT_ONCE}`,
  );
}

/** Proposals with times that a calendar is still to keep free, or to give back: also one that its owner has refused. */
export async function proposalsAheadOfCalendar(db: Database): Promise<Unfinished[]> {
  return found.parse(
    await db.$queryRaw`
    SELECT p.id, NULL::uuid AS "requestId", p.meeting_id AS "meetingId", 0 AS sequence FROM proposal p
    WHERE EXISTS (SELECT 1 FROM proposal_slot s JOIN calendar_hold h ON h.slot_id = s.id
      WHERE s.proposal_id = p.id AND (p.state <> 'open' OR h.event_id IS NULL
        OR EXISTS (SELECT 1 FROM slot_answer a WHERE a.slot_id = s.id AND a.invitee_id = h.invitee_id AND a.answer = 'no')))
    ORDER BY p.created_at LIMIT ${AT_ONCE}`,
  );
}

/** Drafts whose requester has asked for an MDT invitation and has not been sent it; `prepare-mdt-invitation.ts` makes the key. */
export async function draftsWithoutInvitation(db: Database): Promise<Unfinished[]> {
  return found.parse(
    await db.$queryRaw`
    SELECT c.draft_id AS id, NULL::uuid AS "requestId", NULL::uuid AS "meetingId", 0 AS sequence
    FROM mdt_choice c JOIN mbe_request r ON r.id = c.draft_id AND r.state = 'draft'
    WHERE c.choice = 'mdt-invitation' AND NOT EXISTS (SELECT 1 FROM delivery d
      WHERE d.event_key = 'mdt-invitation:' || c.draft_id || ':' || round(extract(epoch FROM c.at) * 1000)::bigint)
    ORDER BY c.at LIMIT ${AT_ONCE}`,
  );
}

/**
 * Messages of the shared mailbox that were not placed yet, or whose original is not where that wants it. Those not placed come
 * first, and of the others any: many that can never be moved must keep none from its turn.
 */
export async function unfinishedMails(db: Database): Promise<Unfinished[]> {
  return found.parse(
    await db.$queryRaw`
    SELECT m.id, NULL::uuid AS "requestId", NULL::uuid AS "meetingId", 0 AS sequence,
      CASE WHEN m.state <> 'received' THEN ${PLACED_AT} END AS "placedAt"
    FROM mailed_message m WHERE m.moved_at IS NULL AND coalesce(m.because, '') <> 'before-start'
    ORDER BY m.state = 'received' DESC, CASE WHEN m.state = 'received' THEN m.received_at END, random() LIMIT ${AT_ONCE}`,
  );
}

/** Meetings being arranged for which nobody has looked for times yet. */
export async function meetingsWithoutTimes(db: Database): Promise<Unfinished[]> {
  return found.parse(
    await db.$queryRaw`
    SELECT id, request_id AS "requestId", id AS "meetingId", sequence FROM meeting
    WHERE state = 'being-arranged' AND times_looked_for_at IS NULL ORDER BY created_at LIMIT ${AT_ONCE}`,
  );
}
