import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type SweepPart, startSweeping } from '../../../app/sweeping.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { testDeps } from '../../support/deps.ts';

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;
let ran: string[];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(() => {
  ran = [];
  deps = testDeps({ url: database.url, seed: String(Math.random()) });
  return () => deps.close();
});

const times = (part: string) => ran.filter((one) => one === part).length;
const sweep = (more: readonly SweepPart[]) =>
  startSweeping(deps, 0.05, ({ part, result }) => void (result === 'done' && ran.push(part)), more);
const until = (met: () => void) => vi.waitFor(met, { timeout: 10_000 });

test('while Microsoft 365 answers slowly, what is due here is asked at every beat all the same', async () => {
  const answered = Promise.withResolvers<void>();
  const sweeping = sweep([['mailbox', () => answered.promise]]);
  await until(() => expect(times('requests')).toBeGreaterThanOrEqual(3));
  expect(times('mailbox')).toBe(0);
  answered.resolve();
  await until(() => expect(times('mailbox')).toBeGreaterThanOrEqual(1));
  await sweeping.stop();
});

test('a part that is asked for at once is not begun beside itself', async () => {
  let atOnce = 0;
  let most = 0;
  const sweeping = sweep([
    [
      'mailbox',
      async () => {
        atOnce += 1;
        most = Math.max(most, atOnce);
        await new Promise((resolve) => setTimeout(resolve, 30));
        atOnce -= 1;
      },
    ],
  ]);
  for (let n = 0; n < 5; n++) sweeping.hasten('mailbox');
  await until(() => expect(times('mailbox')).toBeGreaterThanOrEqual(3));
  await sweeping.stop();
  expect(most).toBe(1);
});

test('a process that is told to stop begins no further part, and does not wait for one that hangs', async () => {
  const hanging = Promise.withResolvers<void>();
  let begun = 0;
  const sweeping = sweep([
    [
      'calendar-changes',
      () => {
        begun += 1;
        return hanging.promise;
      },
    ],
    ['mailbox', async () => {}],
  ]);
  await until(() => expect(begun).toBe(1));
  const since = performance.now();
  const stopped = sweeping.stop();
  sweeping.hasten('mailbox');
  await stopped;
  expect(performance.now() - since).toBeLessThan(8_000);
  hanging.resolve();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect([times('mailbox'), begun]).toEqual([0, 1]);
}, 20_000);
