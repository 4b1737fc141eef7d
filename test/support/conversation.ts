import { cast, demoDsrTeam, demoTenant } from '../../app/demo/tenant.ts';
import { type RunningService, type ServiceParts, startService } from '../../app/service.ts';
import { type Chat, startTeamsStandIn, type TeamsStandIn } from '../../app/walk/teams-stand-in.ts';
import { isLoopback, isTeamsService } from '../../bot/service-urls.ts';
import type { TeamsCredentials } from '../../bot/teams-adapter.ts';
import { localCalendar } from '../../services/calendar/local-calendar.ts';
import type { Log } from '../../services/platform/log.ts';
import { movableClock } from '../../services/platform/time.ts';
import { loadPolicyBook } from '../../services/policies/load-policy.ts';
import type { PolicyBook } from '../../services/policies/policy-book.ts';
import { createTestDatabase } from './database.ts';
import { ordinaryMorning, silentLog } from './deps.ts';
import { fakeMailer } from './fake-mailer.ts';

type Key = keyof typeof cast;

/** The whole service on a database of its own, with people who talk to it over its own endpoint. */
export type Conversation = {
  service: RunningService;
  teams: TeamsStandIn;
  clock: ReturnType<typeof movableClock>;
  mailer: ReturnType<typeof fakeMailer>;
  /** Every fault the service has put in its log, newest last: none, whatever people do. */
  faults: { event: string; fault: unknown }[];
  /** Somebody's own chat with the bot, opened (so that the bot can write there). */
  chat(who: Key): Promise<Chat>;
  /** Somebody in the DSR channel; the first one opens it. */
  channel(who: Key): Promise<Chat>;
  /** Until no job is due or running. */
  settled(): Promise<void>;
  stop(): Promise<void>;
};

const asPerson = (who: Key) => ({ aadObjectId: cast[who].id, name: cast[who].name, email: cast[who].email });

/**
 * Starts it. The clock stands at an ordinary working morning and is moved by the test alone.
 *
 * @param options.credentials checks tokens as in a real tenant; nobody can talk to it then
 * @param options.through puts something between the service and its database
 */
export async function startConversation(
  options: {
    now?: Date;
    credentials?: TeamsCredentials;
    /** What people's activities are signed with then, and how Microsoft is reached. */
    authorize?: (activity: unknown) => Promise<string>;
    fetch?: typeof fetch;
    tenants?: readonly string[];
    sweepParts?: ServiceParts['sweepParts'];
    mailbox?: ServiceParts['mailbox'];
    /** Left out, the demo's people; null leaves it to a part of the sweep. */
    dsrTeam?: ServiceParts['dsrTeam'];
    through?: (databaseUrl: string) => Promise<string>;
    log?: Log;
    policies?: PolicyBook;
    /** How long what a press did is left to be read; nobody waits for it where nothing is said. */
    secondsToRead?: number;
  } = {},
): Promise<Conversation> {
  const database = await createTestDatabase();
  const clock = movableClock(options.now ?? ordinaryMorning);
  const mailer = fakeMailer();
  const faults: Conversation['faults'] = [];
  const log = options.log ?? silentLog;
  const service = await startService({
    databaseUrl: options.through ? await options.through(database.url) : database.url,
    host: '127.0.0.1',
    port: 0,
    tenantId: demoTenant.id,
    dsrChannelId: demoTenant.team.id,
    credentials: options.credentials ?? null,
    fetch: options.fetch,
    tenants: options.tenants,
    // The stand-in listens on this machine, whoever signs.
    ...(options.credentials ? { serviceUrlAllowed: (url: string) => isLoopback(url) || isTeamsService(url) } : {}),
    dsrTeam: options.dsrTeam === undefined ? demoDsrTeam : options.dsrTeam,
    ...(options.sweepParts ? { sweepParts: options.sweepParts } : {}),
    ...(options.mailbox ? { mailbox: options.mailbox } : {}),
    seniorManagers: [],
    policies: options.policies ?? loadPolicyBook(),
    clock,
    log: {
      ...log,
      fault: (event, fault, fields) => {
        faults.push({ event, fault });
        log.fault(event, fault, fields);
      },
    },
    allowTestNhsNumbers: true,
    mailer,
    organiser: { name: 'DSR team', address: 'dsr@trust.example.org' },
    calendar: (deps) => localCalendar(deps, { readableDomain: 'trust.example.org', seed: 'test' }),
    pages: () => [],
    sweepSeconds: 3600,
    secondsToRead: options.secondsToRead ?? 0,
    carriesOutJobs: true,
  });
  const teams = await startTeamsStandIn({
    botUrl: service.url,
    tenantId: demoTenant.id,
    channelId: demoTenant.team.id,
    authorize: options.authorize,
  });
  const opened = new Set<string>();
  const openedOnce = async (chat: Chat) => {
    if (!opened.has(chat.conversationId)) {
      opened.add(chat.conversationId);
      await chat.open();
    }
    return chat;
  };
  return {
    service,
    teams,
    clock,
    mailer,
    faults,
    chat: (who) => openedOnce(teams.personal(asPerson(who))),
    channel: (who) => openedOnce(teams.inChannel(asPerson(who))),
    settled: async () => {
      // A job writes what follows from it before it ends, so that nothing due and nothing running is the end of it.
      while ((await service.jobs.unfinished()) > 0) {
        service.deps.jobs.wake();
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    stop: async () => {
      await teams.stop();
      await service.stop();
      await database.drop();
    },
  };
}
