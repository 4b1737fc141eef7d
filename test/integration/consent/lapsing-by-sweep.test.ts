import { afterAll, beforeAll, expect, test } from 'vitest';
import { lapseAllDue } from '../../../services/consent/lapse-all-due.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { testDeps } from '../../support/deps.ts';
import { anEntry } from '../../support/register-builders.ts';

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;
let other: ReturnType<typeof testDeps>;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
  other = testDeps({ url: database.url, seed: 'other' });
});
afterAll(async () => {
  await deps.close();
  await other.close();
  await database.drop();
});

test('every consent that has run out is put on record once, however many processes look', async () => {
  for (let n = 0; n < 3; n++) await anEntry(deps, { fromDay: '2026-01-05' });
  await anEntry(deps, { fromDay: '2026-06-01' });
  const counts = await Promise.all([lapseAllDue(deps), lapseAllDue(other)]);
  expect(counts.reduce((sum, count) => sum + count)).toBe(3);
  expect(await lapseAllDue(deps)).toBe(0);
  expect(await deps.db.consentEvent.count({ where: { kind: 'expired' } })).toBe(3);
  expect(await deps.db.teamTodo.count({ where: { kind: 'consent-lapsed' } })).toBe(3);
});
