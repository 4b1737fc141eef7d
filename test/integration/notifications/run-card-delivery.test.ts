import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { NewDelivery } from '../../../services/notifications/model.ts';
import { aBookedMeeting, type BookedMeeting } from '../../support/booked-meeting.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { testDeps } from '../../support/deps.ts';
import { deliveryService } from './delivery-fixture.ts';

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;
let service: ReturnType<typeof deliveryService>;
let meeting: BookedMeeting;
let number = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});
beforeEach(async () => {
  await deps.db.delivery.deleteMany();
  await deps.db.teamTodo.deleteMany();
  deps.clock.moveTo(new Date('2027-01-12T09:30:00Z'));
  service = deliveryService(deps);
  number += 1;
  meeting = await aBookedMeeting(deps, { number });
});

const news = (over: Partial<NewDelivery> = {}): NewDelivery => ({
  kind: 'request-news',
  eventKey: 'news',
  channel: 'teams',
  requestId: meeting.requestId,
  professionalId: meeting.requester.id,
  ...over,
});
const triage = (): NewDelivery => ({
  kind: 'request-for-triage',
  eventKey: 'triage',
  channel: 'teams',
  requestId: meeting.requestId,
});

describe('a card', () => {
  test('is posted once for one event, however often the event and its job come again', async () => {
    await service.add(news());
    await service.add(news());
    await service.run('news');
    const delivery = await service.run('news');
    expect(delivery).toMatchObject({ state: 'sent', messageId: 'activity-1', attempts: 1, sentAt: deps.clock.now() });
    expect(service.notifier.posted).toEqual([
      {
        receiver: { to: 'professional', professionalId: meeting.requester.id },
        message: { kind: 'request-news', requestId: meeting.requestId },
      },
    ]);
    expect(
      deps.jobs.enqueued.filter((job) => job.name === 'deliver' && job.data.deliveryId === delivery.id),
    ).toHaveLength(1);
  });

  test('of a request goes to nobody but its requester', async () => {
    await service.add(news({ professionalId: meeting.owner.id }));
    expect(await service.run('news')).toMatchObject({ state: 'not-needed', lastError: 'not-allowed' });
    expect(service.notifier.posted).toEqual([]);
  });

  test('is mailed instead where Teams does not reach the requester, without a name or a reason', async () => {
    await service.add(news());
    service.notifier.answers({ sent: false, because: 'unreachable' });
    expect(await service.run('news')).toMatchObject({ state: 'failed', lastError: 'unreachable' });
    expect(await service.run('news:mail')).toMatchObject({ state: 'sent', detail: { part: 'state-only' } });
    const [mail] = service.mailer.sent;
    expect(mail?.to.address).toBe(`rosa.${number}@example.org`);
    expect(mail?.text).toContain('The meeting is booked for Thursday 14 January 2027 at 10am.');
    expect(mail?.text).not.toContain('Jamie');
    expect(await service.todos()).toEqual([]);
  });

  test('that may have been posted is mailed and never posted again', async () => {
    await service.add(news());
    service.notifier.answers({ sent: false, because: 'unclear' });
    expect(await service.run('news')).toMatchObject({ state: 'may-have-been-sent' });
    await service.run('news');
    expect(service.notifier.posted).toHaveLength(1);
    expect(await service.run('news:mail')).toMatchObject({ state: 'sent' });
  });

  test('whose process was killed while it was posted is treated as one that may have been posted', async () => {
    await service.add(news());
    await deps.db.delivery.updateMany({ data: { state: 'sending' } });
    expect(await service.run('news')).toMatchObject({ state: 'may-have-been-sent' });
    expect(service.notifier.posted).toEqual([]);
    expect(await service.keys()).toEqual(['news', 'news:mail']);
  });

  test('that Teams asks to try again stays due, and is posted by a later try', async () => {
    await service.add(news());
    service.notifier.answers({ sent: false, because: 'try-again' });
    await expect(service.run('news')).rejects.toThrow('try-again');
    expect(await service.find({ eventKey: 'news' })).toMatchObject({ state: 'due', lastError: 'try-again' });
    service.notifier.answers({ sent: true, activityId: 'later' });
    expect(await service.run('news')).toMatchObject({ state: 'sent', attempts: 2 });
  });

  test('that fails on the last try goes by mail; without an address the team gets a to-do', async () => {
    await service.add(news());
    service.notifier.answers({ sent: false, because: 'try-again' });
    expect(await service.run('news', { lastTry: true })).toMatchObject({ state: 'failed' });
    expect(await service.keys()).toEqual(['news', 'news:mail']);

    await deps.db.professional.update({ where: { id: meeting.requester.id }, data: { email: null } });
    await service.add(news({ eventKey: 'later news' }));
    await service.run('later news', { lastTry: true });
    expect(await service.todos()).toMatchObject([{ kind: 'delivery-failed', requestId: meeting.requestId }]);
  });

  test('for the channel waits for the bot to be added there, and becomes a to-do in the end', async () => {
    await service.add(triage());
    service.notifier.answers({ sent: false, because: 'unreachable' });
    await expect(service.run('triage')).rejects.toThrow('unreachable');
    expect(await service.run('triage', { lastTry: true })).toMatchObject({ state: 'failed' });
    const todos = await service.todos();
    expect(todos).toMatchObject([{ kind: 'delivery-failed' }]);
    // The to-do's own card fails as well: that raises no further one.
    await service.run(`todo:${todos[0]?.id}`, { lastTry: true });
    expect(await service.todos()).toHaveLength(1);
  });

  test('of a request that ended before it was posted is not needed', async () => {
    await service.add(triage());
    await deps.db.mbeRequest.update({ where: { id: meeting.requestId }, data: { state: 'withdrawn' } });
    expect(await service.run('triage')).toMatchObject({ state: 'not-needed', lastError: 'ended' });
  });

  test('of a to-do that was done before it was posted is not needed', async () => {
    const id = deps.newId();
    const now = deps.clock.now();
    await deps.db.teamTodo.create({ data: { id, kind: 'speak-first', eventKey: id, createdAt: now, doneAt: now } });
    await service.add({ kind: 'todo', eventKey: 'todo', channel: 'teams', detail: { todoId: id } });
    expect(await service.run('todo')).toMatchObject({ state: 'not-needed', lastError: 'done' });
  });
});

describe('the card that asks for the outcome', () => {
  const recordOutcome = (): NewDelivery => ({
    kind: 'record-outcome',
    eventKey: 'outcome',
    channel: 'teams',
    meetingId: meeting.id,
    requestId: meeting.requestId,
  });
  const afterTheMeeting = () => deps.clock.moveTo(meeting.endsAt);
  const channel = { to: 'channel' };

  test('goes to the chair once the end has passed', async () => {
    await service.add(recordOutcome());
    afterTheMeeting();
    await service.run('outcome');
    expect(service.notifier.posted).toMatchObject([{ receiver: { professionalId: meeting.owner.id } }]);
  });

  test('goes to the channel where the chair can’t be reached', async () => {
    await service.add(recordOutcome());
    afterTheMeeting();
    service.notifier.answers((to) =>
      to.to === 'channel' ? { sent: true, activityId: 'c' } : { sent: false, because: 'unreachable' },
    );
    expect(await service.run('outcome')).toMatchObject({ state: 'failed' });
    expect(await service.run('outcome:channel')).toMatchObject({ state: 'sent' });
    expect(service.notifier.posted).toMatchObject([{ receiver: channel }]);
  });

  test('is mailed where it may have been posted', async () => {
    await service.add(recordOutcome());
    afterTheMeeting();
    service.notifier.answers({ sent: false, because: 'unclear' });
    await service.run('outcome');
    await service.run('outcome:mail');
    expect(service.mailer.sent[0]?.subject).toBe(`${meeting.reference}: record what was agreed`);
  });

  test('goes to the channel when the chair has left the team', async () => {
    await service.add(recordOutcome());
    afterTheMeeting();
    await deps.db.professional.update({ where: { id: meeting.owner.id }, data: { dsrRole: null } });
    await service.run('outcome');
    expect(service.notifier.posted).toMatchObject([{ receiver: channel }]);
  });

  test('is not needed while the meeting’s new end lies ahead', async () => {
    await service.add(recordOutcome());
    expect(await service.run('outcome')).toMatchObject({ state: 'not-needed', lastError: 'not-waiting' });
  });
});

describe('the reminder of an undecided request', () => {
  const overdue = (): NewDelivery => ({
    kind: 'decision-overdue',
    eventKey: 'overdue',
    channel: 'teams',
    requestId: meeting.requestId,
  });
  const undecided = (ownerId: string | null) =>
    deps.db.mbeRequest.update({
      where: { id: meeting.requestId },
      data: { state: 'submitted', decideBy: deps.clock.now(), ownerId },
    });

  test('goes to the owner of this moment, or to the channel', async () => {
    await undecided(meeting.owner.id);
    await service.add(overdue(), { ...overdue(), eventKey: 'second' });
    await service.run('overdue');
    await undecided(null);
    await service.run('second');
    expect(service.notifier.posted.map(({ receiver }) => receiver)).toEqual([
      { to: 'professional', professionalId: meeting.owner.id },
      { to: 'channel' },
    ]);
  });

  test('is not needed once the request is decided', async () => {
    await service.add(overdue());
    expect(await service.run('overdue')).toMatchObject({ state: 'not-needed', lastError: 'not-overdue' });
  });
});
