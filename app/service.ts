import type { Server } from 'node:http';
import path from 'node:path';
import type { Router } from 'express';
import { cardActions } from '../bot/card-actions.ts';
import { cardMaker, onInstalled } from '../bot/card-maker.ts';
import { commands } from '../bot/commands.ts';
import { botEndpoint } from '../bot/endpoint.ts';
import { emailReader } from '../bot/member-email.ts';
import { createNotifier } from '../bot/notifier.ts';
import { openPace } from '../bot/pace.ts';
import { isLoopback, isTeamsService } from '../bot/service-urls.ts';
import { createTeamsAdapter, type TeamsCredentials } from '../bot/teams-adapter.ts';
import { createTeamsBot } from '../bot/teams-bot.ts';
import type { DsrRole } from '../services/access/actor.ts';
import type { Calendar } from '../services/calendar/port.ts';
import type { EventTexts } from '../services/calendar/words-port.ts';
import type { MailAddress, Mailer } from '../services/mail/port.ts';
import { handleMailedMessage } from '../services/mailbox/handle-mailed-message.ts';
import type { SharedMailbox } from '../services/mailbox/shared-mailbox.ts';
import { mailedRequests } from '../services/mbe-requests/mailed-requests.ts';
import { prepareMdtInvitation } from '../services/mbe-requests/prepare-mdt-invitation.ts';
import { followCalendar } from '../services/meetings/follow-calendar.ts';
import { lookForTimes } from '../services/meetings/look-for-times.ts';
import { syncCalendar } from '../services/meetings/sync-calendar.ts';
import { certificateEnd } from '../services/microsoft/certificate.ts';
import { type Conversations, openConversations } from '../services/notifications/conversation-store.ts';
import { mailFrame } from '../services/notifications/mail-frame.ts';
import { runDelivery } from '../services/notifications/run-delivery.ts';
import { refreshCards } from '../services/notifications/store.ts';
import { openDatabase } from '../services/platform/database.ts';
import type { Deps } from '../services/platform/deps.ts';
import { type JobHandlers, type JobQueue, openJobs } from '../services/platform/jobs.ts';
import type { Log } from '../services/platform/log.ts';
import { type Clock, dayOf, isWorkingDay } from '../services/platform/time.ts';
import type { PolicyBook } from '../services/policies/policy-book.ts';
import { setDsrTeam } from '../services/professionals/store.ts';
import { syncHolds } from '../services/proposals/sync-holds.ts';
import { type SeniorManager, setSeniorManagers } from '../services/senior-managers/store.ts';
import { outsidePages } from '../web/outside-pages.ts';
import { registerExportPages } from '../web/register-export/register-export-pages.ts';
import { openSite } from '../web/site/site.ts';
import { eventTexts, holdSubject } from '../wording/event-texts.ts';
import { deliveryWords } from '../wording/mails/delivery-words.ts';
import { withoutMailReply } from '../wording/mails/mail-reply-lines.ts';
import { forgetWhatWindowsLost } from './demo/lost-messages.ts';
import { portProblem } from './demo/ports.ts';
import { mailboxParts } from './mailbox-parts.ts';
import { type Metrics, openMetrics } from './metrics.ts';
import { openReadiness } from './readiness.ts';
import { createServer } from './server.ts';
import { type SweepPart, startSweeping, sweepOnce } from './sweeping.ts';

/** Where the migrations are. */
export const MIGRATIONS = path.join(import.meta.dirname, '..', 'prisma', 'migrations');

/** What differs between the demo, a real service, a test and a measurement. */
export type ServiceParts = {
  databaseUrl: string;
  host: string;
  port: number;
  tenantId: string;
  /** The tenants whose people may use the bot, where there are others than that one. */
  tenants?: readonly string[] | undefined;
  dsrChannelId: string;
  /** null switches the token check off: the demo and tests only. */
  credentials: TeamsCredentials | null;
  /** How Microsoft's sign-in and keys are reached; left out it is by this machine's network. */
  fetch?: typeof fetch | undefined;
  /** null where the groups of the tenant say who they are: `sweepParts` then has a part that reads them. */
  dsrTeam: readonly { aadObjectId: string; dsrRole: DsrRole }[] | null;
  /** Where the bot may answer; left out it is Teams, or this machine where no token is checked. */
  serviceUrlAllowed?(serviceUrl: string): boolean;
  /** Who hears of red and amber risks that are stuck. */
  seniorManagers: readonly Omit<SeniorManager, 'id'>[];
  /** Every version of the area's policy: which one is in force follows the clock. */
  policies: PolicyBook;
  clock: Clock;
  log: Log;
  allowTestNhsNumbers: boolean;
  mailer: Mailer;
  /** Who invitations and mails come from: the DSR team's shared mailbox. */
  organiser: MailAddress;
  calendar(deps: Deps): Calendar;
  /** What its events say; what one person reads alone, where nothing is given. */
  eventTexts?(deps: Deps): EventTexts;
  /** Where browsers reach the service. */
  publicUrl?: string | null | undefined;
  /** Pages that only this start has, such as the demo's outbox. */
  pages(running: { deps: Deps; sweepNow(): Promise<void>; hasten(sweepPart: string): void }): Router[];
  /** What else is asked at every beat, such as what is new in Microsoft 365. */
  sweepParts?(deps: Deps): readonly SweepPart[];
  /** The shared mailbox, where the service reads it. */
  mailbox?: SharedMailbox;
  /** Who of the tenant has a mail address, where a directory can be asked. */
  findInTenant?: NonNullable<Deps['findInTenant']>;
  /** How often the database is asked what is due. */
  sweepSeconds: number;
  /** As `openConversations` takes it; left out it is a few seconds. */
  secondsToRead?: number;
  /** True in the demo: a window that is opened anew has lost every message that was in it. */
  windowsForget?: boolean;
  /** False for a process that only answers people, beside another that carries out the jobs. */
  carriesOutJobs: boolean;
  /** Fills an empty record, before anybody is answered and before anything is found to be due. */
  fill?(deps: Deps): Promise<void>;
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
    const listening = server.listen(port, host, (fault?: Error) => {
      if (!fault) return resolve(listening);
      reject(portProblem(fault, { port, name: 'the bot', setting: 'PORT' }) ?? fault);
    });
  });
}

/** What a press did is a sentence or two, at the top of the card that answers it. */
const SECONDS_TO_READ = 5;

/** Turns that are running get this long to be answered; Teams itself gives up sooner. */
const TURNS_DRAIN_MS = 15_000;

/** Takes no new connection, and ends when the turns that are running have been answered. */
async function stopListening(listening: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => listening.close(() => resolve()));
  listening.closeIdleConnections();
  const limit = setTimeout(() => listening.closeAllConnections(), TURNS_DRAIN_MS);
  await closed;
  clearTimeout(limit);
}

/** What was opened is closed in the opposite order; also where a start fails half-way. */
type Closing = (() => Promise<unknown>)[];

async function closeAll(closing: Closing): Promise<void> {
  for (const close of closing.toReversed()) await close();
}

/**
 * Puts the service together and starts it. The only composition root beside `main.ts`, which decides what to compose.
 * The database must have been migrated.
 *
 * @throws PortUnavailableError where nobody could reach it; whatever had been opened is closed again
 */
export async function startService(parts: ServiceParts): Promise<RunningService> {
  const closing: Closing = [];
  try {
    return await open(parts, closing);
  } catch (fault) {
    await closeAll(closing);
    throw fault;
  }
}

async function open(parts: ServiceParts, closing: Closing): Promise<RunningService> {
  const { clock, log, policies, allowTestNhsNumbers, organiser } = parts;
  const metrics = openMetrics();
  const db = openDatabase(parts.databaseUrl);
  closing.push(() => db.$disconnect());
  const jobs = await openJobs(parts.databaseUrl, log, { onRun: metrics.onJob });
  closing.push(() => jobs.stop());
  metrics.countIn(db, jobs);
  if (parts.credentials !== null) metrics.onCertificate(certificateEnd(parts.credentials.credential));
  const newId = () => crypto.randomUUID();
  let publicUrl = parts.publicUrl ?? null;
  const deps: Deps = {
    ...{ db, clock, jobs, policies, log, allowTestNhsNumbers, organiser, newId },
    ...(parts.findInTenant ? { findInTenant: parts.findInTenant } : {}),
    // The app package, without which Teams has no message action, is for a service that checks tokens.
    alsoBegins: { byEmail: parts.mailbox !== undefined, inAnyChat: parts.credentials !== null },
    // Asked anew each time: a new version takes effect on its day, without a restart.
    get policy() {
      return policies.on(dayOf(clock.now()));
    },
    get publicUrl() {
      return publicUrl;
    },
  };
  const conversations = openConversations(deps, { secondsToRead: parts.secondsToRead ?? SECONDS_TO_READ });
  const adapter = createTeamsAdapter(parts.credentials, { fetch: parts.fetch, clock, log });
  const moreParts = [...(parts.sweepParts?.(deps) ?? []), ...mailboxParts(deps, parts.mailbox)];
  const sweepNow = () => sweepOnce(deps, metrics.onSweep, moreParts);
  let sweeping: ReturnType<typeof startSweeping> | undefined;
  const ready = openReadiness(db, jobs, parts.databaseUrl, MIGRATIONS);
  closing.push(() => ready.close());
  const server = createServer({
    log,
    notReady: ready.notReady,
    metrics: metrics.text,
    loopbackOnly: parts.credentials === null,
    routers: [
      botEndpoint(adapter, assembleBot(parts, deps, conversations, metrics), {
        tenants: parts.tenants ?? [parts.tenantId],
        serviceUrlAllowed: parts.serviceUrlAllowed ?? (parts.credentials === null ? isLoopback : isTeamsService),
        onRefused: (because) => {
          log.warn('activity-refused', { because });
          metrics.onRefused(because);
        },
      }),
      registerExportPages(deps),
      openSite(deps, outsidePages),
      ...parts.pages({ deps, sweepNow, hasten: (name) => sweeping?.hasten(name) }),
    ],
  });
  if (parts.dsrTeam) await setDsrTeam(deps, parts.dsrTeam);
  await setSeniorManagers(deps, parts.seniorManagers);
  await parts.fill?.(deps);
  const listening = await listen(server, parts.host, parts.port);
  closing.push(() => stopListening(listening));
  const address = listening.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : parts.port}`;
  // Without the token check it is a demo or a test, which browsers of this machine alone reach.
  if (parts.credentials === null) publicUrl ??= url;
  else if (publicUrl === null) log.warn('no-public-url');
  // Only once people can reach it: a second process that finds the port taken must not have begun to send anything.
  if (parts.carriesOutJobs) await jobs.work(jobHandlers(parts, deps, conversations, adapter));
  const started = startSweeping(deps, parts.sweepSeconds, metrics.onSweep, moreParts);
  sweeping = started;
  closing.push(() => started.stop());
  // The first question about working days reads the bank holidays: asked now, so that no requester waits for it.
  setImmediate(() => isWorkingDay(dayOf(clock.now())));
  return { url, deps, jobs, conversations, sweepNow, stop: () => closeAll(closing) };
}

/** Who answers people. Every turn leaves a line in the log and an observation in the metrics: ids and codes. */
function assembleBot(parts: ServiceParts, deps: Deps, conversations: Conversations, metrics: Metrics) {
  const { dsrChannelId, log } = parts;
  return createTeamsBot({
    deps,
    conversations,
    appId: parts.credentials?.appId ?? null,
    dsrChannelId,
    commands,
    cardActions,
    onInstalled,
    onOpened: parts.windowsForget ? forgetWhatWindowsLost(conversations) : async () => {},
    readEmail: emailReader(log),
    onTurn: (report) => {
      const { kind, what, result, professionalId, seconds } = report;
      log.info('turn', { kind, what, result, professionalId, milliseconds: Math.round(seconds * 1000) });
      metrics.onTurn(report);
    },
  });
}

/** Who carries out the jobs, each queue its own. */
function jobHandlers(
  parts: ServiceParts,
  deps: Deps,
  conversations: Conversations,
  adapter: ReturnType<typeof createTeamsAdapter>,
): JobHandlers {
  const { dsrChannelId, mailer, log } = parts;
  const appId = parts.credentials?.appId ?? '';
  // The playground and the stand-ins of tests have no limits.
  const pace = openPace(parts.credentials === null ? { limits: [] } : {});
  const speaking = { adapter, appId, pace, clock: deps.clock };
  const refreshLater = (nounId: string, afterSeconds: number) =>
    deps.db.$transaction((tx) => refreshCards(tx, deps, [nounId], { afterSeconds }));
  const cards = cardMaker(deps);
  const notifier = createNotifier({ ...speaking, dsrChannelId, conversations, cards, refreshLater, log });
  const calendar = parts.calendar(deps);
  const texts = parts.eventTexts?.(deps) ?? eventTexts;
  const actor = { kind: 'system' } as const;
  return {
    deliver: (data, run) => runDelivery({ ...deps, notifier, mailer, words: deliveryWords }, { ...data, ...run }),
    'look-for-times': async ({ meetingId }, { lastTry }) =>
      void (await lookForTimes({ ...deps, calendar }, { actor, meetingId, lastTry })),
    'sync-calendar': async ({ meetingId }) =>
      void (await syncCalendar({ ...deps, calendar, eventTexts: texts }, { actor, meetingId })),
    'follow-calendar': async ({ meetingId }) =>
      void (await followCalendar({ ...deps, calendar }, { actor, meetingId })),
    'sync-holds': async ({ proposalId }) =>
      void (await syncHolds({ ...deps, calendar, holdSubject }, { actor, proposalId })),
    'refresh-cards': ({ nounId }) => notifier.refresh(nounId),
    'prepare-mdt-invitation': ({ draftId }, { lastTry }) =>
      prepareMdtInvitation({ ...deps, calendar }, { draftId, lastTry }),
    'handle-mailed-message': async (data) => {
      const { mailbox } = parts;
      if (mailbox === undefined) return;
      const requests = mailedRequests(deps, withoutMailReply(mailFrame(deps)));
      await handleMailedMessage({ ...deps, mailbox, requests }, { actor, ...data });
    },
  };
}
