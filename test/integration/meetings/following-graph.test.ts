import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MeetingView } from '../../../services/meetings/model.ts';
import { dsrMailbox } from '../../support/graph-tenant.ts';
import { aGraphWorld, type GraphWorld, notificationUrl } from '../../support/graph-world.ts';
import { type ArrangedMeeting, anArrangedMeeting, book, meetingNow } from '../../support/meeting-builders.ts';
import { aMeetingWorld, type MeetingDeps } from '../../support/meeting-world.ts';

const meetings = aMeetingWorld();
let deps: MeetingDeps;
let arranged: ArrangedMeeting;
let world: GraphWorld;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const later = { start: new Date('2027-01-22T14:00:00Z'), end: new Date('2027-01-22T15:00:00Z') };

beforeEach(async () => {
  deps = meetings.fresh();
  await deps.db.graphSubscription.deleteMany();
  await deps.db.readPosition.deleteMany();
  await deps.db.outage.deleteMany();
  await deps.db.meeting.updateMany({ where: { state: 'booked' }, data: { state: 'did-not-take-place' } });
  world = await aGraphWorld(deps, { readsInbox: true });
  arranged = await anArrangedMeeting(deps);
});

afterEach(async () => {
  // Graph refuses to subscribe where it cannot reach us: that is one of the tests.
  expect(world.fake.refusals().filter(({ code }) => code !== 'ValidationError')).toEqual([]);
  await world.stop();
});

async function booked(): Promise<MeetingView> {
  await book(deps, arranged);
  await world.work();
  return meetingNow(deps, arranged.meetingId);
}

const theEvent = () => world.fake.events(dsrMailbox)[0] ?? { id: '', start: new Date(0) };
const now = () => meetingNow(deps, arranged.meetingId);
const stored = () => deps.db.meeting.findUniqueOrThrow({ where: { id: arranged.meetingId } });
const invitee = (view: MeetingView) => view.invitees.find(({ email }) => email !== null);
const subscriptions = () => deps.db.graphSubscription.findMany({ orderBy: { subject: 'asc' } });
const toFollow = () => deps.jobs.enqueued.filter(({ name }) => name === 'follow-calendar').length;

describe('a change in Outlook that Graph tells of', () => {
  beforeEach(async () => {
    await world.sweep('graph-subscriptions');
  });

  test('an answer is on the meeting’s card', async () => {
    const view = await booked();
    deps.clock.moveBy(MINUTE);
    world.fake.answer(dsrMailbox, theEvent().id, invitee(view)?.email ?? '', 'accepted');
    expect(await world.fake.deliverNotifications()).toMatchObject([{ status: 202 }]);
    await world.work();
    expect(invitee(await now())?.response).toBe('accepted');
  });

  test('another time that somebody proposes is kept, and nothing is moved', async () => {
    const view = await booked();
    deps.clock.moveBy(MINUTE);
    const address = invitee(view)?.email ?? '';
    world.fake.answer(dsrMailbox, theEvent().id, address, 'declined', { proposed: later });
    await world.fake.deliverNotifications();
    await world.work();
    expect(await now()).toMatchObject({ startsAt: view.startsAt });
    const row = await deps.db.invitee.findFirstOrThrow({ where: { meetingId: arranged.meetingId, email: address } });
    expect(row).toMatchObject({ response: 'declined', proposedStartsAt: later.start, proposedEndsAt: later.end });
  });

  test('a move is followed, and an answer to the new time that came first is kept', async () => {
    const view = await booked();
    deps.clock.moveBy(MINUTE);
    world.fake.editEvent(dsrMailbox, theEvent().id, later);
    deps.clock.moveBy(MINUTE);
    world.fake.answer(dsrMailbox, theEvent().id, invitee(view)?.email ?? '', 'accepted');
    await world.fake.deliverNotifications();
    await world.work();
    expect(await now()).toMatchObject({ startsAt: later.start, endsAt: later.end });
    expect(invitee(await now())?.response).toBe('accepted');
    // What people hear of the move they hear from Outlook: nothing was written into the event from here.
    expect(world.fake.log.filter(({ method }) => method === 'PATCH')).toEqual([]);
  });

  test('a deletion cancels the meeting, and nobody is told twice', async () => {
    await booked();
    deps.clock.moveBy(MINUTE);
    world.fake.deleteEvent(dsrMailbox, theEvent().id);
    await world.fake.deliverNotifications();
    await world.work();
    expect(await now()).toMatchObject({ state: 'cancelled', endReason: 'removed-from-calendar' });
    expect(world.fake.log.filter(({ path }) => path.includes('/cancel'))).toEqual([]);
  });

  test('that is told twice changes nothing twice', async () => {
    await booked();
    deps.clock.moveBy(MINUTE);
    world.fake.editEvent(dsrMailbox, theEvent().id, later);
    await world.fake.deliverNotifications();
    await world.work();
    world.fake.notifications.repeat();
    await world.fake.deliverNotifications();
    await world.work();
    expect(await stored()).toMatchObject({ sequence: 1 });
  });

  test('new mail makes the mailbox be read at once', async () => {
    world.fake.inbox.receive(dsrMailbox, 'From: rosa@example.org\r\nSubject: Example\r\n\r\nHello\r\n');
    await world.fake.deliverNotifications();
    expect(world.hastened).toEqual(['mailbox']);
  });
});

describe('the subscriptions', () => {
  test('are made once, by however many processes, and keep no more of their secret than a digest', async () => {
    await Promise.all([world.sweep('graph-subscriptions'), world.sweep('graph-subscriptions')]);
    await world.sweep('graph-subscriptions');
    expect(
      world.fake
        .subscriptions()
        .map(({ resource }) => resource)
        .sort(),
    ).toEqual([`/users/${dsrMailbox}/events`, `/users/${dsrMailbox}/mailFolders('Inbox')/messages`]);
    const secrets = world.fake.subscriptions().map(({ clientState }) => clientState);
    expect(new Set(secrets).size).toBe(2);
    for (const { clientStateDigest } of await subscriptions()) {
      expect(clientStateDigest).toMatch(/^[0-9a-f]{64}$/);
      expect(secrets).not.toContain(clientStateDigest);
    }
  });

  test('move with the address at which the service is reached: the old ones go, and each process looks once', async () => {
    const OLD = 'https://old.example.org/graph/notifications';
    await world.sweep('graph-subscriptions');
    for (const one of world.fake.subscriptions()) one.notificationUrl = OLD;
    const old = world.fake.subscriptions().map(({ id }) => id);
    const looks = () =>
      world.fake.log.filter(({ method, path }) => method === 'GET' && /subscriptions$/.test(path)).length;
    // A service that starts anew, with another PUBLIC_URL than those were made for.
    const started = world.restarted();
    await Promise.all([started('graph-subscriptions'), world.restarted()('graph-subscriptions')]);
    await started('graph-subscriptions');
    const present = world.fake.subscriptions();
    expect(present).toHaveLength(2);
    expect(present.filter(({ id, notificationUrl }) => old.includes(id) || notificationUrl === OLD)).toEqual([]);
    expect((await subscriptions()).map(({ subscriptionId }) => subscriptionId).sort()).toEqual(
      present.map(({ id }) => id).sort(),
    );
    const before = looks();
    for (let minute = 0; minute < 10; minute++) await started('graph-subscriptions');
    expect(looks()).toBe(before);
    expect(world.fake.subscriptions().map(({ id }) => id)).toEqual(present.map(({ id }) => id));
  });

  test('are renewed once a day, and never run out', async () => {
    await world.sweep('graph-subscriptions');
    const renewals = () => world.fake.log.filter(({ method }) => method === 'PATCH').length;
    for (let hours = 1; hours <= 72; hours++) {
      deps.clock.moveBy(HOUR);
      await world.sweep('graph-subscriptions');
    }
    expect(renewals()).toBeGreaterThanOrEqual(4);
    expect(renewals()).toBeLessThanOrEqual(6);
    for (const { expiresAt } of await subscriptions()) {
      expect((expiresAt?.getTime() ?? 0) - deps.clock.now().getTime()).toBeGreaterThan(5 * DAY);
    }
  });

  test('are made anew after they ran out, were removed, or could not be validated', async () => {
    await world.sweep('graph-subscriptions');
    const first = world.fake.subscriptions().map(({ id }) => id);
    deps.clock.moveBy(8 * DAY);
    await world.sweep('graph-subscriptions');
    const second = world.fake.subscriptions().map(({ id }) => id);
    expect(second).toHaveLength(2);
    expect(second).not.toContain(first[0]);
    world.fake.notifications.lifecycle(second[0] ?? '', 'subscriptionRemoved');
    await world.fake.deliverNotifications();
    expect(world.hastened).toContain('graph-subscriptions');
    world.reachable = false;
    await expect(world.sweep('graph-subscriptions')).rejects.toThrow();
    world.reachable = true;
    deps.clock.moveBy(6 * MINUTE);
    await world.sweep('graph-subscriptions');
    expect(world.fake.subscriptions()).toHaveLength(2);
  });

  test('whose answer was lost are not left to tell us twice', async () => {
    world.fake.faults.next(({ method, path }) => method === 'POST' && path.includes('/subscriptions'), {
      kind: 'reset',
      when: 'after',
    });
    await expect(world.sweep('graph-subscriptions')).rejects.toThrow();
    deps.clock.moveBy(6 * MINUTE);
    await world.sweep('graph-subscriptions');
    expect(world.fake.subscriptions()).toHaveLength(2);
  });

  test('are renewed when Graph asks for it', async () => {
    await world.sweep('graph-subscriptions');
    deps.clock.moveBy(HOUR);
    const [first] = world.fake.subscriptions();
    world.fake.notifications.lifecycle(first?.id ?? '', 'reauthorizationRequired');
    await world.fake.deliverNotifications();
    expect(world.hastened).toEqual(['graph-subscriptions']);
    await world.sweep('graph-subscriptions');
    const [row] = await subscriptions();
    expect((row?.expiresAt?.getTime() ?? 0) - deps.clock.now().getTime()).toBeGreaterThan(6.9 * DAY);
  });
});

describe('where notifications come to', () => {
  const notification = async (over: Record<string, unknown> = {}) => {
    const [subscription] = world.fake.subscriptions();
    const { calendarEventId } = await stored();
    const { id: subscriptionId, clientState } = subscription ?? {};
    const item = { subscriptionId, clientState, changeType: 'updated', resourceData: { id: calendarEventId }, ...over };
    return JSON.stringify({ value: [item] });
  };

  beforeEach(async () => {
    await world.sweep('graph-subscriptions');
    await booked();
  });

  test('the token comes back as it was, as plain text, and can be nothing that a browser runs', async () => {
    const token = 'Validation: Testing client application reachability for subscription Request-Id: 1234-abcd';
    const answer = await world.post('', `?validationToken=${encodeURIComponent(token)}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await answer.text()).toBe(token);
    const script = encodeURIComponent('<script>alert(1)</script>');
    expect(await (await world.post('', `?validationToken=${script}`)).text()).not.toContain('<');
    expect((await world.post('', `?validationToken=${'a'.repeat(2000)}`)).status).toBe(400);
    expect((await world.post('', '?validationToken=a&validationToken=b')).status).toBe(400);
  });

  test('what is told of our event is looked at', async () => {
    expect((await world.post(await notification())).status).toBe(202);
    expect(toFollow()).toBe(1);
  });

  test.each([
    ['of a subscription that nobody here has', { subscriptionId: 'somebody-elses' }],
    ['with another secret', { clientState: 'guessed' }],
    ['without a secret', { clientState: undefined }],
    ['of an event that is no meeting of ours', { resourceData: { id: 'an-appointment' } }],
    ['without an event', { resourceData: null }],
  ])('what comes %s changes nothing, and is answered alike', async (_what, over) => {
    const answer = await world.post(await notification(over));
    expect([answer.status, await answer.text()]).toEqual([202, '']);
    expect(toFollow()).toBe(0);
  });

  test('what a stranger posts wakes nothing', async () => {
    const { woken } = deps.jobs;
    await world.post(await notification({ clientState: 'guessed' }));
    expect(deps.jobs.woken).toBe(woken);
  });

  test.each([
    ['no JSON', '{"value": ['],
    ['no list', '{"value": "all"}'],
    ['nothing', ''],
    ['a list of numbers', '{"value": [1, 2]}'],
    ['far too many', JSON.stringify({ value: Array.from({ length: 1001 }, () => ({ subscriptionId: 'a' })) })],
  ])('%s is refused without a word', async (_what, body) => {
    const answer = await world.post(body);
    expect([answer.status, await answer.text()]).toEqual([400, '']);
  });

  test('what is too large is refused without a word, and so is every other method', async () => {
    const large = await world.post('x'.repeat(2_000_000));
    expect([large.status, await large.text()]).toEqual([413, '']);
  });

  test('Graph is to come back while the database is away', async () => {
    const body = await notification();
    const { $transaction } = deps.db;
    deps.db.$transaction = (() => Promise.reject(new Error('away: secret words'))) as typeof $transaction;
    try {
      const answer = await world.post(body);
      expect([answer.status, await answer.text()]).toEqual([503, '']);
    } finally {
      deps.db.$transaction = $transaction;
    }
  });
});

describe('a change that nobody has told of', () => {
  const poll = async () => {
    deps.clock.moveBy(3 * MINUTE);
    await world.sweep('calendar-changes');
    await world.work();
  };

  test('is found by the poll: an answer, a move, a deletion', async () => {
    const view = await booked();
    await poll();
    deps.clock.moveBy(MINUTE);
    world.fake.answer(dsrMailbox, theEvent().id, invitee(view)?.email ?? '', 'accepted');
    await poll();
    expect(invitee(await now())?.response).toBe('accepted');
    world.fake.editEvent(dsrMailbox, theEvent().id, later);
    await poll();
    expect((await now()).startsAt).toEqual(later.start);
    world.fake.deleteEvent(dsrMailbox, theEvent().id);
    await poll();
    expect((await now()).state).toBe('cancelled');
  });

  test('is found although the calendar has forgotten how far it was read', async () => {
    await booked();
    await poll();
    world.fake.expireDeltaTokens();
    world.fake.deleteEvent(dsrMailbox, theEvent().id);
    await poll();
    expect((await now()).state).toBe('cancelled');
  });

  test('is found when the window has moved with the day', async () => {
    await booked();
    await poll();
    deps.clock.moveBy(DAY);
    world.fake.editEvent(dsrMailbox, theEvent().id, {
      start: new Date('2029-01-22T14:00:00Z'),
      end: new Date('2029-01-22T15:00:00Z'),
    });
    await poll();
    expect((await now()).startsAt).toEqual(new Date('2029-01-22T14:00:00Z'));
  });

  test('is looked for every two minutes, whoever sweeps, and costs nothing where nothing is booked', async () => {
    const asked = () => world.fake.log.filter(({ path }) => path.includes('/delta')).length;
    await world.sweep('calendar-changes');
    expect(asked()).toBe(0);
    await booked();
    await Promise.all([world.sweep('calendar-changes'), world.sweep('calendar-changes')]);
    await world.sweep('calendar-changes');
    expect(asked()).toBe(1);
  });

  test('does not look at what was written from here', async () => {
    await booked();
    await poll();
    deps.clock.moveBy(3 * MINUTE);
    await world.sweep('calendar-changes');
    expect(toFollow()).toBe(0);
  });

  test('a join link that was missing at first comes after', async () => {
    await world.stop();
    world = await aGraphWorld(deps, { joinUrlDelayMs: 4 * MINUTE });
    expect((await booked()).joinUrl).toBeNull();
    for (let n = 0; n < 4; n++) await poll();
    expect((await now()).joinUrl).toMatch(/^https:/);
  });
});

describe('while Graph is away', () => {
  const cards = async () =>
    (
      await deps.db.delivery.findMany({ where: { kind: { startsWith: 'calendars-' } }, orderBy: { createdAt: 'asc' } })
    ).map(({ kind }) => kind);

  test('the team is told once that calendars are late, and once that they are back, and what waited goes out', async () => {
    await deps.db.delivery.deleteMany({ where: { kind: { startsWith: 'calendars-' } } });
    await book(deps, arranged);
    const fault = { kind: 'no-connection' } as const;
    world.fake.faults.plan(() => fault);
    for (let n = 0; n < 8; n++) {
      await world.work().catch(() => undefined);
      await world.sweep('outage');
      deps.clock.moveBy(3 * MINUTE);
    }
    expect(await cards()).toEqual(['calendars-late']);
    expect(await deps.db.outage.count()).toBe(1);
    world.fake.faults.plan(() => null);
    deps.jobs.enqueued.length = 0;
    await world.sweep('outage');
    await world.work();
    expect(await cards()).toEqual(['calendars-late', 'calendars-back']);
    expect(world.fake.events(dsrMailbox)).toHaveLength(1);
  });

  test('a moment is no news', async () => {
    await deps.db.delivery.deleteMany({ where: { kind: { startsWith: 'calendars-' } } });
    await book(deps, arranged);
    world.fake.faults.plan(() => ({ kind: 'no-connection' }));
    await world.work().catch(() => undefined);
    await world.sweep('outage');
    world.fake.faults.plan(() => null);
    deps.clock.moveBy(2 * MINUTE);
    await world.sweep('outage');
    expect(await cards()).toEqual([]);
    expect(await deps.db.outage.findMany()).toMatchObject([{ toldAt: null, endedAt: deps.clock.now() }]);
  });
});

test('what Graph is told of us is an address of https, and nothing but ids is asked for', async () => {
  await world.sweep('graph-subscriptions');
  for (const one of world.fake.subscriptions()) expect(one.notificationUrl).toBe(notificationUrl);
});
