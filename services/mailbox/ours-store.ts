import { z } from 'zod';
import type { DatabaseOrTransaction } from '../platform/database.ts';

/** A mail of ours that a message answers, or says has not arrived. */
export type OurMail = {
  deliveryId: string;
  receiverId: string | null;
  /** It answered a request by email: with the reference, or by asking for what is missing. */
  answersRequest: boolean;
};

const ours = z.array(z.object({ deliveryId: z.uuid(), receiverId: z.uuid().nullable(), answersRequest: z.boolean() }));

/**
 * The mail of ours that has one of these Message-IDs, the first of them before the others; or this id, where our own header
 * came back.
 */
export async function findOurMail(
  db: DatabaseOrTransaction,
  { messageIds, deliveryId = null }: { messageIds: readonly string[]; deliveryId?: string | null },
): Promise<OurMail | null> {
  const rows = await db.$queryRaw`
    SELECT d.id AS "deliveryId",
      CASE WHEN d.kind LIKE 'service-question%' THEN (d.detail ->> 'receiverId')::uuid END AS "receiverId",
      d.kind = 'mail-reply' AS "answersRequest"
    FROM delivery d
    WHERE d.channel = 'mail' AND (d.id::text = ${deliveryId ?? ''} OR d.message_id = ANY(${[...messageIds]}::text[]))
    ORDER BY d.id::text = ${deliveryId ?? ''} DESC, array_position(${[...messageIds]}::text[], d.message_id) LIMIT 1`;
  return ours.parse(rows)[0] ?? null;
}

const ids = z.array(z.object({ id: z.uuid() }));

/** Whom of a question an address is: the receiver's id, where the question was sent to it. */
export async function receiverAt(
  db: DatabaseOrTransaction,
  { references, address }: { references: readonly string[]; address: string },
): Promise<string | null> {
  const rows = await db.$queryRaw`
    SELECT r.id FROM service_question_receiver r JOIN service_question q ON q.id = r.question_id
    WHERE q.reference = ANY(${[...references]}::text[]) AND lower(r.email) = ${address.toLowerCase()}
    ORDER BY q.asked_at DESC LIMIT 1`;
  return ids.parse(rows)[0]?.id ?? null;
}

const invitees = z.array(
  z.object({ inviteeId: z.uuid(), meetingId: z.uuid(), requestId: z.uuid().nullable(), sequence: z.int() }),
);
/** Somebody whose invitation the calendar itself has sent. */
export type InvitedByCalendar = z.infer<typeof invitees>[number];

/**
 * Those invited to a meeting of one of these references by one of these addresses (in small letters): what came back of an
 * invitation that the calendar itself has sent bears none of our ids.
 */
export async function inviteesAt(
  db: DatabaseOrTransaction,
  { references, addresses }: { references: readonly string[]; addresses: readonly string[] },
): Promise<InvitedByCalendar[]> {
  if (references.length === 0 || addresses.length === 0) return [];
  const rows = await db.$queryRaw`
    SELECT i.id AS "inviteeId", t.id AS "meetingId", t.request_id AS "requestId", t.sequence
    FROM invitee i JOIN meeting t ON t.id = i.meeting_id LEFT JOIN mbe_request r ON r.id = t.request_id
    WHERE (r.reference = ANY(${[...references]}::text[]) OR t.reference = ANY(${[...references]}::text[]))
      AND t.state IN ('booked', 'cancelled') AND lower(i.email) = ANY(${[...addresses]}::text[])
    ORDER BY i.position`;
  return invitees.parse(rows);
}

const answering = z.array(z.object({ inviteeId: z.uuid(), meetingId: z.uuid() }));

/** Those invited at an address (in small letters) to the booked meeting whose invitations have this UID and this SEQUENCE. */
export async function invitedUnder(
  db: DatabaseOrTransaction,
  { uid, sequence, address }: { uid: string; sequence: number; address: string },
) {
  const rows = await db.$queryRaw`
    SELECT i.id AS "inviteeId", t.id AS "meetingId" FROM invitee i JOIN meeting t ON t.id = i.meeting_id
    WHERE t.transaction_id::text = ${uid.toLowerCase()} AND t.sequence = ${sequence} AND t.state = 'booked'
      AND lower(i.email) = ${address}
    ORDER BY i.position`;
  return answering.parse(rows);
}
