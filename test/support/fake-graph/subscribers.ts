import { isDeepStrictEqual } from 'node:util';
import type { Change, Mailbox, PendingNotification, StoredSubscription, World } from './world.ts';

/** The subscriptions that have not run out. */
export function liveSubscriptions(world: World): StoredSubscription[] {
  const now = world.clock.now();
  for (const [id, { expiresAt }] of world.subscriptions) if (expiresAt <= now) world.subscriptions.delete(id);
  return [...world.subscriptions.values()];
}

/** Puts a change into the post for everybody who has subscribed to it. */
export function announce(world: World, mailbox: Mailbox, change: Change): void {
  if (world.subscriptions.size === 0) return;
  for (const subscription of liveSubscriptions(world)) {
    if (!subscription.changeTypes.includes(change.kind) || !isAbout(subscription, mailbox, change)) continue;
    const id = subscription.immutableIds ? change.immutableId : change.id;
    const [type, collection] = change.about === 'event' ? ['Event', 'Events'] : ['Message', 'Messages'];
    const resource = `Users/${mailbox.userId}/${collection}/${id}`;
    world.pending.push({
      ...{ subscriptionId: subscription.id, url: subscription.notificationUrl, kind: 'change', tries: 0 },
      item: {
        ...common(world, subscription),
        changeType: change.kind,
        resource,
        resourceData: {
          '@odata.type': `#Microsoft.Graph.${type}`,
          '@odata.id': resource,
          '@odata.etag': `W/"${Buffer.from(`${id.slice(6, 18)}:${mailbox.changes.length}`).toString('base64')}"`,
          id,
        },
      },
    });
  }
}

function isAbout({ about }: StoredSubscription, mailbox: Mailbox, change: Change): boolean {
  if (about.mailbox !== mailbox.address || about.kind !== change.about) return false;
  return about.folderId === null || about.folderId === change.folderId;
}

function common(world: World, subscription: StoredSubscription) {
  return {
    subscriptionId: subscription.id,
    subscriptionExpirationDateTime: subscription.expiresAt.toISOString(),
    ...(subscription.clientState === null ? {} : { clientState: subscription.clientState }),
    tenantId: world.tenantId,
  };
}

export type LifecycleEvent = 'reauthorizationRequired' | 'subscriptionRemoved' | 'missed';

/** What happened to the notifications that were in the post. */
export type Posted = { url: string; status: number | null; subscriptionIds: string[] };

/** The post between Graph and its subscribers. */
export type Notifications = {
  pending(): readonly PendingNotification[];
  /** Posts everything; what is not taken with 2xx stays for the next time. */
  deliver(through?: typeof fetch): Promise<Posted[]>;
  /** Everything in the post is lost, as happens. */
  lose(): void;
  /** What was delivered last is in the post once more, as happens. */
  repeat(): void;
  /** Graph tells the lifecycle address; a subscription that is removed is gone. */
  lifecycle(subscriptionId: string, event: LifecycleEvent): void;
};

export function notifications(world: World): Notifications {
  let delivered: PendingNotification[] = [];
  return {
    pending: () => world.pending,
    deliver: async (through = world.callBack) => {
      const posted: Posted[] = [];
      const batch = world.pending;
      world.pending = [];
      delivered = [];
      for (const url of new Set(batch.map((one) => one.url))) {
        const items = batch.filter((one) => one.url === url);
        const status = await post(through, url, items);
        posted.push({ url, status, subscriptionIds: [...new Set(items.map(({ subscriptionId }) => subscriptionId))] });
        if (status !== null && status >= 200 && status < 300) delivered.push(...items);
        else world.pending.push(...items.map((one) => ({ ...one, tries: one.tries + 1 })));
      }
      return posted;
    },
    lose: () => {
      world.pending = [];
    },
    repeat: () => {
      const again = delivered.filter((one) => !world.pending.some((other) => isDeepStrictEqual(one, other)));
      world.pending.push(...again);
    },
    lifecycle: (subscriptionId, event) => {
      const subscription = world.subscriptions.get(subscriptionId);
      if (subscription === undefined) throw new Error(`There is no subscription ${subscriptionId}`);
      if (event === 'subscriptionRemoved') world.subscriptions.delete(subscriptionId);
      if (subscription.lifecycleNotificationUrl === null) return;
      world.pending.push({
        ...{ subscriptionId, url: subscription.lifecycleNotificationUrl, kind: 'lifecycle', tries: 0 },
        item: { ...common(world, subscription), lifecycleEvent: event, resource: subscription.resource },
      });
    },
  };
}

async function post(through: typeof fetch, url: string, items: readonly PendingNotification[]): Promise<number | null> {
  try {
    const answer = await through(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ value: items.map(({ item }) => item) }),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return null;
  }
}
