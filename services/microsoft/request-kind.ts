import type { GraphRequest } from './port.ts';

/** What a call is about: a word for the log, and the application permission it needs. */
export type RequestKind = { about: string; permission: string | null };

/** The permissions the service asks for, by what they are needed for: the least that carries out each call. */
const KINDS: readonly [RegExp, string, string][] = [
  [/^\/users\/[^/]+\/calendar\/getSchedule\b/i, 'getSchedule', 'Calendars.ReadWrite'],
  [/^\/users\/[^/]+\/(?:calendar|calendars|calendarView|events)\b/i, 'events', 'Calendars.ReadWrite'],
  [/^\/users\/[^/]+\/sendMail\b/i, 'sendMail', 'Mail.Send'],
  [/^\/users\/[^/]+\/(?:messages|mailFolders)\b/i, 'messages', 'Mail.ReadWrite'],
  [/^\/users\/[^/]+\/mailboxSettings\b/i, 'mailboxSettings', 'MailboxSettings.Read'],
  [/^\/groups\b/i, 'groups', 'GroupMember.Read.All'],
  [/^\/users\b/i, 'users', 'User.Read.All'],
];

/** The permission of a subscription is that of what it listens to. */
const LISTENED_TO: readonly [RegExp, string][] = [
  [/\/events\b/i, 'Calendars.ReadWrite'],
  [/\/messages\b/i, 'Mail.ReadWrite'],
];

/** What a call is about, without anything that would say whose it is. */
export function requestKind({ path, body }: GraphRequest): RequestKind {
  // A whole link has its host and version before the path.
  const below = path.replace(/^https:\/\/[^/]+\/(?:v1\.0|beta)(?=\/)/i, '');
  if (/^\/subscriptions\b/i.test(below)) {
    const resource = body !== undefined && 'resource' in body ? String(body.resource) : '';
    const permission = LISTENED_TO.find(([pattern]) => pattern.test(resource))?.[1] ?? null;
    return { about: 'subscriptions', permission };
  }
  const [, about, permission] = KINDS.find(([pattern]) => pattern.test(below)) ?? [];
  return { about: about ?? 'other', permission: permission ?? null };
}
