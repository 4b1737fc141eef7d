import { z } from 'zod';
import type { DatabaseOrTransaction } from '../platform/database.ts';

const HOUR_MS = 60 * 60_000;
/** More cards of emails in an hour nobody reads, and among them those of requests would be lost. Decided by us. */
const CARDS_AN_HOUR = 10;
/**
 * Words of danger bring a card of their own beyond that. Anybody can write them: from senders who are not checked they do so
 * until there are as many cards as a person can look at in an hour. Decided by us.
 */
const CARDS_OF_ANYBODY_AN_HOUR = 40;
/** Why a card was not posted: it would have been one too many. */
export const ONE_OF_MANY = 'one-of-many';

const KIND = 'mail-for-triage';
const counted = z.tuple([z.object({ count: z.int(), latest: z.date().nullable() })]);

/**
 * Whether as many cards of other emails as there are to be were posted within the last hour, or are being posted.
 *
 * @param urgent of an email that speaks of danger
 */
export async function hasEnoughCards(
  db: DatabaseOrTransaction,
  deliveryId: string,
  { urgent, now }: { urgent: boolean; now: Date },
): Promise<boolean> {
  const lately = { gt: new Date(now.getTime() - HOUR_MS) };
  const posted = [
    { state: 'sent', sentAt: lately },
    { state: 'may-have-been-sent', createdAt: lately },
  ];
  const where = { kind: KIND, id: { not: deliveryId }, OR: [...posted, { state: 'sending' }] };
  return (await db.delivery.count({ where })) >= (urgent ? CARDS_OF_ANYBODY_AN_HOUR : CARDS_AN_HOUR);
}

/** The last card that said that there are some: when it was raised, and how many they were then. */
export async function lastToldOfMore(db: DatabaseOrTransaction): Promise<{ at: Date; count: number } | null> {
  const last = await db.delivery.findFirst({
    ...{ where: { kind: 'more-mails-wait' }, orderBy: { createdAt: 'desc' } },
    select: { createdAt: true, detail: true },
  });
  return last && { at: last.createdAt, count: z.object({ count: z.int() }).parse(last.detail).count };
}

/** How many emails wait for a person and got no card of their own, and when the last of them was to get one. */
export async function mailsWithoutCard(db: DatabaseOrTransaction): Promise<{ count: number; latest: Date | null }> {
  const rows = await db.$queryRaw`
    SELECT count(*)::int AS count, max(d.created_at) AS latest
    FROM delivery d JOIN mailed_message m ON m.id = (d.detail ->> 'mailedMessageId')::uuid
    WHERE d.kind = ${KIND} AND d.state = 'not-needed' AND d.last_error = ${ONE_OF_MANY}
      AND (m.state = 'to-triage' OR (m.state = 'draft-kept' AND m.because = 'words-of-danger'))`;
  return counted.parse(rows)[0];
}
