import pg from 'pg';
import type { Database } from '../services/platform/database.ts';
import type { JobQueue } from '../services/platform/jobs.ts';
import { migrationState } from '../services/platform/migrations.ts';

/** Whoever asks (a load balancer, an operator) wants an answer even where the database hangs. */
const ANSWER_WITHIN_MS = 3_000;

/** Which parts of the service are not ready; asked by /readyz. */
export function openReadiness(db: Database, jobs: JobQueue, databaseUrl: string, migrations: string) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, connectionTimeoutMillis: ANSWER_WITHIN_MS });
  // A connection that was lost while nobody asked: the next question opens another, and says what is wrong.
  pool.on('error', () => undefined);
  const asked = {
    database: async () => (await db.$queryRaw<unknown[]>`SELECT 1`).length === 1,
    migrations: async () => (await migrationState(pool, migrations)) === 'current',
    jobs: () => jobs.ready(),
  };
  return {
    notReady: async (): Promise<string[]> => {
      const answers = await Promise.all(
        Object.entries(asked).map(async ([name, ask]) => ((await inTime(ask)) ? null : name)),
      );
      return answers.filter((name) => name !== null);
    },
    close: () => pool.end(),
  };
}

/** False also for a fault and for no answer. */
async function inTime(ask: () => Promise<boolean>): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), ANSWER_WITHIN_MS);
  try {
    return await Promise.race([ask().catch(() => false), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
