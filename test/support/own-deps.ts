import { afterAll } from 'vitest';
import type { JobQueue } from '../../services/platform/jobs.ts';
import { createTestDatabase } from './database.ts';
import { type TestDeps, testDeps, testDepsWithQueue } from './deps.ts';

/**
 * What use cases are given, on a database of this test file alone, until its last test is done: `const deps = await ownDeps()`
 * at its top.
 */
export function ownDeps(): Promise<ReturnType<typeof testDeps>> {
  return onOwnDatabase(async (url) => testDeps({ url }));
}

/** The same with a queue whose jobs are in that database. */
export function ownDepsWithQueue(): Promise<TestDeps<JobQueue>> {
  return onOwnDatabase((url) => testDepsWithQueue({ url }));
}

async function onOwnDatabase<D extends { close(): Promise<unknown> }>(open: (url: string) => Promise<D>): Promise<D> {
  const database = await createTestDatabase();
  const deps = await open(database.url);
  afterAll(async () => {
    await deps.close();
    await database.drop();
  });
  return deps;
}
