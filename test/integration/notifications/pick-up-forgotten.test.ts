import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pickUpForgotten } from '../../../services/notifications/pick-up-forgotten.ts';
import { prune } from '../../../services/notifications/prune.ts';
import { addDeliveries } from '../../../services/notifications/store.ts';
import type { JobQueue } from '../../../services/platform/jobs.ts';
import { aBookedMeeting, type BookedMeeting } from '../../support/booked-meeting.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ordinaryMorning, type TestDeps, testDepsWithQueue } from '../../support/deps.ts';
import { deliveryService } from './delivery-fixture.ts';

let database: TestDatabase;
let deps: TestDeps<JobQueue>;
let meeting: BookedMeeting;

beforeEach(async () => {
  database = await createTestDatabase();
  deps = await testDepsWithQueue({ url: database.url });
  meeting = await aBookedMeeting(deps);
  await changeMeeting({ calendarEventId: 'event', calendarSequence: 0 });
});
afterEach(async () => {
  await deps.close();
  await database.drop();
});

type MeetingColumns = Parameters<typeof deps.db.meeting.update>[0]['data'];
const changeMeeting = (data: MeetingColumns) => deps.db.meeting.update({ where: { id: meeting.id }, data });
const jobs = () =>
  deps.db.$queryRaw<{ name: string }[]>`SELECT name FROM pgboss.job WHERE state < 'completed' ORDER BY name`;
const endJobs = (state: string, minutesAgo: number) => deps.db.$executeRaw`
  UPDATE pgboss.job SET state = ${state}::pgboss.job_state, completed_on = now() - ${minutesAgo}::int * interval '1 minute'`;
const todos = () => deps.db.teamTodo.findMany({ select: { kind: true, meetingId: true, doneAt: true } });
const aDelivery = (eventKey = 'news') =>
  deps.db.$transaction((tx) =>
    addDeliveries(tx, deps, [{ kind: 'request-news', eventKey, channel: 'teams', requestId: meeting.requestId }]),
  );

describe('a delivery', () => {
  test('whose job waits is left alone, however far the clock is moved on', async () => {
    await aDelivery();
    deps.clock.moveTo(new Date('2030-01-01T09:00:00Z'));
    expect(await pickUpForgotten(deps)).toBe(0);
  });

  test('whose job has just ended is left alone: its handler may be at work', async () => {
    await aDelivery();
    await endJobs('failed', 4);
    expect(await pickUpForgotten(deps)).toBe(0);
  });

  test.each(['failed', 'completed'])('whose last job %s without ending it gets one new job', async (state) => {
    await aDelivery();
    await endJobs(state, 6);
    expect(await pickUpForgotten(deps)).toBe(1);
    expect(await pickUpForgotten(deps)).toBe(0);
    expect(await jobs()).toEqual([{ name: 'deliver' }]);
  });

  test('that has ended is never picked up', async () => {
    await aDelivery();
    await endJobs('completed', 60);
    await deps.db.delivery.updateMany({ data: { state: 'sent' } });
    expect(await pickUpForgotten(deps)).toBe(0);
  });

  test('is picked up by one of two processes that look at once', async () => {
    await aDelivery();
    await endJobs('failed', 6);
    const found = await Promise.all([pickUpForgotten(deps), pickUpForgotten(deps), pickUpForgotten(deps)]);
    expect(found.toSorted()).toEqual([0, 0, 1]);
  });

  test('that ended its process too often is given up, and the team is told', async () => {
    await aDelivery();
    await deps.db.delivery.updateMany({ data: { attempts: 22 } });
    const service = deliveryService(deps);
    expect(await service.run('news')).toMatchObject({ state: 'failed', lastError: 'too-many-attempts' });
    expect(service.notifier.posted).toEqual([]);
    expect(await todos()).toMatchObject([{ kind: 'delivery-failed' }]);
  });
});

describe('a meeting', () => {
  test('that the calendar is behind of is asked for again after a quarter of an hour, and the team is told once', async () => {
    await changeMeeting({ sequence: 1 });
    expect(await pickUpForgotten(deps)).toBe(1);
    await deps.db.delivery.updateMany({ data: { state: 'sent' } });
    await endJobs('failed', 14);
    expect(await pickUpForgotten(deps)).toBe(0);
    await endJobs('failed', 16);
    expect(await pickUpForgotten(deps)).toBe(1);
    expect(await todos()).toEqual([{ kind: 'calendar-behind', meetingId: meeting.id, doneAt: null }]);
  });

  test.each<[string, MeetingColumns, number]>([
    ['never booked', { calendarEventId: null, calendarSequence: null }, 1],
    ['in step', {}, 0],
    ['cancelled and not told', { state: 'cancelled', sequence: 1 }, 1],
    ['cancelled before the calendar heard of it', { state: 'cancelled', calendarSequence: null, sequence: 1 }, 0],
    [
      'behind and over',
      { sequence: 1, startsAt: new Date('2027-01-11T09:00Z'), endsAt: new Date('2027-01-11T10:00Z') },
      0,
    ],
  ])('that is %s is asked for accordingly', async (_what, columns, count) => {
    await changeMeeting(columns);
    expect(await pickUpForgotten(deps)).toBe(count);
    expect(await jobs()).toEqual([
      ...(count > 0 ? [{ name: 'deliver' }] : []),
      ...Array.from({ length: count }, () => ({ name: 'sync-calendar' })),
    ]);
  });

  test('for which nobody has looked for times gets a look', async () => {
    await changeMeeting({ state: 'being-arranged' });
    expect(await pickUpForgotten(deps)).toBe(1);
    expect(await jobs()).toEqual([{ name: 'look-for-times' }]);
  });
});

describe('once a day', () => {
  const daysAgo = (days: number) => new Date(ordinaryMorning.getTime() - days * 24 * 60 * 60_000);

  test('presses of more than a week ago are forgotten', async () => {
    const row = (days: number) => ({
      key: deps.newId(),
      useCase: 'x',
      actorId: deps.newId(),
      createdAt: daysAgo(days),
    });
    const kept = row(6);
    await deps.db.idempotencyKey.createMany({ data: [row(8), kept] });
    await prune(deps);
    expect(await deps.db.idempotencyKey.findMany({ select: { key: true } })).toEqual([{ key: kept.key }]);
  });

  test('the memory of cards goes half a year after their request ended, and never before', async () => {
    const cardOf = (activityId: string, nounId: string, days: number) => ({
      ...{ activityId, nounId, sentAt: daysAgo(days), conversationId: 'chat', card: 'request-for-team' },
      ...{ digest: 'd', revision: 'r' },
    });
    const ended = await aBookedMeeting(deps, { number: 43 });
    await deps.db.mbeRequest.update({
      where: { id: ended.requestId },
      data: { state: 'closed', updatedAt: daysAgo(200) },
    });
    await deps.db.mbeRequest.update({ where: { id: meeting.requestId }, data: { updatedAt: daysAgo(200) } });
    await deps.db.sentCard.createMany({
      data: [
        cardOf('long ended', ended.requestId, 200),
        cardOf('long ended, shown since', ended.requestId, 10),
        cardOf('still open', meeting.requestId, 200),
      ],
    });
    await prune(deps);
    const left = await deps.db.sentCard.findMany({ select: { activityId: true }, orderBy: { activityId: 'asc' } });
    expect(left.map(({ activityId }) => activityId)).toEqual(['long ended, shown since', 'still open']);
  });
});
