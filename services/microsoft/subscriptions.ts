import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Deps } from '../platform/deps.ts';
import { type Graph, GraphFault } from './port.ts';
import {
  claimSubscription,
  findSubscription,
  type Subscription,
  type SubscriptionSubject,
  storeSubscription,
} from './subscription-store.ts';

/** What is watched, and where Graph tells of it. */
export type Watch = {
  /** The DSR team's shared mailbox. */
  mailbox: string;
  subjects: readonly SubscriptionSubject[];
  /** Where notifications come to: https, reachable for Microsoft. */
  notificationUrl: string;
};

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Outlook's subscriptions last at most 10,080 minutes, and Graph takes a little less; some are left for clocks that differ. */
const LASTS_MS = 10_060 * MINUTE_MS;
/** Renewed daily: what still lasts so long was renewed within a day. */
const RENEWED_MS = LASTS_MS - DAY_MS;
/** A process that has begun to ask has this long; then another one, or the same, asks again. */
const ASKING_MS = 5 * MINUTE_MS;

type Resource = { changeType: string; of(mailbox: string): string; headers?: Record<string, string> };

/**
 * Rich notifications, which would bring what is in an event or a message, are never asked for. The ids of events are the
 * ordinary ones, as the calendar stores them; those of messages outlive a move.
 */
const resources: Record<SubscriptionSubject, Resource> = {
  events: { changeType: 'updated,deleted', of: (mailbox) => `/users/${mailbox}/events` },
  inbox: {
    changeType: 'created',
    of: (mailbox) => `/users/${mailbox}/mailFolders('Inbox')/messages`,
    headers: { Prefer: 'IdType="ImmutableId"' },
  },
};

const answered = z.object({ id: z.string().min(1), expirationDateTime: z.coerce.date() });
const listed = z.object({
  '@odata.nextLink': z.string().optional(),
  value: z.array(z.object({ id: z.string(), resource: z.string(), notificationUrl: z.string().nullish() })),
});

/** The digest that is kept of the secret which every notification brings back. */
export function digestOf(clientState: string): string {
  return createHash('sha256').update(clientState).digest('hex');
}

/**
 * Sees to it that Graph tells us of what is watched: asks for what is missing, renews daily, and asks anew where a
 * subscription is gone. A part of the sweep; any number of processes may do it at once. One subject that cannot be had keeps
 * no other from being asked for.
 *
 * @param looked the subjects of which this process has seen that Graph tells of them at our present address: it is asked once,
 *   for the address changes with the configuration alone. A subscription that tells another address is removed first.
 * @returns the subjects that were asked for anew: what happened before then was told to nobody
 * @throws the first fault, once every subject has had its turn
 */
export async function keepSubscribed(
  deps: Pick<Deps, 'db' | 'clock' | 'log'> & { graph: Graph },
  watch: Watch,
  looked: Set<SubscriptionSubject> = new Set(),
): Promise<SubscriptionSubject[]> {
  const anew: SubscriptionSubject[] = [];
  const faults: unknown[] = [];
  for (const subject of watch.subjects) {
    try {
      if (await keep(deps, watch, subject, looked)) anew.push(subject);
    } catch (fault) {
      faults.push(fault);
    }
  }
  if (faults.length > 0) throw faults[0];
  return anew;
}

type KeepDeps = Parameters<typeof keepSubscribed>[0];

async function keep(
  deps: KeepDeps,
  watch: Watch,
  subject: SubscriptionSubject,
  looked: Set<SubscriptionSubject>,
): Promise<boolean> {
  const seen = await findSubscription(deps.db, subject);
  const now = deps.clock.now();
  if (seen?.subscriptionId && seen.expiresAt !== null && seen.expiresAt > now) {
    const { subscriptionId } = seen;
    const tellsUs = looked.has(subject) || (await tellsOf(deps, watch, subscriptionId));
    if (tellsUs) {
      looked.add(subject);
      if (seen.expiresAt.getTime() - now.getTime() > RENEWED_MS) return false;
      if (await renew(deps, { ...seen, subscriptionId })) return false;
    }
  } else if (seen !== null && seen.subscriptionId === null && now.getTime() - seen.createdAt.getTime() < ASKING_MS) {
    return false;
  }
  const isNew = await subscribe(deps, watch, subject, seen);
  // However Graph gives back what it was given: what was asked for now is at our present address.
  looked.add(subject);
  return isNew;
}

/**
 * Whether Graph tells what is watched at our present address. A subscription that it tells of at another one is removed: what
 * it brings reaches nobody, or somebody who is no concern of ours.
 *
 * @returns false where it is removed, or Graph does not know it any more
 */
async function tellsOf(deps: KeepDeps, watch: Watch, subscriptionId: string): Promise<boolean> {
  const { body } = await deps.graph.ask({ method: 'GET', path: '/subscriptions', repeatable: true });
  const { value, '@odata.nextLink': more } = read(listed, body);
  const found = value.find(({ id }) => id === subscriptionId);
  // One that stands on a further page is renewed as ever.
  if (found === undefined) return more !== undefined;
  if (found.notificationUrl == null || found.notificationUrl === watch.notificationUrl) return true;
  await remove(deps, subscriptionId);
  deps.log.info('graph-subscription-moved');
  return false;
}

/** @returns false where Graph does not know it any more */
async function renew(deps: KeepDeps, seen: Subscription & { subscriptionId: string }): Promise<boolean> {
  const expiresAt = new Date(deps.clock.now().getTime() + LASTS_MS);
  try {
    const { body } = await deps.graph.ask({
      ...{ method: 'PATCH', path: `/subscriptions/${encodeURIComponent(seen.subscriptionId)}`, repeatable: true },
      body: { expirationDateTime: expiresAt.toISOString() },
    });
    const { expirationDateTime } = read(answered, body);
    await storeSubscription(deps.db, seen, { subscriptionId: seen.subscriptionId, expiresAt: expirationDateTime });
    return true;
  } catch (fault) {
    if (fault instanceof GraphFault && fault.kind === 'not-found') return false;
    throw fault;
  }
}

async function subscribe(
  deps: KeepDeps,
  watch: Watch,
  subject: SubscriptionSubject,
  seen: Subscription | null,
): Promise<boolean> {
  const now = deps.clock.now();
  const clientState = randomBytes(32).toString('base64url');
  const clientStateDigest = digestOf(clientState);
  if (!(await claimSubscription(deps.db, subject, seen, clientStateDigest, now))) return false;
  const { changeType, of, headers = {} } = resources[subject];
  const resource = of(watch.mailbox);
  await removeStrays(deps, watch, resource);
  const { body } = await deps.graph.ask({
    ...{ method: 'POST', path: '/subscriptions', repeatable: false, headers },
    body: {
      ...{ changeType, resource, clientState },
      notificationUrl: watch.notificationUrl,
      lifecycleNotificationUrl: watch.notificationUrl,
      expirationDateTime: new Date(now.getTime() + LASTS_MS).toISOString(),
    },
  });
  const { id, expirationDateTime } = read(answered, body);
  await storeSubscription(
    deps.db,
    { subject, clientStateDigest },
    { subscriptionId: id, expiresAt: expirationDateTime },
  );
  deps.log.info('graph-subscribed', { subject });
  return true;
}

/** One whose answer was lost goes on telling us, with a secret that nobody knows any more. */
async function removeStrays(deps: KeepDeps, watch: Watch, resource: string): Promise<void> {
  const { body } = await deps.graph.ask({ method: 'GET', path: '/subscriptions', repeatable: true });
  const plain = (text: string) => text.replace(/^\//, '').toLowerCase();
  const strays = read(listed, body).value.filter(
    (one) => one.notificationUrl === watch.notificationUrl && plain(one.resource) === plain(resource),
  );
  for (const { id } of strays) await remove(deps, id);
}

async function remove(deps: KeepDeps, subscriptionId: string): Promise<void> {
  try {
    const path = `/subscriptions/${encodeURIComponent(subscriptionId)}`;
    await deps.graph.ask({ method: 'DELETE', path, repeatable: true });
  } catch (fault) {
    if (!(fault instanceof GraphFault && fault.kind === 'not-found')) throw fault;
  }
}

function read<S extends z.ZodType>(schema: S, body: unknown): z.infer<S> {
  const found = schema.safeParse(body);
  if (!found.success) throw new GraphFault('unclear', { code: 'unreadable-answer' });
  return found.data;
}
