import { afterAll } from 'vitest';
import { createTestDatabase } from './database.ts';
import { testDeps } from './deps.ts';

/**
 * What use cases are given, on a database of this test file alone, until its last test is done: `const deps = await ownDeps()`
 * at its top.
 */
export async function ownDeps(): Promise<ReturnType<typeof testDeps>> {
  const database = await createTestDatabase();
  const deps = testDeps({ url: database.url });
  afterAll(async () => {
    await deps.close();
    await database.drop();
  });
  return deps;
}
