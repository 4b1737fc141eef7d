import { afterEach, beforeEach, expect, test } from 'vitest';
import { openMetrics } from '../../../app/metrics.ts';
import { tellOfUnmoved } from '../../../services/mailbox/tell-of-unmoved.ts';
import { pickUpForgotten } from '../../../services/notifications/pick-up-forgotten.ts';
import type { JobQueue } from '../../../services/platform/jobs.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ordinaryMorning, type TestDeps, testDepsWithQueue } from '../../support/deps.ts';
import { deliveryService } from '../notifications/delivery-fixture.ts';

let database: TestDatabase;
let deps: TestDeps<JobQueue>;

beforeEach(async () => {
  database = await createTestDatabase();
  deps = await testDepsWithQueue({ url: database.url });
  deps.clock.moveTo(ordinaryMorning);
});
afterEach(async () => {
  await deps.close();
  await database.drop();
});

const HOUR = 60 * 60_000;
const hoursAgo = (hours: number) => new Date(deps.clock.now().getTime() - hours * HOUR);

async function aMail(
  over: { state?: string; because?: string; hours?: number; movedAt?: Date; handledAt?: Date } = {},
) {
  const { hours = 48, ...columns } = over;
  const id = deps.newId();
  const at = hoursAgo(hours);
  const data = { id, mailboxId: id, messageId: `<${id}@ward.example.org>`, receivedAt: at, createdAt: at };
  await deps.db.mailedMessage.create({ data: { ...data, state: 'left-alone', ...columns } });
  return id;
}

/** The last job about a message ended so long ago, by the database's time. */
async function lastTried(mailedMessageId: string, minutesAgo: number) {
  await deps.db.$executeRaw`DELETE FROM pgboss.job WHERE data ->> 'mailedMessageId' = ${mailedMessageId}`;
  const job = { name: 'handle-mailed-message', data: { mailedMessageId } } as const;
  await deps.db.$transaction((tx) => deps.jobs.enqueue(tx, [job]));
  await deps.db.$executeRaw`
    UPDATE pgboss.job SET state = 'failed', completed_on = now() - ${minutesAgo}::int * interval '1 minute'
    WHERE data ->> 'mailedMessageId' = ${mailedMessageId}`;
}

const cards = () => deps.db.delivery.findMany({ where: { kind: 'mails-not-moved' }, orderBy: { createdAt: 'asc' } });

test('an original that cannot be moved is tried less and less often, down to once a day', async () => {
  const young = await aMail({ hours: 0.1 });
  const old = await aMail({ hours: 100 });
  await lastTried(young, 16);
  await lastTried(old, 16);
  expect(await pickUpForgotten(deps)).toBe(1);
  await lastTried(young, 14);
  await lastTried(old, 23 * 60);
  expect(await pickUpForgotten(deps)).toBe(0);
  await lastTried(old, 25 * 60);
  expect(await pickUpForgotten(deps)).toBe(1);
});

test('what somebody has dealt with only now is tried soon, however long it had waited', async () => {
  const mail = await aMail({ hours: 100, state: 'triaged', handledAt: hoursAgo(0.1) });
  await lastTried(mail, 16);
  expect(await pickUpForgotten(deps)).toBe(1);
});

test('a message that is not placed yet is tried as often as ever, and any number of stuck ones keeps it from nothing', async () => {
  for (let count = 0; count < 210; count++) await aMail({ hours: 200 });
  await pickUpForgotten(deps);
  const late = await aMail({ state: 'received', hours: 50 });
  await lastTried(late, 16);
  await pickUpForgotten(deps);
  const waiting = await deps.db.$queryRaw<unknown[]>`
    SELECT 1 FROM pgboss.job WHERE data ->> 'mailedMessageId' = ${late} AND state = 'created'`;
  expect(waiting).toHaveLength(1);
});

test('the team is told once of what could not be moved for a day, with one card for all of it', async () => {
  await aMail({ hours: 23 });
  await aMail({ movedAt: hoursAgo(1) });
  await aMail({ because: 'before-start' });
  await aMail({ state: 'received' });
  expect(await tellOfUnmoved(deps)).toBe(0);
  await aMail();
  await aMail();
  const told = await Promise.all([tellOfUnmoved(deps), tellOfUnmoved(deps)]);
  expect(told.toSorted()).toEqual([0, 2]);
  expect(await tellOfUnmoved(deps)).toBe(0);
  const [card, ...more] = await cards();
  expect(more).toEqual([]);
  const service = deliveryService(deps);
  await service.run(card?.eventKey ?? '');
  expect(service.notifier.posted).toEqual([
    { receiver: { to: 'channel' }, message: { kind: 'mails-not-moved', count: 2 } },
  ]);
  // A day later the third one is as old; of the two the team knows.
  deps.clock.moveBy(25 * HOUR);
  expect(await tellOfUnmoved(deps)).toBe(1);
  expect(await cards()).toHaveLength(2);
});

test('what comes to it on a day that has its card is told of on the next, with all that are not moved then', async () => {
  await aMail({ hours: 24 });
  await aMail({ hours: 23 });
  const service = deliveryService(deps);
  expect(await tellOfUnmoved(deps)).toBe(1);
  await service.runAll();
  deps.clock.moveBy(HOUR);
  expect(await tellOfUnmoved(deps)).toBe(0);
  deps.clock.moveBy(23 * HOUR);
  expect(await tellOfUnmoved(deps)).toBe(1);
  await service.runAll();
  expect(service.notifier.posted.map(({ message }) => message)).toEqual([
    { kind: 'mails-not-moved', count: 1 },
    { kind: 'mails-not-moved', count: 2 },
  ]);
});

test('no card is posted where they could be moved after all', async () => {
  await aMail();
  await tellOfUnmoved(deps);
  await deps.db.mailedMessage.updateMany({ data: { movedAt: deps.clock.now() } });
  const [card] = await cards();
  const service = deliveryService(deps);
  expect(await service.run(card?.eventKey ?? '')).toMatchObject({ state: 'not-needed' });
  expect(service.notifier.posted).toEqual([]);
});

test('metrics count the originals that could not be moved yet', async () => {
  await aMail();
  await aMail({ movedAt: hoursAgo(1) });
  const metrics = openMetrics();
  metrics.countIn(deps.db, deps.jobs);
  expect((await metrics.text()).text).toContain('roundtable_mails_not_moved 1');
});
