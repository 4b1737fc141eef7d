import type { Clock } from '../../../services/platform/time.ts';
import type { Answer, Call } from './call.ts';
import type { FaultPlan } from './faults.ts';

/** Busy time in a calendar that is not one of our events. */
export type BusySpan = { start: Date; end: Date; status?: 'busy' | 'tentative' | 'oof' | 'workingElsewhere' | 'free' };

export type AttendeeResponse = 'none' | 'tentativelyAccepted' | 'accepted' | 'declined';
export type ProposedTime = { start: Date; end: Date };

export type StoredAttendee = {
  address: string;
  name: string;
  type: string;
  response: AttendeeResponse;
  at: Date | null;
  proposed: ProposedTime | null;
};

export type StoredEvent = {
  id: string;
  /** What it is called where ids that outlive a move were asked for. */
  immutableId: string;
  iCalUId: string;
  /** Changes with every change of anything: behind changeKey and etag. */
  version: number;
  createdAt: Date;
  modifiedAt: Date;
  start: Date;
  end: Date;
  timeZone: string;
  attendees: StoredAttendee[];
  body: { contentType: string; content: string };
  online: boolean;
  joinUrl: string | null;
  /** Until then the event has no join link yet, though it is an online meeting. */
  joinUrlFrom: Date;
  hideAttendees: boolean;
  transactionId: string | null;
  /** What the transactionId was first used for, to tell a repeat from another event. */
  createdFrom: string;
  /** Every other property, as it was written. */
  other: Record<string, unknown>;
};

export type StoredMessage = {
  immutableId: string;
  /** Changes when the message is moved. */
  id: string;
  version: number;
  folderId: string;
  receivedAt: Date;
  raw: Buffer;
  subject: string;
  from: { name: string; address: string };
  messageId: string;
  isRead: boolean;
  isDraft: boolean;
  categories: string[];
  hasAttachments: boolean;
  /** What was written as JSON, for a draft and for what was sent. */
  written: Record<string, unknown> | null;
};

export type StoredFolder = { id: string; wellKnown: string | null; parentId: string | null; displayName: string };

export type SentMail = {
  from: string;
  to: string[];
  cc: string[];
  bcc: string[];
  subject: string;
  body: string;
  contentType: 'text' | 'html';
  /** The internetMessageHeaders, names in small letters. */
  headers: Record<string, string>;
  messageId: string;
  at: Date;
  savedToSentItems: boolean;
  raw: Buffer;
};

/** A mail that Exchange sends because of an event. */
export type SentInvitation = {
  eventId: string;
  address: string;
  kind: 'request' | 'update' | 'cancellation';
  at: Date;
};

export type Change = {
  about: 'event' | 'message';
  id: string;
  immutableId: string;
  folderId: string | null;
  kind: 'created' | 'updated' | 'deleted';
};

export type Mailbox = {
  address: string;
  userId: string;
  outsideScope: boolean;
  busy: BusySpan[];
  events: Map<string, StoredEvent>;
  /** Every transactionId ever used here: the event it made, also when that is gone. */
  transactions: Map<string, StoredEvent>;
  folders: Map<string, StoredFolder>;
  messages: Map<string, StoredMessage>;
  changes: Change[];
  sent: SentMail[];
  sendTimes: number[];
  invitations: SentInvitation[];
  /** Calls in the ten minutes that began then. */
  calls: { since: number; count: number };
  /** Calls that are under way. */
  concurrent: number;
};

export type DirectoryUser = {
  id: string;
  displayName: string;
  mail: string | null;
  userPrincipalName: string;
  accountEnabled: boolean;
  proxyAddresses: string[];
};
export type DirectoryGroup = { id: string; displayName: string; memberIds: string[] };

export type StoredSubscription = {
  id: string;
  resource: string;
  changeTypes: string[];
  notificationUrl: string;
  lifecycleNotificationUrl: string | null;
  clientState: string | null;
  expiresAt: Date;
  immutableIds: boolean;
  /** What the resource means. */
  about: { mailbox: string; kind: 'event' | 'message'; folderId: string | null };
};

/** What becomes of mails to an address that does not work: the status of the report, and how much of the mail is in it. */
export type Bounce = { status: string; enclosed: 'message' | 'headers' | 'nothing' };

/** Something Graph is about to post to a subscriber. */
export type PendingNotification = {
  subscriptionId: string;
  url: string;
  kind: 'change' | 'lifecycle';
  item: Record<string, unknown>;
  tries: number;
};

/** A page or a delta that was begun: what the token in its link stands for. */
export type Continuation = { path: string; expired: boolean; go: (call: Call) => Answer | Promise<Answer> };

export type World = {
  clock: Clock;
  seed: number;
  tenantId: string;
  appId: string;
  secret: string;
  /** The application's certificate (PEM), where it signs in with one. */
  certificate: string | null;
  permissions: Set<string>;
  mailsPerMinute: number;
  callsPerTenMinutes: number;
  /** Exchange gives every mail a Message-ID of its own, whatever was asked for. */
  ownMessageIds: boolean;
  /** How long a new event is not found by a filter yet, though it can be read by its id. */
  listingLagMs: number;
  /** How long a new online meeting goes without its join link. */
  joinUrlDelayMs: number;
  mailboxes: Map<string, Mailbox>;
  users: Map<string, DirectoryUser>;
  groups: Map<string, DirectoryGroup>;
  subscriptions: Map<string, StoredSubscription>;
  pending: PendingNotification[];
  continuations: Map<string, Continuation>;
  tokens: Map<string, { expiresAt: number; isForGraph: boolean }>;
  /** Addresses whose mails come back, and how. */
  bad: Map<string, Bounce>;
  /** Addresses where a program answers. */
  absences: Map<string, { text: string; heeds: boolean }>;
  faults: FaultPlan;
  /** Posts to the service: notifications and validation. */
  callBack: typeof fetch;
  nextNumber(): number;
};

/** An id as Graph gives them: long, case-sensitive, with '=' in it, so that whoever forgets to encode it finds out. */
export function newId(world: World, kind: string): string {
  const text = `${world.seed}:${kind}:${world.nextNumber()}`;
  return `AAMkAD${Buffer.from(text.padEnd(32, '.')).toString('base64url')}AA=`;
}

/** A GUID that is the same for the same seed, kind and number. */
export function newGuid(world: World, kind: string): string {
  const number = world.nextNumber();
  const hex = Buffer.from(
    `${kind.slice(0, 6).padEnd(6, '.')}${String(world.seed).slice(-5).padStart(5, '0')}`,
  ).toString('hex');
  const digits = `${hex}${number.toString(16).padStart(10, '0')}`;
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}

/** Another id for the same thing, for those who ask for ids that outlive a move. */
export function newImmutableId(world: World, kind: string): string {
  return newId(world, `fixed-${kind}`).replace('AAMkAD', 'AAkALg');
}
