import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Database, openDatabase } from '../../services/platform/database.ts';
import { type Job, type JobHandlers, type JobQueue, openJobs } from '../../services/platform/jobs.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { silentLog } from '../support/deps.ts';

let database: TestDatabase;
let db: Database;
let jobs: JobQueue;

beforeEach(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url, 2);
  jobs = await openJobs(database.url, silentLog, { retrySeconds: 0 });
});

afterEach(async () => {
  await jobs.stop();
  await db.$disconnect();
  await database.drop();
});

const delivery = (): Job => ({ name: 'deliver', data: { deliveryId: randomUUID() } });

async function enqueue(...some: Job[]): Promise<void> {
  await db.$transaction((tx) => jobs.enqueue(tx, some));
  jobs.wake();
}

/** Handlers that do nothing, with what a test is about in place of one. */
function handlers(some: Partial<JobHandlers>): JobHandlers {
  const nothing = async () => {};
  return {
    deliver: nothing,
    'look-for-times': nothing,
    'sync-calendar': nothing,
    'follow-calendar': nothing,
    'refresh-cards': nothing,
    'sync-holds': nothing,
    'prepare-mdt-invitation': nothing,
    'handle-mailed-message': nothing,
    ...some,
  };
}

async function rows(text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

describe('a job stands and falls with the change that causes it', () => {
  it('is not there after its transaction was rolled back', async () => {
    const changed = db.$transaction(async (tx) => {
      await jobs.enqueue(tx, [delivery()]);
      throw new Error('the change failed');
    });
    await expect(changed).rejects.toThrow('the change failed');
    expect(await jobs.unfinished()).toBe(0);
    expect(await rows('SELECT id FROM pgboss.job')).toEqual([]);
  });

  it('is due once it is committed, and carries its ids alone', async () => {
    const meetingId = randomUUID();
    await enqueue(
      delivery(),
      { name: 'sync-calendar', data: { meetingId } },
      { name: 'look-for-times', data: { meetingId } },
    );
    expect(await jobs.unfinished()).toBe(3);
    expect(await rows("SELECT data FROM pgboss.job WHERE name = 'sync-calendar'")).toEqual([{ data: { meetingId } }]);
  });

  it.each([
    ['a name', { deliveryId: randomUUID(), name: 'Jordan Example' }],
    ['free text for an id', { deliveryId: 'Jordan Example' }],
    ['another noun’s id', { meetingId: randomUUID() }],
    ['nothing', {}],
  ])('is refused with %s in it, and so is the change', async (_what, data) => {
    const job = { name: 'deliver', data } as Job;
    await expect(db.$transaction((tx) => jobs.enqueue(tx, [delivery(), job]))).rejects.toThrow();
    expect(await jobs.unfinished()).toBe(0);
  });
});

describe('a job is carried out', () => {
  it('at once when the workers are woken, with its ids', async () => {
    const deliver = vi.fn<JobHandlers['deliver']>(async () => {});
    await jobs.work(handlers({ deliver }));
    const job = delivery();
    await enqueue(job);
    await vi.waitFor(() => expect(deliver).toHaveBeenCalledTimes(1), 900);
    expect(deliver).toHaveBeenCalledWith(job.data, { lastTry: false });
    await vi.waitFor(async () => expect(await jobs.unfinished()).toBe(0), 2000);
  });

  it('counts as unfinished while it runs', async () => {
    const running = Promise.withResolvers<void>();
    const mayEnd = Promise.withResolvers<void>();
    const deliver = async () => {
      running.resolve();
      await mayEnd.promise;
    };
    await jobs.work(handlers({ deliver }));
    await enqueue(delivery());
    await running.promise;
    expect(await jobs.unfinished()).toBe(1);
    mayEnd.resolve();
    await vi.waitFor(async () => expect(await jobs.unfinished()).toBe(0), 2000);
  });

  it('again when it fails, and is not lost when it fails for good', async () => {
    const tries: boolean[] = [];
    const deliver: JobHandlers['deliver'] = async (_data, { lastTry }) => {
      tries.push(lastTry);
      throw new Error('the receiver is away');
    };
    await jobs.work(handlers({ deliver }));
    const job = delivery();
    await enqueue(job);
    const deadLetters = () => rows("SELECT data FROM pgboss.job WHERE name = 'dead-letter'");
    await vi.waitFor(async () => {
      jobs.wake();
      expect(await deadLetters()).toEqual([{ data: job.data }]);
    }, 15_000);
    expect(tries).toEqual([...Array.from({ length: 10 }, () => false), true]);
    expect(await jobs.unfinished()).toBe(0);
  });

  it('is done when a retry succeeds', async () => {
    let tries = 0;
    const deliver = async () => {
      tries += 1;
      if (tries < 3) throw new Error('the receiver is away');
    };
    await jobs.work(handlers({ deliver }));
    await enqueue(delivery());
    await vi.waitFor(async () => {
      jobs.wake();
      expect(tries).toBe(3);
      expect(await jobs.unfinished()).toBe(0);
    }, 10_000);
    expect(await rows("SELECT data FROM pgboss.job WHERE name = 'dead-letter'")).toEqual([]);
  });
});

describe('the queues', () => {
  it('do not count a job that waits for its retry as unfinished', async () => {
    await jobs.stop();
    jobs = await openJobs(database.url, silentLog, { retrySeconds: 60 });
    const failed = Promise.withResolvers<void>();
    const log = { ...silentLog, fault: () => failed.resolve() };
    const worker = await openJobs(database.url, log, { retrySeconds: 60 });
    try {
      await worker.work(handlers({ deliver: () => Promise.reject(new Error('the receiver is away')) }));
      await enqueue(delivery());
      await failed.promise;
      await vi.waitFor(async () => expect(await jobs.unfinished()).toBe(0), 2000);
      expect(await rows('SELECT state FROM pgboss.job')).toEqual([{ state: 'retry' }]);
    } finally {
      await worker.stop();
    }
  });

  it('of an earlier version take the present policy of retries', async () => {
    await rows("UPDATE pgboss.queue SET retry_limit = 1, dead_letter = NULL WHERE name = 'deliver'");
    const later = await openJobs(database.url, silentLog);
    await later.stop();
    const [queue] = await rows(
      "SELECT retry_limit, dead_letter, retry_backoff FROM pgboss.queue WHERE name = 'deliver'",
    );
    expect(queue).toEqual({ retry_limit: 10, dead_letter: 'dead-letter', retry_backoff: true });
  });

  it('are ready once they are open', async () => {
    expect(await jobs.ready()).toBe(true);
  });

  it('wait for the job that runs when they are stopped, and take no other', async () => {
    const running = Promise.withResolvers<void>();
    const mayEnd = Promise.withResolvers<void>();
    const done: string[] = [];
    const deliver: JobHandlers['deliver'] = async ({ deliveryId }) => {
      running.resolve();
      await mayEnd.promise;
      done.push(deliveryId);
    };
    await jobs.work(handlers({ deliver }));
    const job = delivery();
    await enqueue(job);
    await running.promise;
    const stopped = jobs.stop();
    // A look at the queue that was under way when they were stopped must not be taken for one that came after.
    await sleep(300);
    await db.$executeRaw`INSERT INTO pgboss.job (name, data) VALUES ('deliver', ${{ deliveryId: randomUUID() }}::jsonb)`;
    expect(done).toEqual([]);
    mayEnd.resolve();
    await stopped;
    expect(done).toEqual([Object.values(job.data)[0]]);
    const states = await rows('SELECT state FROM pgboss.job ORDER BY state');
    expect(states.map(({ state }) => state)).toEqual(['created', 'completed']);
  });

  it('may be woken after they were stopped', async () => {
    await jobs.work(handlers({}));
    await jobs.stop();
    expect(() => jobs.wake()).not.toThrow();
  });
});
