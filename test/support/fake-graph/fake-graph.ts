import { type Clock, systemClock } from '../../../services/platform/time.ts';
import { answering, BROKEN, type LogEntry } from './answering.ts';
import type { Absence } from './answers-by-mail.ts';
import { type EventInCalendar, inCalendar } from './event-json.ts';
import { fetchWith } from './fake-fetch.ts';
import { type FaultPlan, faultPlan } from './faults.ts';
import { type Listening, listenWith } from './listening.ts';
import { newMailbox } from './mailboxes.ts';
import { type Outlook, outlook } from './outlook.ts';
import { type FolderView, outlookMail } from './outlook-mail.ts';
import { liveSubscriptions, type Notifications, notifications, type Posted } from './subscribers.ts';
import {
  type Bounce,
  type BusySpan,
  type DirectoryUser,
  type Mailbox,
  newGuid,
  type SentInvitation,
  type SentMail,
  type StoredMessage,
  type StoredSubscription,
  type World,
} from './world.ts';

export type FakeGraphOptions = {
  clock?: Clock;
  seed?: number;
  tenantId: string;
  appId: string;
  secret: string;
  /** PEM of the certificate that is registered for the application. */
  certificate?: string;
  /** The application permissions that an administrator has agreed to; all that the service needs where nothing is said. */
  permissions?: string[];
  /** Graph's limit is 30. */
  mailsPerMinute?: number;
  /** To one mailbox; Graph's limit is 10,000. */
  callsPerTenMinutes?: number;
  /** Exchange gives every mail a Message-ID of its own, whatever was asked for: it is not written that it keeps ours. */
  ownMessageIds?: boolean;
  /** How long a new event is not found by a filter yet, though it can be read by its id. */
  listingLagMs?: number;
  /** How long a new online meeting goes without its join link. */
  joinUrlDelayMs?: number;
  /** Reaches the service, for notifications and their validation; the global one where nothing is said. */
  callBack?: typeof fetch;
};

/** What the service asks an administrator for. */
export const USUAL_PERMISSIONS = [
  ...['Calendars.ReadWrite', 'Mail.ReadWrite', 'Mail.Send', 'GroupMember.Read.All', 'User.Read.All'],
];

/** A tenant of its own behind Microsoft Graph and Entra: what it holds, and what people do in Outlook. */
export type FakeGraph = Outlook & {
  fetch: typeof fetch;
  listen(): Promise<Listening>;
  authority: string;
  graphUrl: string;
  permissions: Set<string>;
  addMailbox(address: string, about?: { busy?: BusySpan[]; outsideScope?: boolean; name?: string }): Mailbox;
  addUser(user: Partial<DirectoryUser> & { displayName: string }): DirectoryUser;
  /** `memberIds`: of users and of other groups. */
  addGroup(id: string, memberIds: string[], displayName?: string): void;
  /** The events in a calendar now. */
  events(mailbox: string): EventInCalendar[];
  /** The mails Exchange has sent because of events. */
  invitations(mailbox: string): SentInvitation[];
  /** What was sent by sendMail, whether or not a copy was kept. */
  sent(mailbox: string): SentMail[];
  /** A mail comes in from outside. */
  inbox: { receive(mailbox: string, rawMime: string | Uint8Array, about?: { at?: Date }): StoredMessage };
  /** The folders of a mailbox, with what is in them. */
  folders(mailbox: string): FolderView[];
  /** Somebody files a message in Outlook: into a folder by its name, its id or the name every mailbox has for it. */
  fileMessage(mailbox: string, messageId: string, folder: string): void;
  /** Somebody deletes a message for good. */
  deleteMessage(mailbox: string, messageId: string): void;
  /** Somebody deletes a folder, with what is in it. */
  deleteFolder(mailbox: string, folder: string): void;
  /** Mails to this address come back from now on: a report in the sender's inbox. */
  bounce(address: string, how?: Partial<Bounce>): void;
  /** Somebody is away from now on: a program answers each mail to this address. One that `heeds` nothing answers everything. */
  away(address: string, about?: Partial<Absence>): void;
  /** Every delta token that was given is worn out: 410, as after some days. */
  expireDeltaTokens(): void;
  /** Every access token is worn out, as when a secret is changed. */
  expireTokens(): void;
  /** The subscriptions that have not run out. */
  subscriptions(): StoredSubscription[];
  notifications: Notifications;
  /** Posts pending notifications to the service; the same as `notifications.deliver`. */
  deliverNotifications(through?: typeof fetch): Promise<Posted[]>;
  faults: FaultPlan;
  log: LogEntry[];
  /** The requests that were wrong by themselves, whatever fault they met: a 4xx for their form. */
  refusals(): LogEntry[];
};

const MALFORMED = new Set([400, 405, 411, 413, 415, 501, BROKEN]);

/** Starts a fake of Microsoft Graph with an empty tenant. */
export function startFakeGraph(options: FakeGraphOptions): FakeGraph {
  const { plan, faultFor } = faultPlan();
  const world = newWorld(options, plan);
  const log: LogEntry[] = [];
  const authority = 'https://login.fake-graph.example.org';
  const graphUrl = 'https://graph.fake-graph.example.org';
  const ports: string[] = [];
  const answer = answering(world, faultFor, log, () => ({ authority, graphs: [graphUrl, ...ports], ports }));
  const post = notifications(world);
  const box = (address: string): Mailbox => {
    const found = world.mailboxes.get(address.toLowerCase());
    if (found === undefined) throw new Error(`There is no mailbox ${address}`);
    return found;
  };
  return {
    ...{ fetch: fetchWith(answer), authority, graphUrl, faults: plan, log },
    permissions: world.permissions,
    listen: async () => {
      const listening = await listenWith(answer);
      ports.push(listening.url);
      return listening;
    },
    addMailbox: (address, about) => newMailbox(world, address, about),
    addUser: (user) => addUser(world, user),
    addGroup: (id, memberIds, displayName = 'A group') => {
      world.groups.set(id.toLowerCase(), { id: id.toLowerCase(), displayName, memberIds });
    },
    events: (address) => [...box(address).events.values()].map(inCalendar),
    invitations: (address) => box(address).invitations,
    sent: (address) => box(address).sent,
    ...outlook(world, box),
    ...outlookMail(world, box),
    bounce: (address, how = {}) =>
      void world.bad.set(address.toLowerCase(), { status: '5.1.10', enclosed: 'message', ...how }),
    away: (address, about = {}) =>
      void world.absences.set(address.toLowerCase(), { text: 'I am away.', heeds: true, ...about }),
    expireDeltaTokens: () => {
      for (const [token, continuation] of world.continuations) if (token.startsWith('d')) continuation.expired = true;
    },
    expireTokens: () => world.tokens.clear(),
    subscriptions: () => liveSubscriptions(world),
    notifications: post,
    deliverNotifications: (through) => post.deliver(through),
    refusals: () => log.filter(({ verdict }) => verdict !== null && MALFORMED.has(verdict)),
  };
}

function addUser(world: World, user: Partial<DirectoryUser> & { displayName: string }): DirectoryUser {
  const id = (user.id ?? newGuid(world, 'user')).toLowerCase();
  const mail = user.mail ?? null;
  const added: DirectoryUser = {
    ...{ id, displayName: user.displayName, mail, accountEnabled: user.accountEnabled ?? true },
    userPrincipalName: user.userPrincipalName ?? mail ?? `${id}@fake-graph.example.org`,
    proxyAddresses: user.proxyAddresses ?? (mail === null ? [] : [`SMTP:${mail}`]),
  };
  world.users.set(id, added);
  return added;
}

function newWorld(options: FakeGraphOptions, faults: FaultPlan): World {
  let number = 0;
  return {
    clock: options.clock ?? systemClock,
    seed: options.seed ?? 1,
    ...{ tenantId: options.tenantId, appId: options.appId, secret: options.secret },
    certificate: options.certificate ?? null,
    permissions: new Set(options.permissions ?? USUAL_PERMISSIONS),
    mailsPerMinute: options.mailsPerMinute ?? 30,
    callsPerTenMinutes: options.callsPerTenMinutes ?? 10_000,
    ownMessageIds: options.ownMessageIds ?? false,
    listingLagMs: options.listingLagMs ?? 0,
    joinUrlDelayMs: options.joinUrlDelayMs ?? 0,
    ...{ mailboxes: new Map(), users: new Map(), groups: new Map(), subscriptions: new Map(), pending: [] },
    ...{ continuations: new Map(), tokens: new Map(), bad: new Map(), absences: new Map(), faults },
    callBack: options.callBack ?? fetch,
    nextNumber: () => ++number,
  };
}
