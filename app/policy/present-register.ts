import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Database, openDatabase } from '../../services/platform/database.ts';
import { type LocalPostgres, startLocalPostgres } from '../../services/platform/local-postgres.ts';
import { clusterOf } from '../../services/platform/postgres-cluster.ts';
import { type Clock, systemClock } from '../../services/platform/time.ts';
import { DEFAULT_AREA, unknownArea } from '../../services/policies/load-policy.ts';
import { otherSessions } from '../../services/policies/simulation-store.ts';
import { areaOf, DEMO_DATABASE } from '../demo/data-folder.ts';
import { openDemoClock } from '../demo/demo-clock.ts';

/** A register to read, with the area it is served under and the time it lives in. */
export type PresentRegister = { db: Database; area: string; clock: Clock };

/** There is nothing to read. The message says why and what to do. */
export class NoRegisterError extends Error {
  override name = 'NoRegisterError';
}

type Environment = Record<string, string | undefined>;

/**
 * Opens the register of DATABASE_URL, or else the demo's, whether or not the demo is running, and closes it again. A
 * database server that was running goes on, and so does one that a demo has meanwhile been started on.
 *
 * @throws NoRegisterError where there is neither
 */
export async function withPresentRegister<T>(
  environment: Environment,
  work: (register: PresentRegister) => Promise<T>,
): Promise<T> {
  const area = environment.AREA || DEFAULT_AREA;
  const unknown = unknownArea(area);
  if (unknown) throw new NoRegisterError(unknown);
  if (environment.DATABASE_URL) return opened(environment.DATABASE_URL, { area, clock: systemClock }, work);
  const folder = path.resolve(environment.DATA_FOLDER || 'data');
  if (!existsSync(clusterOf(folder))) {
    throw new NoRegisterError(
      `There is no register to simulate on: ${folder} holds no demo. Start it once with npm start, or set DATABASE_URL to the database of your service.`,
    );
  }
  const postgres = await startLocalPostgres(folder);
  try {
    const demo = { area: areaOf(folder) ?? area, clock: openDemoClock(folder) };
    return await opened(postgres.url(DEMO_DATABASE), demo, work);
  } finally {
    if (!postgres.adopted && !(await isUsedByOthers(postgres))) await postgres.stop();
  }
}

async function opened<T>(
  url: string,
  register: Omit<PresentRegister, 'db'>,
  work: (register: PresentRegister) => Promise<T>,
): Promise<T> {
  const db = openDatabase(url, 1);
  try {
    await otherSessions(db).catch((fault: unknown) => {
      // Of the fault only its code: the rest may hold the address with its password.
      const code = fault instanceof Error && 'code' in fault ? ` (${String(fault.code)})` : '';
      throw new NoRegisterError(
        `The database cannot be reached${code}. Check DATABASE_URL, and that the database is running.`,
      );
    });
    return await work({ db, ...register });
  } finally {
    await db.$disconnect();
  }
}

/** Whether a demo was started while we were reading: it found our server running and uses it. */
async function isUsedByOthers(postgres: LocalPostgres): Promise<boolean> {
  const db = openDatabase(postgres.url('postgres'), 1);
  try {
    return (await otherSessions(db)) > 0;
  } finally {
    await db.$disconnect();
  }
}
