import { createHash } from 'node:crypto';
import { type Database, openDatabase, type Transaction } from '../../services/platform/database.ts';
import type { Deps } from '../../services/platform/deps.ts';
import { type Job, type JobQueue, type Jobs, openJobs } from '../../services/platform/jobs.ts';
import type { Log } from '../../services/platform/log.ts';
import { movableClock } from '../../services/platform/time.ts';
import { loadPolicy, loadPolicyBook } from '../../services/policies/load-policy.ts';

/** Tuesday 12 January 2027, 9:30 in London: an ordinary working day far from clock changes and bank holidays. */
export const ordinaryMorning = new Date('2027-01-12T09:30:00Z');

/** A log that writes nothing. */
export const silentLog: Log = { info: () => {}, warn: () => {}, fault: () => {} };

/** UUIDs in the same order on every run; another seed gives others. */
export function seededIds(seed: string): () => string {
  let count = 0;
  return () => {
    count += 1;
    const hex = createHash('sha256').update(`${seed} ${count}`).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  };
}

/** Jobs that are remembered instead of written: for tests that ask what would be done, not whether it is. */
export function recordingJobs(): Jobs & { enqueued: Job[]; woken: number } {
  const recording = {
    enqueued: [] as Job[],
    woken: 0,
    enqueue: async (_tx: Transaction, jobs: readonly Job[]) => {
      recording.enqueued.push(...jobs);
    },
    wake: () => {
      recording.woken += 1;
    },
    // What is only remembered is never carried out: no record has a job that will be.
    withoutJob: async (_tx: Transaction, _name: string, recordIds: readonly string[]) => [...recordIds],
  };
  return recording;
}

export type TestDeps<J extends Jobs> = Deps & {
  jobs: J;
  clock: ReturnType<typeof movableClock>;
  /** Closes the pool; call before the database is dropped. */
  close(): Promise<void>;
};

type Options = {
  url: string;
  /** Where the clock stands at first. */
  now?: Date;
  /** Another pool on the same database needs ids of its own. */
  seed?: string;
};

/** What use cases are given, on a real database, with a clock to move, the same ids on every run, and recorded jobs. */
export function testDeps(options: Options): TestDeps<ReturnType<typeof recordingJobs>> {
  const db = openDatabase(options.url, 5);
  return { ...assemble(db, recordingJobs(), options), close: () => db.$disconnect() };
}

/** The same with the real queue, whose jobs stand in the same database and the same transaction. */
export async function testDepsWithQueue(options: Options): Promise<TestDeps<JobQueue>> {
  const db = openDatabase(options.url, 5);
  const queue = await openJobs(options.url, silentLog);
  const close = async () => {
    await queue.stop();
    await db.$disconnect();
  };
  return { ...assemble(db, queue, options), close };
}

function assemble<J extends Jobs>(db: Database, jobs: J, { now = ordinaryMorning, seed = 'test' }: Options) {
  return {
    db,
    jobs,
    clock: movableClock(now),
    policy: loadPolicy(),
    policies: loadPolicyBook(),
    organiser: { name: 'Dynamic Support Register team', address: 'dsr.team@example.org' },
    newId: seededIds(seed),
    log: silentLog,
    allowTestNhsNumbers: true,
  };
}
