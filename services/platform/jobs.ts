import { fromPrisma, PgBoss } from 'pg-boss';
import { z } from 'zod';
import type { Transaction } from './database.ts';
import { describeFault, type Log } from './log.ts';

const ids = {
  deliver: z.strictObject({ deliveryId: z.uuid() }),
  'look-for-times': z.strictObject({ meetingId: z.uuid() }),
  'sync-calendar': z.strictObject({ meetingId: z.uuid() }),
  'follow-calendar': z.strictObject({ meetingId: z.uuid() }),
  'refresh-cards': z.strictObject({ nounId: z.uuid() }),
  'sync-holds': z.strictObject({ proposalId: z.uuid() }),
  'prepare-mdt-invitation': z.strictObject({ draftId: z.uuid() }),
  'handle-mailed-message': z.strictObject({ mailedMessageId: z.uuid() }),
};

const names = Object.keys(ids) as JobName[];
/** What has failed at its last try stays here to be looked at. */
const DEAD_LETTER = 'dead-letter';

/** The queues, each with what a job carries: ids only, so that a job reads the present state when it runs. */
export type JobName = keyof typeof ids;
export type JobData<N extends JobName> = z.infer<(typeof ids)[N]>;
export type Job = { [N in JobName]: { name: N; data: JobData<N> } }[JobName];

/** What use cases see of the queue: enqueue in the transaction that causes the effect. */
export type Jobs = {
  /**
   * Enqueues inside the transaction: rolled back with it. Wakes this process's workers once the caller calls `wake`.
   *
   * @param options.afterSeconds not to be begun before that; left out it is due at once
   * @throws ZodError for a job that carries anything but its ids
   */
  enqueue(tx: Transaction, jobs: readonly Job[], options?: { afterSeconds?: number }): Promise<void>;
  /** Call after the commit: this process's workers look at once instead of at the next poll. Losing it costs a second. */
  wake(): void;
  /**
   * Of these records, those that no job of the queue is about any more: none waits, runs or is to be retried, and none has
   * ended within the last seconds. Time is the database's here, which no demo moves.
   */
  withoutJob(tx: Transaction, name: JobName, recordIds: readonly string[], quietSeconds: number): Promise<string[]>;
};

/** How one run of a job went; for metrics. */
export type JobRun = { queue: JobName; result: 'done' | 'failed'; seconds: number };

/** One handler a queue. `lastTry` is true when a further failure puts the job into the dead-letter queue. */
export type JobHandlers = { [N in JobName]: (data: JobData<N>, run: { lastTry: boolean }) => Promise<void> };

/**
 * How often a queue tries again. Mail and Teams are waited for more than half an hour: a server that is restarted
 * must not leave the team with a to-do for every message. Somebody waits for times to choose from, so a few minutes suffice
 * there; a calendar that stays away longer is asked again by services/notifications/pick-up-forgotten.ts.
 */
const RETRIES: Record<JobName, number> = {
  deliver: 10,
  'refresh-cards': 10,
  'look-for-times': 6,
  'sync-calendar': 6,
  'follow-calendar': 6,
  'sync-holds': 6,
  'prepare-mdt-invitation': 3,
  'handle-mailed-message': 6,
};
/** Doubled at each retry (pg-boss adds up to as much again by chance): six retries take two to four minutes, ten 34 to 68. */
const RETRY_SECONDS = 2;
/** Longer than any handler may take; a job that was running when its process died is tried again after that. */
const EXPIRE_SECONDS = 120;
/** What is running when the process is told to stop has this long to end. */
const DRAIN_MS = 20_000;
const WORKERS_A_QUEUE = 2;
const POLL_SECONDS = 1;

/** The running queue: workers, drain and readiness. */
export type JobQueue = Jobs & {
  work(handlers: JobHandlers): Promise<void>;
  /** Jobs due or running at this moment, not counting those that wait for a retry; 0 when everything has been carried out. */
  unfinished(): Promise<number>;
  /** How many jobs there are by queue and state, the dead-letter queue among them. Those that are done do not count. */
  counts(): Promise<{ queue: string; state: string; count: number }[]>;
  /** Whether the queues can be asked; a fault of the database is thrown. */
  ready(): Promise<boolean>;
  /** Takes no further job, waits for those that run, and closes the connections. */
  stop(): Promise<void>;
};

/**
 * Opens pg-boss on the product's own database and creates its queues.
 *
 * @param url the database the product's rows are in, so that one transaction holds rows and jobs
 * @param options.retrySeconds before the first retry; 0 in tests: every retry follows at once
 * @param options.onRun hears of every run of a job
 */
export async function openJobs(
  url: string,
  log: Log,
  { retrySeconds = RETRY_SECONDS, onRun = () => {} }: { retrySeconds?: number; onRun?(run: JobRun): void } = {},
): Promise<JobQueue> {
  const boss = new PgBoss({ connectionString: url, max: 4, schedule: false, application_name: 'roundtable-jobs' });
  boss.on('error', (fault) => log.fault('jobs-fault', fault));
  // Half-started, it must not keep the process, or its connections, from ending.
  try {
    await boss.start();
    await openQueues(boss, retrySeconds);
  } catch (fault) {
    await boss.stop({ graceful: false });
    throw fault;
  }
  const workers: string[] = [];

  return {
    enqueue: async (tx, jobs, { afterSeconds = 0 } = {}) => {
      const db = fromPrisma(tx);
      for (const name of names) {
        const batch = jobs
          .filter((job) => job.name === name)
          .map((job) => ({ data: ids[name].parse(job.data), startAfter: afterSeconds }));
        if (batch.length > 0) await boss.insert(name, batch, { db });
      }
    },
    wake: () => {
      for (const worker of workers) boss.notifyWorker(worker);
    },
    withoutJob: async (tx, name, recordIds, quietSeconds) => {
      const [key = ''] = Object.keys(ids[name].shape);
      const { rows } = await fromPrisma(tx).executeSql(WITHOUT_JOB, [name, [...recordIds], key, quietSeconds]);
      return recordRows.parse(rows).map((row) => row.id);
    },
    work: async (handlers) => {
      for (const name of names) await startWorkers(boss, name, handlers, workers, { log, onRun });
    },
    counts: async () => {
      const { rows } = await boss.getDb().executeSql(COUNTS, [[...names, DEAD_LETTER]]);
      return countRows.parse(rows);
    },
    unfinished: async () => {
      const { rows } = await boss.getDb().executeSql(DUE_OR_RUNNING, [names]);
      return unfinishedRows.parse(rows)[0].count;
    },
    ready: async () => (await boss.getQueue('deliver')) !== null,
    stop: async () => boss.stop({ graceful: true, timeout: DRAIN_MS }),
  };
}

/** pg-boss's own counts are kept for a minute: they would say that nothing is left while a job runs. */
const DUE_OR_RUNNING = `
  SELECT count(*)::int AS count FROM pgboss.job
  WHERE name = ANY($1) AND (state = 'active' OR (state < 'active' AND start_after <= pgboss.job_now()))`;
const unfinishedRows = z.tuple([z.object({ count: z.int() })]);

const COUNTS = `
  SELECT name AS queue, state::text AS state, count(*)::int AS count FROM pgboss.job
  WHERE name = ANY($1) AND state < 'completed' GROUP BY name, state`;
const countRows = z.array(z.object({ queue: z.string(), state: z.string(), count: z.int() }));

const WITHOUT_JOB = `
  SELECT record.id FROM unnest($2::text[]) AS record(id)
  WHERE NOT EXISTS (SELECT 1 FROM pgboss.job j WHERE j.name = $1::text AND j.data ->> $3::text = record.id
    AND (j.state < 'completed' OR j.completed_on > pgboss.job_now() - $4::int * interval '1 second'))`;
const recordRows = z.array(z.object({ id: z.uuid() }));

/** Makes the queues, and brings those of an earlier version to the present policy of retries. */
async function openQueues(boss: PgBoss, retrySeconds: number): Promise<void> {
  const policyOf = (name: JobName) => ({
    retryLimit: RETRIES[name],
    retryDelay: retrySeconds,
    retryBackoff: retrySeconds > 0,
    expireInSeconds: EXPIRE_SECONDS,
    deadLetter: DEAD_LETTER,
  });
  const existing = new Set((await boss.getQueues()).map((queue) => queue.name));
  if (!existing.has(DEAD_LETTER)) await boss.createQueue(DEAD_LETTER);
  for (const name of names) {
    if (existing.has(name)) await boss.updateQueue(name, policyOf(name));
    else await boss.createQueue(name, policyOf(name));
  }
}

/**
 * What pg-boss is given of a fault, because it writes all of it beside the job, and into the dead-letter queue: a code.
 * Messages of drivers and servers can quote rows, cards and addresses.
 */
class JobFailed extends Error {
  override name = 'JobFailed';

  constructor(fault: unknown) {
    const { fault: kind, code } = describeFault(fault);
    super([kind, code].filter((part) => part !== undefined).join(' '));
  }
}

async function startWorkers(
  boss: PgBoss,
  name: JobName,
  handlers: JobHandlers,
  workers: string[],
  { log, onRun }: { log: Log; onRun(run: JobRun): void },
) {
  const handle = async (data: unknown, lastTry: boolean): Promise<void> => {
    if (name === 'deliver') return handlers.deliver(ids.deliver.parse(data), { lastTry });
    if (name === 'look-for-times') return handlers[name](ids[name].parse(data), { lastTry });
    if (name === 'follow-calendar') return handlers[name](ids[name].parse(data), { lastTry });
    if (name === 'sync-calendar') return handlers[name](ids[name].parse(data), { lastTry });
    if (name === 'sync-holds') return handlers[name](ids[name].parse(data), { lastTry });
    if (name === 'handle-mailed-message') return handlers[name](ids[name].parse(data), { lastTry });
    if (name === 'prepare-mdt-invitation') return handlers[name](ids[name].parse(data), { lastTry });
    return handlers[name](ids[name].parse(data), { lastTry });
  };
  for (let n = 0; n < WORKERS_A_QUEUE; n++) {
    const worker = await boss.work(
      name,
      { pollingIntervalSeconds: POLL_SECONDS, batchSize: 1, includeMetadata: true },
      async ([job]) => {
        if (!job) return;
        const lastTry = job.retryCount >= job.retryLimit;
        const about = { queue: name, job: job.id, ...ids[name].safeParse(job.data).data };
        const since = performance.now();
        const seconds = () => (performance.now() - since) / 1000;
        try {
          await handle(job.data, lastTry);
          log.info('job-done', { ...about, milliseconds: Math.round(seconds() * 1000) });
          onRun({ queue: name, result: 'done', seconds: seconds() });
        } catch (fault) {
          // After the last try it lies in the dead-letter queue: `lastTry` is what an operator looks for.
          log.fault('job-failed', fault, { ...about, retry: job.retryCount, lastTry });
          onRun({ queue: name, result: 'failed', seconds: seconds() });
          throw new JobFailed(fault);
        }
      },
    );
    workers.push(worker);
  }
}
