import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import {
  findSubscriptionsById,
  noteNotified,
  noteRemoved,
  noteToRenew,
  type Subscription,
  type SubscriptionSubject,
} from './subscription-store.ts';

/** Graph sends fewer at once. */
const MOST_ITEMS = 1000;
/** Renewed within a day, whatever it would have lasted. */
const SOON_MS = 24 * 60 * 60_000;

const item = z.object({
  subscriptionId: z.string().min(1).max(100),
  clientState: z.string().max(255).nullish(),
  lifecycleEvent: z.string().max(50).nullish(),
  resourceData: z.object({ id: z.string().min(1).max(1000).nullish() }).nullish(),
});
const notifications = z.object({ value: z.array(item).max(MOST_ITEMS) });

type Item = z.infer<typeof item>;
type OurItem = { item: Item; subscription: Subscription };

/** What has come: of which subjects something has changed, or may have been missed, and whether one is to be asked for anew. */
export type Notified = { changed: SubscriptionSubject[]; toSubscribe: boolean };

/**
 * Takes what Graph posts, all of it in one transaction: which events have changed, and what it says about a subscription
 * itself. What belongs to no subscription of ours, or does not bring its secret, is left aside without a word: whoever sends
 * it learns nothing. What has changed is never taken from here: it is read again.
 *
 * @param follow makes the jobs for the events with these ids
 * @returns null where the body is nothing that Graph sends
 */
export async function takeNotifications(
  deps: Pick<Deps, 'db' | 'clock' | 'log' | 'jobs'>,
  body: unknown,
  follow: (tx: Transaction, eventIds: readonly string[]) => Promise<unknown>,
): Promise<Notified | null> {
  const read = notifications.safeParse(body);
  if (!read.success) return null;
  const items = read.data.value;
  const taken = await deps.db.$transaction(async (tx) => {
    const known = await findSubscriptionsById(tx, [...new Set(items.map(({ subscriptionId }) => subscriptionId))]);
    const ours = items.flatMap((one): OurItem[] => {
      const subscription = known.find(({ subscriptionId }) => subscriptionId === one.subscriptionId);
      return subscription && bringsItsSecret(one, subscription) ? [{ item: one, subscription }] : [];
    });
    if (ours.length > 0) await take(tx, deps, ours, follow);
    return ours;
  });
  if (taken.length > 0) deps.jobs.wake();
  const refused = items.length - taken.length;
  if (refused > 0) deps.log.warn('graph-notifications-refused', { refused });
  return {
    changed: [...new Set(taken.map(({ subscription }) => subscription.subject))],
    toSubscribe: taken.some(({ item: { lifecycleEvent } }) => lifecycleEvent != null && lifecycleEvent !== 'missed'),
  };
}

async function take(
  tx: Transaction,
  deps: Pick<Deps, 'clock'>,
  ours: readonly OurItem[],
  follow: (tx: Transaction, eventIds: readonly string[]) => Promise<unknown>,
): Promise<void> {
  const now = deps.clock.now();
  await noteNotified(tx, [...new Set(ours.map(({ subscription }) => subscription.subject))], now);
  for (const { item: one } of ours) {
    if (one.lifecycleEvent === 'subscriptionRemoved') await noteRemoved(tx, one.subscriptionId, new Date(0));
    if (one.lifecycleEvent === 'reauthorizationRequired') {
      await noteToRenew(tx, one.subscriptionId, new Date(now.getTime() + SOON_MS));
    }
  }
  const eventIds = ours.flatMap(({ item: { resourceData, lifecycleEvent }, subscription }) =>
    subscription.subject === 'events' && lifecycleEvent == null && resourceData?.id ? [resourceData.id] : [],
  );
  if (eventIds.length > 0) await follow(tx, [...new Set(eventIds)]);
}

/** Compared in constant time, as digests: how much of it was right shows nowhere. */
function bringsItsSecret({ clientState }: Item, { clientStateDigest }: Subscription): boolean {
  const given = createHash('sha256')
    .update(clientState ?? '')
    .digest();
  const wanted = Buffer.from(clientStateDigest, 'hex');
  return clientState != null && given.length === wanted.length && timingSafeEqual(given, wanted);
}
