import type { Server } from 'node:http';
import path from 'node:path';
import type { Router } from 'express';
import pg from 'pg';
import { cardActions } from '../bot/card-actions.ts';
import { cardMaker, onInstalled } from '../bot/card-maker.ts';
import { commands } from '../bot/commands.ts';
import { botEndpoint } from '../bot/endpoint.ts';
import { readEmailFromTeams } from '../bot/member-email.ts';
import { createNotifier } from '../bot/notifier.ts';
import { createTeamsAdapter, type TeamsCredentials } from '../bot/teams-adapter.ts';
import { createTeamsBot } from '../bot/teams-bot.ts';
import type { DsrRole } from '../services/access/actor.ts';
import type { Calendar } from '../services/calendar/port.ts';
import type { MailAddress, Mailer } from '../services/mail/port.ts';
import { lookForTimes } from '../services/meetings/look-for-times.ts';
import { syncCalendar } from '../services/meetings/sync-calendar.ts';
import { type Conversations, openConversations } from '../services/notifications/conversation-store.ts';
import { runDelivery } from '../services/notifications/run-delivery.ts';
import { sweep } from '../services/notifications/sweep.ts';
import type { Database } from '../services/platform/database.ts';
import { openDatabase } from '../services/platform/database.ts';
import type { Deps } from '../services/platform/deps.ts';
import { type JobHandlers, type JobQueue, openJobs } from '../services/platform/jobs.ts';
import type { Log } from '../services/platform/log.ts';
import { migrationState } from '../services/platform/migrations.ts';
import { type Clock, dayOf, isWorkingDay } from '../services/platform/time.ts';
import type { AreaPolicy } from '../services/policies/model.ts';
import { setDsrTeam } from '../services/professionals/store.ts';
import { eventTexts } from '../wording/event-texts.ts';
import { deliveryWords } from '../wording/mails/delivery-words.ts';
import { createMetrics } from './metrics.ts';
import { createServer } from './server.ts';

/** Where the migrations are. */
export const MIGRATIONS = path.join(import.meta.dirname, '..', 'prisma', 'migrations');

/** What differs between the demo, a real service, a test and a measurement. */
export type ServiceParts = {
  databaseUrl: string;
  host: string;
  port: number;
  tenantId: string;
  dsrChannelId: string;
  /** null switches the token check off: the demo and tests only. */
  credentials: TeamsCredentials | null;
  dsrTeam: readonly { aadObjectId: string; dsrRole: DsrRole }[];
  policy: AreaPolicy;
  clock: Clock;
  log: Log;
  allowTestNhsNumbers: boolean;
  mailer: Mailer;
  /** Who invitations and mails come from: the DSR team's shared mailbox. */
  organiser: MailAddress;
  calendar(deps: Deps): Calendar;
  /** Pages that only this start has, such as the demo's outbox. */
  pages(running: { deps: Deps; sweepNow(): Promise<void> }): Router[];
  /** How often the database is asked what is due. */
  sweepSeconds: number;
  /** False for a process that only answers people, beside another that carries out the jobs. */
  carriesOutJobs: boolean;
};

/** A running service. */
export type RunningService = {
  url: string;
  deps: Deps;
  jobs: JobQueue;
  conversations: Conversations;
  sweepNow(): Promise<void>;
  /** Drains: no new work is taken, what is running is finished. */
  stop(): Promise<void>;
};

async function listen(server: ReturnType<typeof createServer>, host: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const listening = server.listen(port, host, (fault?: Error) => (fault ? reject(fault) : resolve(listening)));
  });
}

/** Which parts are not ready; asked by /readyz. */
function readiness(db: Database, jobs: JobQueue, databaseUrl: string) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, connectionTimeoutMillis: 3_000 });
  pool.on('error', () => undefined);
  const asked = {
    database: async () => (await db.$queryRaw<unknown[]>`SELECT 1`).length === 1,
    migrations: async () => (await migrationState(pool, MIGRATIONS)) === 'current',
    jobs: () => jobs.ready(),
  };
  return {
    notReady: async () => {
      const answers = await Promise.all(
        Object.entries(asked).map(async ([name, ask]) => ((await ask().catch(() => false)) ? null : name)),
      );
      return answers.filter((name) => name !== null);
    },
    close: () => pool.end(),
  };
}

/** Asks at a steady beat what is due. A sweep that fails is logged, and the next one does its work. */
function startSweeping(sweepNow: () => Promise<void>, seconds: number, log: Log) {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(sweepNow).catch((fault) => log.fault('sweep-failed', fault));
  }, seconds * 1000);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

/**
 * Puts the service together and starts it. The only composition root beside `main.ts`, which decides what to compose.
 * The database must have been migrated.
 */
export async function startService(parts: ServiceParts): Promise<RunningService> {
  const { clock, log, policy, allowTestNhsNumbers } = parts;
  const db = openDatabase(parts.databaseUrl);
  const jobs = await openJobs(parts.databaseUrl, log);
  const deps: Deps = { db, clock, jobs, policy, log, allowTestNhsNumbers, organiser: parts.organiser, newId: () => crypto.randomUUID() };
  const conversations = openConversations(deps);
  const adapter = createTeamsAdapter(parts.credentials, log);
  const cards = cardMaker(deps);
  const { dsrChannelId, tenantId } = parts;
  const notifier = createNotifier({
    adapter,
    appId: parts.credentials?.appId ?? '',
    dsrChannelId,
    conversations,
    cards,
    log,
  });
  const calendar = parts.calendar(deps);
  const sweepNow = async () => void (await sweep(deps));
  const bot = createTeamsBot({
    deps,
    conversations,
    tenantId,
    dsrChannelId,
    commands,
    cardActions,
    onInstalled,
    readEmail: readEmailFromTeams,
  });
  const ready = readiness(db, jobs, parts.databaseUrl);
  const server = createServer({
    log,
    notReady: ready.notReady,
    metrics: createMetrics(db, jobs),
    loopbackOnly: parts.credentials === null,
    routers: [
      botEndpoint(adapter, bot, {
        authenticated: parts.credentials !== null,
        serviceUrlAllowed: parts.credentials === null ? isLoopback : isTeamsService,
        clock,
      }),
      ...parts.pages({ deps, sweepNow }),
    ],
  });
  await setDsrTeam(deps, parts.dsrTeam);
  const handlers: JobHandlers = {
    deliver: (data, run) =>
      runDelivery(
        { ...deps, notifier, mailer: parts.mailer, words: deliveryWords },
        { ...data, ...run },
      ),
    'look-for-times': async ({ meetingId }, run) =>
      void (await lookForTimes({ ...deps, calendar }, { actor: { kind: 'system' }, meetingId, lastTry: run.lastTry })),
    'sync-calendar': async ({ meetingId }) =>
      void (await syncCalendar({ ...deps, calendar, eventTexts }, { actor: { kind: 'system' }, meetingId })),
    'refresh-cards': ({ nounId }) => notifier.refresh(nounId),
  };
  if (parts.carriesOutJobs) await jobs.work(handlers);
  const listening = await listen(server, parts.host, parts.port);
  const sweeping = startSweeping(sweepNow, parts.sweepSeconds, log);
  // The first question about working days reads the bank holidays: asked now, so that no requester waits for it.
  setImmediate(() => isWorkingDay(dayOf(clock.now())));

  const address = listening.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : parts.port}`,
    deps,
    jobs,
    conversations,
    sweepNow,
    stop: async () => {
      await new Promise<void>((resolve) => {
        listening.close(() => resolve());
        listening.closeIdleConnections();
      });
      await sweeping.stop();
      await jobs.stop();
      await ready.close();
      await db.$disconnect();
    },
  };
}

/** Where the demo may answer: this machine. */
function isLoopback(serviceUrl: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(serviceUrl).hostname);
}

/** Teams' own services, by https. The SDK also compares it with the token's claim. */
function isTeamsService(serviceUrl: string): boolean {
  const { protocol, hostname } = new URL(serviceUrl);
  return (
    protocol === 'https:' && /(^|\.)(botframework\.com|trafficmanager\.net|microsoft\.com|office\.com)$/.test(hostname)
  );
}
