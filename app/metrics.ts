import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { TurnReport } from '../bot/turn-report.ts';
import { countUnmoved } from '../services/mailbox/unmoved-store.ts';
import type { Database } from '../services/platform/database.ts';
import type { JobQueue, JobRun } from '../services/platform/jobs.ts';
import type { SweepRun } from './sweeping.ts';

/** Teams repeats a press that is not answered within 5 to 15 seconds. */
const TURN_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];
/** A job has two minutes. */
const JOB_SECONDS = [0.01, 0.05, 0.25, 1, 5, 15, 60, 120];
/** A part of the sweep takes milliseconds; working out the clocks of a whole register may take a minute. */
const SWEEP_SECONDS = [0.01, 0.05, 0.25, 1, 5, 15, 60, 300];

/** Prometheus metrics, and who tells them of turns and jobs. */
export type Metrics = {
  onTurn(report: TurnReport): void;
  /** An activity was not let in. */
  onRefused(because: string): void;
  onJob(run: JobRun): void;
  onSweep(run: SweepRun): void;
  /** When the certificate ends with which the service signs in to Microsoft; null where it has none. */
  onCertificate(end: Date | null): void;
  /** Adds what is counted in the database whenever somebody asks. */
  countIn(db: Database, jobs: JobQueue): void;
  text(): Promise<{ contentType: string; text: string }>;
};

/**
 * Metrics of the process, of turns and jobs, and counts read from the database when asked. States, kinds and verbs only;
 * nothing that concerns a person, and of the register no more than how many are on it: how many are at which rating can be
 * a handful of people, and keeping the service going does not need it. While the database is away the counts are missing and
 * `roundtable_database_up` is 0.
 */
export function openMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const turns = new Histogram({
    name: 'roundtable_turn_seconds',
    help: 'How long turns took: messages and presses, by what they asked for and how they ended',
    labelNames: ['kind', 'what', 'result'],
    buckets: TURN_SECONDS,
    registers,
  });
  const runs = new Histogram({
    name: 'roundtable_job_seconds',
    help: 'How long runs of jobs took, by queue and result',
    labelNames: ['queue', 'result'],
    buckets: JOB_SECONDS,
    registers,
  });
  const sweeps = new Histogram({
    name: 'roundtable_sweep_seconds',
    help: 'How long parts of the sweep and the daily working out of clocks took, by part and result',
    labelNames: ['part', 'result'],
    buckets: SWEEP_SECONDS,
    registers,
  });
  const swept = new Gauge({
    name: 'roundtable_sweep_last_done_seconds',
    help: 'When a part of the sweep, or the daily working out of clocks, was last done (Unix time of the machine)',
    labelNames: ['part'],
    registers,
  });
  const refused = new Counter({
    name: 'roundtable_activities_refused_total',
    help: 'Activities that were not let in, by what was wrong with their token, tenant, channel or service URL',
    labelNames: ['because'],
    registers,
  });
  const ends = new Gauge({
    name: 'roundtable_certificate_ends_seconds',
    help: 'When the certificate ends with which the service signs in to Microsoft (Unix time); 0 where it has none',
    registers,
  });
  return {
    onCertificate: (end) => {
      if (end !== null) ends.set(end.getTime() / 1000);
    },
    onRefused: (because) => refused.inc({ because }),
    onSweep: ({ part, result, seconds }) => {
      sweeps.observe({ part, result }, seconds);
      if (result === 'done') swept.set({ part }, Date.now() / 1000);
    },
    onTurn: ({ kind, what, result, seconds }) => turns.observe({ kind, what, result }, seconds),
    onJob: ({ queue, result, seconds }) => runs.observe({ queue, result }, seconds),
    countIn: (db, jobs) => addCounts(registry, db, jobs),
    text: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}

type Counted = { labels: Record<string, string>; count: number }[];

function addCounts(registry: Registry, db: Database, jobs: JobQueue): void {
  const registers = [registry];
  new Gauge({
    name: 'roundtable_database_up',
    help: '1 while the database answers',
    registers,
    async collect() {
      const answers = await db.$queryRaw`SELECT 1`.then(
        () => 1,
        () => 0,
      );
      this.set(answers);
    },
  });
  new Gauge({
    name: 'roundtable_dsr_team_read_seconds',
    help: 'When the members of the DSR team’s groups were last read (Unix time); missing where no group says who they are',
    registers,
    async collect() {
      this.remove();
      const row = await db.readPosition.findUnique({ where: { name: 'dsr-team' } }).catch(() => null);
      if (row) this.set(row.at.getTime() / 1000);
    },
  });
  const counted = (name: string, help: string, labelNames: string[], ask: () => Promise<Counted>) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers,
      async collect() {
        this.reset();
        // The other metrics matter most while the database is away; `roundtable_database_up` says that it is.
        const rows = await ask().catch(() => []);
        for (const { labels, count } of rows) this.set(labels, count);
      },
    });
  counted('roundtable_requests', 'MbE requests by state', ['state'], async () =>
    (await db.mbeRequest.groupBy({ by: ['state'], _count: true })).map(({ state, _count }) => ({
      labels: { state },
      count: _count,
    })),
  );
  counted('roundtable_referrals', 'Referrals by state', ['state'], async () =>
    (await db.referral.groupBy({ by: ['state'], _count: true })).map(({ state, _count }) => ({
      labels: { state },
      count: _count,
    })),
  );
  counted('roundtable_register_entries', 'People on the register', [], async () => [
    { labels: {}, count: await db.registerEntry.count({ where: { toDay: null } }) },
  ]);
  counted('roundtable_letters', 'Letters by state', ['state'], async () =>
    (await db.letter.groupBy({ by: ['state'], _count: true })).map(({ state, _count }) => ({
      labels: { state },
      count: _count,
    })),
  );
  counted(
    'roundtable_register_enquiries_open',
    'Questions about the register that wait for an answer',
    [],
    async () => [{ labels: {}, count: await db.registerEnquiry.count({ where: { answeredAt: null } }) }],
  );
  counted(
    'roundtable_deliveries',
    'Messages, invitations and summaries by kind and state',
    ['kind', 'state'],
    async () =>
      (await db.delivery.groupBy({ by: ['kind', 'state'], _count: true })).map(({ kind, state, _count }) => ({
        labels: { kind, state },
        count: _count,
      })),
  );
  counted('roundtable_mailed_messages', 'Messages of the shared mailbox by state', ['state'], async () =>
    (await db.mailedMessage.groupBy({ by: ['state'], _count: true })).map(({ state, _count }) => ({
      labels: { state },
      count: _count,
    })),
  );
  counted(
    'roundtable_mails_not_moved',
    'Messages of the shared mailbox that are placed, and whose original could not be moved out of the inbox yet',
    [],
    async () => [{ labels: {}, count: await countUnmoved(db) }],
  );
  counted('roundtable_todos_open', 'What the DSR team has to do by hand, by kind', ['kind'], async () =>
    (await db.teamTodo.groupBy({ by: ['kind'], where: { doneAt: null }, _count: true })).map(({ kind, _count }) => ({
      labels: { kind },
      count: _count,
    })),
  );
  counted('roundtable_outages_open', 'Whether Microsoft 365 is known to be away, by what for', ['kind'], async () =>
    (await db.outage.groupBy({ by: ['kind'], where: { endedAt: null }, _count: true })).map(({ kind, _count }) => ({
      labels: { kind },
      count: _count,
    })),
  );
  counted(
    'roundtable_graph_subscription_expires_seconds',
    'When what Microsoft Graph tells us of would end if it were not renewed (Unix time)',
    ['subject'],
    async () =>
      (await db.graphSubscription.findMany()).map(({ subject, expiresAt }) => ({
        labels: { subject },
        count: (expiresAt?.getTime() ?? 0) / 1000,
      })),
  );
  counted('roundtable_jobs', 'Jobs that are not done, by queue and state', ['queue', 'state'], async () =>
    (await jobs.counts()).map(({ queue, state, count }) => ({ labels: { queue, state }, count })),
  );
}
