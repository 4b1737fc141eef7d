import { fromPrisma, PgBoss } from 'pg-boss';
import { z } from 'zod';
import type { Transaction } from './database.ts';
import type { Log } from './log.ts';

const ids = {
  deliver: z.strictObject({ deliveryId: z.uuid() }),
  'look-for-times': z.strictObject({ meetingId: z.uuid() }),
  'sync-calendar': z.strictObject({ meetingId: z.uuid() }),
  'refresh-cards': z.strictObject({ nounId: z.uuid() }),
};

/** The queues, each with what a job carries: ids only, so that a job reads the present state when it runs. */
export type JobName = keyof typeof ids;
export type JobData<N extends JobName> = z.infer<(typeof ids)[N]>;
export type Job = { [N in JobName]: { name: N; data: JobData<N> } }[JobName];

/** What use cases see of the queue: enqueue in the transaction that causes the effect. */
export type Jobs = {
  /** Enqueues inside the transaction: rolled back with it. Wakes this process's workers once the caller calls `wake`. */
  enqueue(tx: Transaction, jobs: readonly Job[]): Promise<void>;
  /** Call after the commit: this process's workers look at once instead of at the next poll. Losing it costs a second. */
  wake(): void;
};

/** One handler a queue. `lastTry` is true when a further failure puts the job into the dead-letter queue. */
export type JobHandlers = { [N in JobName]: (data: JobData<N>, run: { lastTry: boolean }) => Promise<void> };

const RETRIES = 6;
const RETRY_SECONDS = 2;
const WORKERS_A_QUEUE = 2;
const POLL_SECONDS = 1;

/** The running queue: workers, drain and readiness. */
export type JobQueue = Jobs & {
  work(handlers: JobHandlers): Promise<void>;
  /** Jobs due or running, not counting those that wait for a retry; 0 when everything has been carried out. */
  unfinished(): Promise<number>;
  ready(): Promise<boolean>;
  stop(): Promise<void>;
};

/**
 * Opens pg-boss on the product's own database and creates its queues.
 *
 * @param url the database the product's rows are in, so that one transaction holds rows and jobs
 */
export async function openJobs(url: string, log: Log): Promise<JobQueue> {
  const boss = new PgBoss({ connectionString: url, max: 4, schedule: false, application_name: 'roundtable-jobs' });
  boss.on('error', (fault) => log.fault('jobs-fault', fault));
  await boss.start();
  const names = Object.keys(ids) as JobName[];
  await boss.createQueue('dead-letter');
  for (const name of names) {
    await boss.createQueue(name, {
      retryLimit: RETRIES,
      retryDelay: RETRY_SECONDS,
      retryBackoff: true,
      expireInSeconds: 120,
      deadLetter: 'dead-letter',
    });
  }
  const workers: string[] = [];

  return {
    enqueue: async (tx, jobs) => {
      const db = fromPrisma(tx);
      for (const name of names) {
        const batch = jobs.filter((job) => job.name === name).map((job) => ({ data: job.data }));
        if (batch.length > 0) await boss.insert(name, batch, { db });
      }
    },
    wake: () => {
      for (const worker of workers) boss.notifyWorker(worker);
    },
    work: async (handlers) => {
      for (const name of names) await startWorkers(boss, name, handlers, workers, log);
    },
    unfinished: async () => {
      const counts = await Promise.all(names.map((name) => boss.getQueueStats(name)));
      return counts.flat().reduce((sum, queue) => sum + queue.queuedCount + queue.activeCount, 0);
    },
    ready: async () => (await boss.getQueue('deliver')) !== null,
    stop: async () => boss.stop({ graceful: true, timeout: 20_000 }),
  };
}

async function startWorkers(boss: PgBoss, name: JobName, handlers: JobHandlers, workers: string[], log: Log) {
  const handle = async (data: unknown, lastTry: boolean): Promise<void> => {
    if (name === 'deliver') return handlers.deliver(ids.deliver.parse(data), { lastTry });
    if (name === 'look-for-times') return handlers[name](ids[name].parse(data), { lastTry });
    if (name === 'sync-calendar') return handlers[name](ids[name].parse(data), { lastTry });
    return handlers[name](ids[name].parse(data), { lastTry });
  };
  for (let n = 0; n < WORKERS_A_QUEUE; n++) {
    const worker = await boss.work(
      name,
      { pollingIntervalSeconds: POLL_SECONDS, batchSize: 1, includeMetadata: true },
      async ([job]) => {
        if (!job) return;
        try {
          await handle(job.data, job.retryCount >= job.retryLimit);
        } catch (fault) {
          log.fault('job-failed', fault, { queue: name, job: job.id, retry: job.retryCount });
          throw fault;
        }
      },
    );
    workers.push(worker);
  }
}
