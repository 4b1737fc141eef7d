import { afterAll, beforeAll, expect, test } from 'vitest';
import { isUniqueViolation } from '../../../services/platform/database.ts';
import { clocksOf } from '../../../services/register/clock-store.ts';
import { readEntry, recordEvents } from '../../../services/register/entry-store.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type TestDeps, testDeps } from '../../support/deps.ts';
import { anEntry } from '../../support/register-builders.ts';

let database: TestDatabase;
let deps: TestDeps<ReturnType<typeof testDeps>['jobs']>;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});

test('an admission makes an entry Blue, and its clocks are there in the same transaction', async () => {
  const { entryId } = await anEntry(deps, {
    dateOfBirth: '2011-02-03',
    events: [{ kind: 'admitted', day: '2026-10-05', detail: { setting: 'tier-4' } }],
  });
  expect(await readEntry(deps.db, entryId)).toMatchObject({
    rating: 'blue',
    ratingSince: '2026-10-05',
    setting: 'tier-4',
    nextDue: '2026-10-01',
    consentUntil: '2027-09-01',
    version: 2,
  });
  expect((await clocksOf(deps.db, entryId)).map(({ kind, due }) => [kind, due])).toEqual([
    ['panel-review', '2026-10-01'],
    ['cetr-first-offer', '2026-10-19'],
    ['oversight-visit', '2026-11-16'],
    ['consent-renewal', '2027-09-01'],
  ]);
});

test('one entry of a person is open at a time', async () => {
  const { personId } = await anEntry(deps);
  await expect(anEntry(deps, { personId })).rejects.toMatchObject({ code: 'P2002' });
});

test('a meeting counts once', async () => {
  const { entryId } = await anEntry(deps);
  const meetingId = deps.newId();
  const record = () =>
    deps.db.$transaction((tx) =>
      recordEvents(tx, deps, entryId, [{ kind: 'discussed', day: '2026-10-01', detail: {}, meetingId }], {
        byId: null,
      }),
    );
  await record();
  expect(isUniqueViolation(await record().catch((fault) => fault))).toBe(true);
});
