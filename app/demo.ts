import fs from 'node:fs';
import path from 'node:path';
import { localCalendar } from '../services/calendar/local-calendar.ts';
import { localMailer } from '../services/mail/local-mailer.ts';
import { type Outbox, openOutbox } from '../services/mail/outbox.ts';
import type { DemoConfig, DemoOptions } from '../services/platform/config.ts';
import type { Deps } from '../services/platform/deps.ts';
import { type LocalPostgres, startLocalPostgres, stopLocalPostgres } from '../services/platform/local-postgres.ts';
import { openLog } from '../services/platform/log.ts';
import { deployMigrations, explainRefusal } from '../services/platform/migrations.ts';
import { type Clock, dayOf, formatInstant, instantAt, timeOf } from '../services/platform/time.ts';
import { loadPolicyBook } from '../services/policies/load-policy.ts';
import type { PolicyBook } from '../services/policies/policy-book.ts';
import { areaProblem, DEMO_DATABASE, keepArea } from './demo/data-folder.ts';
import { type DemoClock, openDemoClock } from './demo/demo-clock.ts';
import { demoOutboxPages } from './demo/outbox-pages.ts';
import { type Playground, playgroundServiceUrl, startPlayground } from './demo/playground.ts';
import { assertPortsFree } from './demo/ports.ts';
import { loadSampleData } from './demo/sample/load-sample.ts';
import {
  cast,
  DEMO_MAIL_DOMAIN,
  DEMO_MAILBOX,
  demoDsrTeam,
  demoReference,
  demoSeniorManagers,
  demoTenant,
} from './demo/tenant.ts';
import { MIGRATIONS, type RunningService, type ServiceParts, startService } from './service.ts';

const SWEEP_SECONDS = 5;

/** Something about the demo that a person can put right. */
export class DemoError extends Error {
  override name = 'DemoError';
}

/** What the demo sends mails and books meetings with, and where those mails can be read. */
export type DemoAdapters = Pick<ServiceParts, 'mailer' | 'calendar' | 'eventTexts' | 'sweepParts'> & {
  outbox: Outbox;
};

/** Everything stays on this machine: mails are files in the demo's folder, and the calendar is the demo's own database. */
function localAdapters(folder: string, clock: Clock): DemoAdapters {
  const mails = path.join(folder, 'outbox');
  return {
    mailer: localMailer({ folder: mails, from: DEMO_MAILBOX, clock }),
    calendar: (deps) =>
      localCalendar(deps, { readableDomain: DEMO_MAIL_DOMAIN, seed: 'demo', joinUrlBase: 'https://meet.example.org' }),
    outbox: openOutbox({ folder: mails }),
  };
}

/** The demo's service, without windows: what the windows, the walk, tests and measurements are put around. */
export type DemoService = { service: RunningService; outbox: Outbox; clock: DemoClock; stop(): Promise<void> };

/**
 * Starts the demo's database and service.
 *
 * @param options.folder where everything is kept
 * @param options.port 0 takes any free port
 */
export async function startDemoService(options: {
  folder: string;
  port: number;
  area: string;
  logLevel: string;
  /** What an empty record is filled with. */
  load(deps: Deps): Promise<void>;
  /** True where people have playground windows. */
  windowsForget?: boolean;
  now?: Date | undefined;
  /** Others than the local ones. */
  adapters?: ((clock: Clock) => DemoAdapters) | undefined;
}): Promise<DemoService> {
  const { folder } = options;
  const policies = loadPolicyBook(options.area);
  const otherArea = areaProblem(folder, options.area);
  if (otherArea) throw new DemoError(otherArea);
  const clock = openDemoClock(folder);
  if (options.now && clock.skipTo(options.now) === 'would-go-back') {
    throw new DemoError(
      `The demo is already at ${formatInstant(clock.now())}, and its clock only goes forward. Use a later time, or empty the demo first: npm start -- --reset`,
    );
  }
  keepArea(folder, options.area);
  const postgres = await startLocalPostgres(folder, { databaseName: DEMO_DATABASE });
  try {
    return await serve(postgres, clock, policies, options);
  } catch (fault) {
    await postgres.stop();
    throw fault;
  }
}

async function serve(
  postgres: LocalPostgres,
  clock: DemoClock,
  policies: PolicyBook,
  options: Parameters<typeof startDemoService>[0],
): Promise<DemoService> {
  const databaseUrl = postgres.url(DEMO_DATABASE);
  const deployed = await deployMigrations(databaseUrl, MIGRATIONS);
  if (!deployed.ok) throw new DemoError(`${explainRefusal(deployed)} For the demo: npm start -- --reset`);
  const { outbox, ...adapters } = (options.adapters ?? ((at) => localAdapters(options.folder, at)))(clock);
  const service = await startService({
    databaseUrl,
    host: '127.0.0.1',
    port: options.port,
    tenantId: demoTenant.id,
    dsrChannelId: demoTenant.team.id,
    credentials: null,
    dsrTeam: demoDsrTeam,
    seniorManagers: demoSeniorManagers,
    policies,
    clock,
    log: openLog(options.logLevel, 'stderr'),
    allowTestNhsNumbers: true,
    organiser: DEMO_MAILBOX,
    ...adapters,
    pages: (running) => [demoOutboxPages({ ...running, outbox, clock })],
    sweepSeconds: SWEEP_SECONDS,
    carriesOutJobs: true,
    fill: options.load,
    windowsForget: options.windowsForget ?? false,
    // A script reads no answer twice.
    ...(options.windowsForget ? {} : { secondsToRead: 0 }),
  });
  return {
    service,
    outbox,
    clock,
    stop: async () => {
      await service.stop();
      await postgres.stop();
    },
  };
}

async function emptyDemo(folder: string): Promise<void> {
  await stopLocalPostgres(folder);
  fs.rmSync(folder, { recursive: true, force: true });
}

/** A running demo: the service and its two windows. */
export type Demo = { stop(): Promise<void> };

/**
 * Starts the local demo and says what to try. Every port is checked before the database is touched; whatever has been
 * started is stopped again when a later part fails.
 *
 * @throws PortUnavailableError, LocalPostgresError, DemoError with one sentence for people
 */
export async function startDemo(config: DemoConfig, options: DemoOptions): Promise<Demo> {
  const folder = path.resolve(config.DATA_FOLDER);
  // Before the demo is emptied: an area that there is not, or a policy file that is none, ends here.
  loadPolicyBook(config.AREA);
  await assertPortsFree([
    { port: config.PORT, name: 'the bot', setting: 'PORT' },
    { port: config.REQUESTER_WINDOW_PORT, name: 'the requester’s window', setting: 'REQUESTER_WINDOW_PORT' },
    { port: config.TEAM_WINDOW_PORT, name: 'the DSR team’s window', setting: 'TEAM_WINDOW_PORT' },
  ]);
  if (options.reset) await emptyDemo(folder);
  const demo = await startDemoService({
    folder,
    port: config.PORT,
    area: config.AREA,
    logLevel: config.LOG_LEVEL,
    load: loadSampleData,
    windowsForget: true,
    now: options.now ? instantAt(options.now.slice(0, 10), options.now.slice(11)) : undefined,
  });
  const windows: Playground[] = [];
  const stop = async () => {
    await Promise.all(windows.map((window) => window.stop()));
    await demo.stop();
  };
  try {
    windows.push(...(await openWindows(config, folder, demo)));
  } catch (fault) {
    await stop();
    throw fault;
  }
  sayWhatToTry(demo, windows, folder);
  return { stop };
}

/** Opens both windows, and lets the bot write to them before anybody has looked. */
async function openWindows(config: DemoConfig, folder: string, { service }: DemoService): Promise<Playground[]> {
  const { conversations, deps } = service;
  const window = (label: string, port: number, portSetting: string, currentUserId: string) =>
    startPlayground({
      folder: path.join(folder, 'windows'),
      label,
      port,
      portSetting,
      botEndpoint: `${service.url}/api/messages`,
      tenant: demoTenant,
      currentUserId,
    });
  const seats = [
    { person: cast.asha, url: playgroundServiceUrl(config.REQUESTER_WINDOW_PORT) },
    { person: cast.cora, url: playgroundServiceUrl(config.TEAM_WINDOW_PORT) },
  ];
  for (const { person, url } of seats) {
    const row = await deps.db.professional.findUnique({ where: { aadObjectId: person.id }, select: { id: true } });
    const reference = demoReference(url, { person: person.id });
    await conversations.remember({
      conversationId: reference.conversation.id,
      kind: 'personal',
      professionalId: row?.id ?? null,
      reference,
    });
  }
  const channel = demoReference(playgroundServiceUrl(config.TEAM_WINDOW_PORT), 'channel');
  await conversations.remember({
    conversationId: channel.conversation.id,
    kind: 'channel',
    professionalId: null,
    reference: channel,
  });
  return Promise.all([
    window('the requester’s window', config.REQUESTER_WINDOW_PORT, 'REQUESTER_WINDOW_PORT', cast.asha.id),
    window('the DSR team’s window', config.TEAM_WINDOW_PORT, 'TEAM_WINDOW_PORT', cast.cora.id),
  ]);
}

function sayWhatToTry({ service, clock }: DemoService, windows: readonly Playground[], folder: string): void {
  const [requester, team] = windows;
  const now = clock.now();
  console.log(`
Roundtable, local demo: ${service.deps.policy.name}. Everybody in it is made up. It is ${formatInstant(now)} (${dayOf(now)} ${timeOf(now)}) here.

  Requester   ${requester?.url}   ${cast.asha.name}, a nurse: type “request a meeting” or “refer someone”
  DSR team    ${team?.url}   ${cast.cora.name}, a coordinator: click “General”, type “@Roundtable queue”, “referrals”, “register”, “due”
  Outbox      ${service.url}/outbox   every mail and invitation that was sent, and “skip to after the meeting”
  Start page  ${service.url}/   for people without Teams: codes and personal links are in the outbox

  Where the service is in a tenant, a request can also begin as an email to the shared mailbox (subject “MbE request”), or with
  “Request an MbE” in the menu of any message in Teams. This demo reads no mailbox, and its windows have no such menu.

Ctrl-C stops everything. Data stay in ${folder}; npm start -- --reset empties the demo, npm start -- --walk plays it by itself.`);
}
