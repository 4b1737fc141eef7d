import { afterAll, beforeAll, expect, test } from 'vitest';
import { movableClock } from '../../services/platform/time.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { ordinaryMorning, testDeps } from '../support/deps.ts';
import { anArrangedMeeting } from '../support/meeting-builders.ts';
import { runSequence } from './calendar-sequences.ts';

/** `npm run faults -- 10000` runs as many as the README speaks of. */
const SEQUENCES = 60;

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  await database.drop();
});

test('whatever fails on the way, a live meeting ends with one event, a cancelled one with none, and no answer is lost', async () => {
  const deps = { ...testDeps({ url: database.url }), clock: movableClock(ordinaryMorning) };
  const like = await anArrangedMeeting(deps);
  const ended = new Set<string>();
  let faults = 0;
  for (let seed = 1; seed <= SEQUENCES; seed += 1) {
    deps.clock.moveTo(ordinaryMorning);
    const report = await runSequence(deps, seed, like);
    ended.add(report.ended);
    faults += report.faults;
  }
  await deps.close();
  expect([...ended].sort()).toEqual(['booked', 'cancelled']);
  expect(faults).toBeGreaterThan(SEQUENCES);
});
