import { describe, expect, test } from 'vitest';
import { movableClock } from '../../../services/platform/time.ts';
import { codeOf, EVENTS, meeting, world } from './fake-world.ts';

const NOW = new Date('2027-01-12T09:00:00Z');
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000).toISOString();
const wanted = {
  changeType: 'created,updated,deleted',
  notificationUrl: 'https://service.example.org/graph',
  lifecycleNotificationUrl: 'https://service.example.org/graph/lifecycle',
  resource: '/users/dsr@example.org/events',
  expirationDateTime: minutes(10_000),
  clientState: 'a-state',
};

type Post = { url: string; body: string };

/** A service that answers validation, and takes what is posted. */
function service(posts: Post[], answer: (url: URL) => Response | undefined = () => undefined): typeof fetch {
  return async (input, init) => {
    const url = new URL(String(input));
    const own = answer(url);
    if (own !== undefined) return own;
    const token = url.searchParams.get('validationToken');
    if (token !== null) return new Response(token, { status: 200, headers: { 'content-type': 'text/plain' } });
    posts.push({ url: url.href, body: String(init?.body) });
    return new Response(null, { status: 202 });
  };
}

async function subscribed(answer?: (url: URL) => Response | undefined) {
  const posts: Post[] = [];
  const clock = movableClock(NOW);
  const tenant = await world({ clock, callBack: service(posts, answer) });
  return { ...tenant, posts, clock };
}

describe('subscriptions of the fake Graph', () => {
  test('a change is posted to the address that was validated, with the state it was given', async () => {
    const { fake, ask, posts } = await subscribed();
    const made = await ask('POST', '/subscriptions', wanted);
    expect(made.status).toBe(201);
    const { body: event } = await ask('POST', EVENTS, meeting);
    fake.answer('dsr@example.org', String(event.id), 'ann@example.org', 'accepted');
    expect(await fake.deliverNotifications()).toEqual([
      { url: wanted.notificationUrl, status: 202, subscriptionIds: [made.body.id] },
    ]);
    expect(JSON.parse(posts[0]?.body ?? '').value).toMatchObject([
      { subscriptionId: made.body.id, clientState: 'a-state', changeType: 'created', resourceData: { id: event.id } },
      { changeType: 'updated', resource: expect.stringMatching(/^Users\/[^/]+\/Events\//) },
    ]);
    expect(await fake.deliverNotifications()).toEqual([]);
  });

  test('what the service does not take stays in the post, and may be lost or come twice', async () => {
    let busy = true;
    const { fake, ask, posts } = await subscribed((url) =>
      busy && !url.searchParams.has('validationToken') ? new Response(null, { status: 503 }) : undefined,
    );
    await ask('POST', '/subscriptions', wanted);
    await ask('POST', EVENTS, meeting);
    expect((await fake.deliverNotifications())[0]?.status).toBe(503);
    busy = false;
    await fake.deliverNotifications();
    fake.notifications.repeat();
    await fake.deliverNotifications();
    expect(posts.map(({ body }) => body)).toEqual([posts[0]?.body, posts[0]?.body]);
    fake.notifications.repeat();
    fake.notifications.lose();
    expect(fake.notifications.pending()).toEqual([]);
  });

  test('a subscription runs out by the clock, unless it is renewed', async () => {
    const { fake, ask, clock } = await subscribed();
    const { body } = await ask('POST', '/subscriptions', { ...wanted, expirationDateTime: minutes(20) });
    clock.moveBy(15 * 60_000);
    const renewed = await ask('PATCH', `/subscriptions/${body.id}`, { expirationDateTime: minutes(40) });
    expect(renewed.status).toBe(200);
    clock.moveBy(15 * 60_000);
    expect(fake.subscriptions()).toHaveLength(1);
    clock.moveBy(15 * 60_000);
    expect(fake.subscriptions()).toEqual([]);
    const late = await ask('PATCH', `/subscriptions/${body.id}`, { expirationDateTime: minutes(100) });
    expect([late.status, codeOf(late)]).toEqual([404, 'ResourceNotFound']);
  });

  test('what happens to a subscription is told at the address for that', async () => {
    const { fake, ask, posts } = await subscribed();
    const { body } = await ask('POST', '/subscriptions', wanted);
    fake.notifications.lifecycle(String(body.id), 'reauthorizationRequired');
    fake.notifications.lifecycle(String(body.id), 'subscriptionRemoved');
    await fake.deliverNotifications();
    expect(posts[0]?.url).toBe(wanted.lifecycleNotificationUrl);
    expect(JSON.parse(posts[0]?.body ?? '').value).toMatchObject([
      { lifecycleEvent: 'reauthorizationRequired', clientState: 'a-state' },
      { lifecycleEvent: 'subscriptionRemoved' },
    ]);
    expect(fake.subscriptions()).toEqual([]);
  });

  const failing: [string, (url: URL) => Response][] = [
    ['another text', () => new Response('yes', { headers: { 'content-type': 'text/plain' } })],
    [
      'HTML',
      (url) => new Response(url.searchParams.get('validationToken'), { headers: { 'content-type': 'text/html' } }),
    ],
    [
      '202',
      (url) =>
        new Response(url.searchParams.get('validationToken'), {
          status: 202,
          headers: { 'content-type': 'text/plain' },
        }),
    ],
  ];
  test.each(failing)('an address that answers %s to its validation is not subscribed', async (_what, answer) => {
    const { fake, ask } = await subscribed((url) =>
      url.searchParams.has('validationToken') ? answer(url) : undefined,
    );
    const refused = await ask('POST', '/subscriptions', wanted);
    expect([refused.status, codeOf(refused)]).toEqual([400, 'ValidationError']);
    expect(fake.subscriptions()).toEqual([]);
  });

  test.each<[string, object, number]>([
    ['more than Graph keeps it', { expirationDateTime: minutes(10_071) }, 400],
    ['the past', { expirationDateTime: minutes(-1) }, 400],
    ['changes of a kind there is not', { changeType: 'moved' }, 400],
    ['an address without TLS', { notificationUrl: 'http://service.example.org/graph' }, 400],
    ['the contents too', { includeResourceData: true }, 400],
    ['a resource there is not', { resource: '/users/dsr@example.org/tasks' }, 400],
    ['a mailbox there is not', { resource: '/users/nobody@example.org/events' }, 404],
    ['messages with ids that do not last', { resource: '/users/dsr@example.org/messages' }, 400],
    ['a state that is too long', { clientState: 'x'.repeat(129) }, 400],
    ['nothing it is about', { resource: undefined }, 400],
  ])('a subscription for %s is refused', async (_what, more, status) => {
    const { ask } = await subscribed();
    expect((await ask('POST', '/subscriptions', { ...wanted, ...more })).status).toBe(status);
  });

  test('of messages in a folder, only those in it are told, by the id that lasts', async () => {
    const { fake, ask, posts } = await subscribed();
    const resource = "/users/dsr@example.org/mailFolders('inbox')/messages";
    const subscription = { ...wanted, resource, changeType: 'created' };
    expect((await ask('POST', '/subscriptions', subscription, { prefer: 'IdType="ImmutableId"' })).status).toBe(201);
    const { immutableId } = fake.inbox.receive('dsr@example.org', 'Subject: one\r\n\r\nHello');
    fake.fileMessage('dsr@example.org', immutableId, 'Archive');
    await fake.deliverNotifications();
    expect(
      JSON.parse(posts[0]?.body ?? '').value.map((one: { resourceData: { id: string } }) => one.resourceData.id),
    ).toEqual([immutableId]);
  });
});
