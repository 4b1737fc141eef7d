import { type Answer, type Call, checkQuery, jsonOf, wantsImmutableIds } from './call.ts';
import { type Body, checkBody } from './check-body.ts';
import { folderWith } from './mail-store.ts';
import { paged } from './odata.ts';
import { againstOurRules, badRequest, Refusal } from './refusal.ts';
import { liveSubscriptions } from './subscribers.ts';
import { type Mailbox, newGuid, type StoredSubscription, type World } from './world.ts';

/** The documented limit is 10,080 minutes; Graph itself refuses more than this. */
export const MOST_MINUTES = 10_070;
/** Microsoft: subscriptions of all applications to one mailbox. */
const MOST_A_MAILBOX = 1000;
const MOST_CLIENT_STATE = 128;
/** How long Graph waits for the validation token. */
const VALIDATION_MS = 10_000;
const NEEDS = { event: ['Calendars.Read', 'Calendars.ReadWrite'], message: ['Mail.Read', 'Mail.ReadWrite'] } as const;
const RESOURCE = /^\/?users\/([^/]+)\/(?:(events)|(?:mailFolders(?:\/|\(')([^/']+)(?:'\))?\/)?(messages))$/i;

function subscriptionJson(world: World, subscription: StoredSubscription): Body {
  return {
    id: subscription.id,
    resource: subscription.resource,
    applicationId: world.appId,
    changeType: subscription.changeTypes.join(','),
    clientState: subscription.clientState,
    notificationUrl: subscription.notificationUrl,
    lifecycleNotificationUrl: subscription.lifecycleNotificationUrl,
    expirationDateTime: subscription.expiresAt.toISOString(),
    creatorId: world.appId,
    ...{ notificationQueryOptions: null, includeResourceData: null, latestSupportedTlsVersion: 'v1_2' },
    ...{ encryptionCertificate: null, encryptionCertificateId: null, notificationUrlAppId: null },
  };
}

/** POST /subscriptions: both addresses are validated before it is there. */
export async function createSubscription(world: World, call: Call): Promise<Answer> {
  checkQuery(call, []);
  const body = checkBody('subscription', jsonOf(call));
  for (const name of ['changeType', 'notificationUrl', 'resource', 'expirationDateTime']) {
    if (typeof body[name] !== 'string') throw badRequest(`The property '${name}' is required.`, 'InvalidRequest');
  }
  if (body.includeResourceData === true) throw againstOurRules('Contents are not asked for in notifications.');
  const changeTypes = String(body.changeType)
    .split(',')
    .map((kind) => kind.trim());
  if (!changeTypes.every((kind) => ['created', 'updated', 'deleted'].includes(kind))) {
    throw badRequest(`The changeType '${body.changeType}' is not supported.`, 'InvalidRequest');
  }
  const about = aboutOf(world, String(body.resource));
  checkImmutable(about.kind, call);
  const expiresAt = expiryOf(world, body.expirationDateTime);
  if (typeof body.clientState === 'string' && body.clientState.length > MOST_CLIENT_STATE) {
    throw badRequest(`The clientState is longer than ${MOST_CLIENT_STATE} characters.`, 'InvalidRequest');
  }
  const there = liveSubscriptions(world).filter((one) => one.about.mailbox === about.mailbox);
  if (there.length >= MOST_A_MAILBOX)
    throw new Refusal(403, 'ExtensionError', 'Too many subscriptions of this mailbox.');
  const lifecycle = typeof body.lifecycleNotificationUrl === 'string' ? body.lifecycleNotificationUrl : null;
  await validate(world, String(body.notificationUrl));
  if (lifecycle !== null) await validate(world, lifecycle);
  const subscription: StoredSubscription = {
    ...{ id: newGuid(world, 'subscr'), resource: String(body.resource), changeTypes, expiresAt, about },
    ...{ notificationUrl: String(body.notificationUrl), lifecycleNotificationUrl: lifecycle },
    clientState: typeof body.clientState === 'string' ? body.clientState : null,
    immutableIds: wantsImmutableIds(call),
  };
  world.subscriptions.set(subscription.id, subscription);
  return { status: 201, json: subscriptionJson(world, subscription) };
}

/** Ids in notifications are of the kind that the subscription was made with; of messages, only one kind lasts. */
function checkImmutable(kind: 'event' | 'message', call: Call): void {
  if (kind === 'event' || wantsImmutableIds(call)) return;
  throw againstOurRules('Subscriptions to messages are made with Prefer: IdType="ImmutableId".');
}

function aboutOf(world: World, resource: string): StoredSubscription['about'] {
  const match = RESOURCE.exec(resource);
  if (match === null) throw badRequest(`The resource '${resource}' is not supported.`, 'InvalidRequest');
  const [, user = '', events, folder, messages] = match;
  const kind = events !== undefined && messages === undefined ? 'event' : 'message';
  if (!NEEDS[kind].some((permission) => world.permissions.has(permission))) throw forbidden('Access is denied.');
  const mailbox = mailboxWith(world, decodeURIComponent(user));
  if (mailbox === undefined) throw new Refusal(404, 'ResourceNotFound', 'The specified mailbox was not found.');
  if (mailbox.outsideScope) throw forbidden('Access to OData is disabled: [RAOP].');
  return { mailbox: mailbox.address, kind, folderId: folder === undefined ? null : folderWith(mailbox, folder).id };
}

function forbidden(reason: string): Refusal {
  return new Refusal(
    403,
    'ExtensionError',
    `Operation: Create; Exception: [Status Code: Forbidden; Reason: ${reason}]`,
  );
}

function mailboxWith(world: World, name: string): Mailbox | undefined {
  const key = name.toLowerCase();
  return world.mailboxes.get(key) ?? [...world.mailboxes.values()].find(({ userId }) => userId === key);
}

function expiryOf(world: World, value: unknown): Date {
  const expiresAt = new Date(String(value));
  const minutes = (expiresAt.getTime() - world.clock.now().getTime()) / 60_000;
  if (minutes <= 0) throw badRequest('Subscription expiration must be in the future.', 'InvalidRequest');
  if (minutes > MOST_MINUTES) {
    throw badRequest(`Subscription expiration can only be ${MOST_MINUTES} minutes in the future.`, 'ExtensionError');
  }
  return expiresAt;
}

/** Graph posts a token, and wants it back as it is, as text/plain. */
async function validate(world: World, address: string): Promise<void> {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || url.protocol !== 'https:') {
    throw badRequest('The notification address must be an https address.', 'InvalidRequest');
  }
  const validationToken = `Validation: Testing client application reachability for subscription Request-Id: ${newGuid(world, 'valid')}`;
  url.searchParams.set('validationToken', validationToken);
  try {
    const answer = await world.callBack(url.href, {
      ...{ method: 'POST', headers: { 'content-type': 'text/plain; charset=utf-8' }, body: '' },
      signal: AbortSignal.timeout(VALIDATION_MS),
    });
    const text = await answer.text();
    const plain = /^text\/plain\b/i.test(answer.headers.get('content-type') ?? '');
    if (answer.status === 200 && plain && text === validationToken) return;
  } catch {
    // Refused below, as whatever else is no answer.
  }
  throw badRequest(
    'Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request.',
    'ValidationError',
  );
}

function subscriptionOf(world: World, call: Call): StoredSubscription {
  liveSubscriptions(world);
  const found = world.subscriptions.get(call.params.subscription ?? '');
  if (found === undefined) throw new Refusal(404, 'ResourceNotFound', 'The object was not found.');
  return found;
}

/** GET /subscriptions */
export function listSubscriptions(world: World, call: Call): Answer {
  checkQuery(call, []);
  const items = liveSubscriptions(world).map((one) => subscriptionJson(world, one));
  return paged(world, call, items, 100, { context: 'subscriptions' });
}

/** GET /subscriptions/{id} */
export function readSubscription(world: World, call: Call): Answer {
  checkQuery(call, []);
  return { status: 200, json: subscriptionJson(world, subscriptionOf(world, call)) };
}

/** PATCH /subscriptions/{id}: renews it. */
export async function renewSubscription(world: World, call: Call): Promise<Answer> {
  checkQuery(call, []);
  const body = checkBody('subscription', jsonOf(call));
  const subscription = subscriptionOf(world, call);
  const other = Object.keys(body).find((name) => !['expirationDateTime', 'notificationUrl'].includes(name));
  if (other !== undefined) throw badRequest(`The property '${other}' cannot be updated.`, 'InvalidRequest');
  const expiresAt =
    body.expirationDateTime === undefined ? subscription.expiresAt : expiryOf(world, body.expirationDateTime);
  if (typeof body.notificationUrl === 'string') {
    await validate(world, body.notificationUrl);
    subscription.notificationUrl = body.notificationUrl;
  }
  aboutOf(world, subscription.resource);
  subscription.expiresAt = expiresAt;
  return { status: 200, json: subscriptionJson(world, subscription) };
}

/** POST /subscriptions/{id}/reauthorize */
export function reauthorizeSubscription(world: World, call: Call): Answer {
  checkQuery(call, []);
  aboutOf(world, subscriptionOf(world, call).resource);
  return { status: 204 };
}

/** DELETE /subscriptions/{id} */
export function deleteSubscription(world: World, call: Call): Answer {
  checkQuery(call, []);
  world.subscriptions.delete(subscriptionOf(world, call).id);
  return { status: 204 };
}
