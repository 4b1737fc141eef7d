import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { findMeeting } from '../../services/meetings/store.ts';
import { dayOf } from '../../services/platform/time.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type TestDeps, testDepsWithQueue } from '../support/deps.ts';
import { anArrangedMeeting } from '../support/meeting-builders.ts';

let database: TestDatabase;
let deps: TestDeps<Awaited<ReturnType<typeof testDepsWithQueue>>['jobs']>;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = await testDepsWithQueue({ url: database.url });
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});

/** The most queries that a connection was given at once; pg 9 takes one. */
async function mostAtOnce(work: () => Promise<unknown>): Promise<number> {
  const unanswered = new Map<unknown, number>();
  let most = 0;
  const { query } = pg.Client.prototype;
  const counted = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: pg.Client,
    ...asked: unknown[]
  ) {
    const answer: unknown = Reflect.apply(query, this, asked);
    if (!(answer instanceof Promise)) return answer;
    const now = (unanswered.get(this) ?? 0) + 1;
    unanswered.set(this, now);
    most = Math.max(most, now);
    const done = () => unanswered.set(this, (unanswered.get(this) ?? 0) - 1);
    answer.then(done, done);
    return answer;
  } as never);
  await work();
  counted.mockRestore();
  return most;
}

test('in a transaction queries take turns, also those asked together: pg 9 refuses two at once', async () => {
  const warned: string[] = [];
  const hear = (warning: Error) => warned.push(warning.message);
  process.on('warning', hear);
  const { meetingId } = await anArrangedMeeting(deps);
  const today = dayOf(deps.clock.now());
  const most = await mostAtOnce(async () => {
    const inside = await deps.db.$transaction((tx) => findMeeting(tx, meetingId, today));
    expect(inside).toEqual(await findMeeting(deps.db, meetingId, today));
    const together = await deps.db.$transaction((tx) =>
      Promise.all([1, 2, 3, 4].map((n) => tx.$queryRaw<{ n: number }[]>`SELECT ${n}::int AS n`)),
    );
    expect(together.flat()).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4 }]);
  });
  await sleep(20);
  process.off('warning', hear);
  expect(warned.filter((text) => text.includes('client.query()'))).toEqual([]);
  expect(most).toBe(1);
});

test('a query that fails keeps no other from being answered, and its connection goes on', async () => {
  const ended = deps.db.$transaction(async (tx) => {
    // Whether the database answers those asked after it is its own affair: each of them ends.
    const answers = await Promise.allSettled([
      tx.$queryRaw`SELECT 1`,
      tx.$queryRaw`SELECT 1 / 0`,
      tx.$queryRaw`SELECT 1`,
    ]);
    expect(answers.map(({ status }) => status).slice(0, 2)).toEqual(['fulfilled', 'rejected']);
    throw new Error('undone');
  });
  await expect(ended).rejects.toThrow('undone');
  // Every connection is as good as new.
  const many = await Promise.all([1, 2, 3, 4, 5, 6].map(() => deps.db.$queryRaw<unknown[]>`SELECT 1`));
  expect(many).toHaveLength(6);
});
