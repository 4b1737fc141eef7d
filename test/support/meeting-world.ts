import { afterAll, beforeAll } from 'vitest';
import type { movableClock } from '../../services/platform/time.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { ordinaryMorning, type recordingJobs, type TestDeps, testDeps } from './deps.ts';

export type MeetingDeps = TestDeps<ReturnType<typeof recordingJobs>> & { clock: ReturnType<typeof movableClock> };

/** A database for the whole test file, opened before its tests and dropped after them. `fresh()` sets the clock back. */
export function aMeetingWorld(): { fresh(): MeetingDeps } {
  let database: TestDatabase;
  let deps: MeetingDeps;
  beforeAll(async () => {
    database = await createTestDatabase();
    deps = testDeps({ url: database.url });
  });
  afterAll(async () => {
    await deps.close();
    await database.drop();
  });
  return {
    fresh: () => {
      deps.clock.moveTo(ordinaryMorning);
      deps.jobs.enqueued.length = 0;
      return deps;
    },
  };
}
