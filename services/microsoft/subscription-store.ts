import { z } from 'zod';
import type { Database, Transaction } from '../platform/database.ts';

/** What Graph can be asked to tell us about: the events of the DSR calendar, and what comes into the shared mailbox. */
export const subscriptionSubjects = ['events', 'inbox'] as const;
export type SubscriptionSubject = (typeof subscriptionSubjects)[number];

const subjectCode = z.enum(subscriptionSubjects);

/** What Graph was asked to tell us about. `subscriptionId` null: it is being asked for, since `createdAt`. */
export type Subscription = {
  subject: SubscriptionSubject;
  subscriptionId: string | null;
  clientStateDigest: string;
  expiresAt: Date | null;
  createdAt: Date;
};

/** The subscription for a subject; null where there was never one. */
export async function findSubscription(db: Database, subject: SubscriptionSubject): Promise<Subscription | null> {
  const row = await db.graphSubscription.findUnique({ where: { subject } });
  return row && { ...row, subject };
}

/** The subscriptions with these ids of Graph's. */
export async function findSubscriptionsById(tx: Transaction, ids: readonly string[]): Promise<Subscription[]> {
  const rows = await tx.graphSubscription.findMany({ where: { subscriptionId: { in: [...ids] } } });
  return rows.map((row) => ({ ...row, subject: subjectCode.parse(row.subject) }));
}

/**
 * Claims a subject before Graph is asked for a subscription, with the digest of the secret that its notifications are to
 * bring: of several processes one goes on.
 *
 * @param seen as it was found
 */
export async function claimSubscription(
  db: Database,
  subject: SubscriptionSubject,
  seen: Pick<Subscription, 'clientStateDigest'> | null,
  clientStateDigest: string,
  createdAt: Date,
): Promise<boolean> {
  const data = { subscriptionId: null, expiresAt: null, clientStateDigest, createdAt };
  const { count } =
    seen === null
      ? await db.graphSubscription.createMany({ data: [{ subject, ...data }], skipDuplicates: true })
      : await db.graphSubscription.updateMany({ where: { subject, clientStateDigest: seen.clientStateDigest }, data });
  return count === 1;
}

/** Stores what Graph has answered, unless somebody else has claimed the subject meanwhile. */
export async function storeSubscription(
  db: Database,
  { subject, clientStateDigest }: Pick<Subscription, 'subject' | 'clientStateDigest'>,
  answer: { subscriptionId: string; expiresAt: Date },
): Promise<void> {
  await db.graphSubscription.updateMany({ where: { subject, clientStateDigest }, data: answer });
}

/** Notes that something has come for a subject. */
export async function noteNotified(tx: Transaction, subjects: readonly SubscriptionSubject[], at: Date): Promise<void> {
  await tx.graphSubscription.updateMany({ where: { subject: { in: [...subjects] } }, data: { notifiedAt: at } });
}

/** Notes that a subscription is gone, so that another one is made. */
export async function noteRemoved(tx: Transaction, subscriptionId: string, longAgo: Date): Promise<void> {
  const data = { subscriptionId: null, expiresAt: null, createdAt: longAgo };
  await tx.graphSubscription.updateMany({ where: { subscriptionId }, data });
}

/** Notes that a subscription is to be renewed now, however long it would last. */
export async function noteToRenew(tx: Transaction, subscriptionId: string, expiresAt: Date): Promise<void> {
  await tx.graphSubscription.updateMany({
    where: { subscriptionId, expiresAt: { gt: expiresAt } },
    data: { expiresAt },
  });
}
