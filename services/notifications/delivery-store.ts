import { z } from 'zod';
import type { DatabaseOrTransaction, Transaction } from '../platform/database.ts';
import { type DeliveryState, deliveryKinds, deliveryStates } from './model.ts';

const row = z.object({
  id: z.uuid(),
  kind: z.enum(deliveryKinds),
  eventKey: z.string(),
  state: z.enum(deliveryStates),
  requestId: z.uuid().nullable(),
  meetingId: z.uuid().nullable(),
  outcomeId: z.uuid().nullable(),
  inviteeId: z.uuid().nullable(),
  professionalId: z.uuid().nullable(),
  /** Codes and numbers only. `part` is what was let out: how much an invitation said, a summary or a notice. */
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullable(),
  attempts: z.int(),
});

/** One effect to be made outside the database, as its job reads it. */
export type DeliveryRow = z.infer<typeof row>;

/** Reads a delivery in its present state. */
export async function findDelivery(db: DatabaseOrTransaction, deliveryId: string): Promise<DeliveryRow | null> {
  const found = await db.delivery.findUnique({ where: { id: deliveryId } });
  return found === null ? null : row.parse(found);
}

/**
 * Marks a delivery 'sending', committed before anything leaves: whoever finds it so later knows that it may have left.
 *
 * @returns false when it is no longer in the state it was read in: another worker has it
 */
export async function startSending(
  db: DatabaseOrTransaction,
  seen: Pick<DeliveryRow, 'id' | 'state'>,
): Promise<boolean> {
  const { count } = await db.delivery.updateMany({
    where: { id: seen.id, state: seen.state },
    data: { state: 'sending', attempts: { increment: 1 } },
  });
  return count === 1;
}

/** Puts on record what is about to be let out, before it leaves. */
export async function noteWhatLeaves(
  db: DatabaseOrTransaction,
  delivery: DeliveryRow,
  leaving: { messageId: string; part: string },
): Promise<void> {
  // Added to what is there now: a change of the record may have put something down beside it since it was read.
  await db.$executeRaw`
    UPDATE delivery SET message_id = ${leaving.messageId},
      detail = coalesce(detail, '{}') || jsonb_build_object('part', ${leaving.part}::text)
    WHERE id = ${delivery.id}::uuid`;
}

/** What is to be written of how a delivery ended. */
export type DeliveryEnd = { state: DeliveryState; lastError?: string; messageId?: string; sentAt?: Date };

/** Writes how a delivery ended, or that it is due again. A delivery known to be sent stays so. */
export async function writeEnd(db: DatabaseOrTransaction, deliveryId: string, end: DeliveryEnd): Promise<void> {
  await db.delivery.updateMany({ where: { id: deliveryId, state: { not: 'sent' } }, data: end });
}

/**
 * Holds a meeting's row until the end of the transaction, so that workers that end deliveries of one meeting come one
 * after the other, and the last of them sees that it is the last.
 */
export async function lockMeeting(tx: Transaction, meetingId: string) {
  await tx.$queryRaw`SELECT id FROM meeting WHERE id = ${meetingId}::uuid FOR UPDATE`;
  return tx.meeting.findUnique({ where: { id: meetingId }, select: { id: true, requestId: true, entryId: true } });
}

/** How many mails of this kind are still under way for a meeting. */
export async function stillUnderWay(tx: Transaction, kind: string, meetingId: string): Promise<number> {
  return tx.delivery.count({ where: { kind, meetingId, state: { in: ['due', 'sending'] } } });
}

/**
 * Whether an invitation to this meeting left for somebody, or may have.
 *
 * @param by another kind of mail, where that one is asked for
 */
export async function wasInvited(
  db: DatabaseOrTransaction,
  about: { meetingId: string; inviteeId: string; otherThan: string },
  by: readonly string[] = ['invitation'],
): Promise<boolean> {
  const { meetingId, inviteeId, otherThan } = about;
  const states: DeliveryState[] = ['sending', 'sent', 'may-have-been-sent'];
  const count = await db.delivery.count({
    where: { kind: { in: [...by] }, meetingId, inviteeId, id: { not: otherThan }, state: { in: states } },
  });
  return count > 0;
}

/** The summaries and notices of a meeting that one invitee is to get or got, with their outcome's version. */
export async function summariesFor(
  db: DatabaseOrTransaction,
  about: { meetingId: string; inviteeId: string },
): Promise<{ outcomeId: string | null; state: string; part: unknown }[]> {
  const rows = await db.delivery.findMany({
    where: { kind: 'summary', ...about },
    select: { outcomeId: true, state: true, detail: true },
  });
  return rows.map(({ detail, ...rest }) => ({
    ...rest,
    part: typeof detail === 'object' && detail !== null && 'part' in detail ? detail.part : null,
  }));
}

/** What the delivery log knows of a mail. */
export type MailDescription = { kind: string; part: string | null; inviteeId: string | null };

/**
 * What the delivery log says of mails, by their Message-IDs.
 *
 * @returns only those it knows
 */
export async function describeMails(
  db: DatabaseOrTransaction,
  messageIds: readonly string[],
): Promise<Map<string, MailDescription>> {
  const rows = await db.delivery.findMany({
    where: { messageId: { in: [...messageIds] } },
    select: { messageId: true, kind: true, inviteeId: true, detail: true },
  });
  const detailPart = z.object({ part: z.string() }).nullable().catch(null);
  return new Map(
    rows.map(({ messageId, kind, inviteeId, detail }) => [
      messageId ?? '',
      { kind, inviteeId, part: detailPart.parse(detail)?.part ?? null },
    ]),
  );
}
