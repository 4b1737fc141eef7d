import type { Answer, Call } from './call.ts';
import { listMembers, listUsers, readGroup, readUser } from './directory-routes.ts';
import { calendarDelta, listEvents, readCalendar, viewCalendar } from './event-lists.ts';
import { cancelEvent, createEvent, deleteEvent, readEvent, updateEvent } from './event-routes.ts';
import { createFolder, listFolders, readFolder } from './folder-routes.ts';
import {
  deleteMessage,
  listMessages,
  markMessage,
  messagesDelta,
  moveMessage,
  readMessage,
  readMime,
} from './message-routes.ts';
import { getSchedule } from './schedule-routes.ts';
import { sendMail } from './send-mail.ts';
import {
  createSubscription,
  deleteSubscription,
  listSubscriptions,
  readSubscription,
  reauthorizeSubscription,
  renewSubscription,
} from './subscription-routes.ts';
import type { Mailbox, World } from './world.ts';

/** A request Graph knows, and the permissions of which one is enough for it. */
export type Route = {
  method: string;
  pattern: readonly string[];
  needs: readonly string[];
} & (
  | { in: 'mailbox'; handle: (world: World, mailbox: Mailbox, call: Call) => Answer | Promise<Answer> }
  | { in: 'directory' | 'subscriptions'; handle: (world: World, call: Call) => Answer | Promise<Answer> }
);

const READ_EVENTS = ['Calendars.Read', 'Calendars.ReadWrite'];
const WRITE_EVENTS = ['Calendars.ReadWrite'];
const READ_SCHEDULES = ['Calendars.ReadBasic.All', ...READ_EVENTS];

function mailbox(
  method: string,
  path: string,
  needs: readonly string[],
  handle: (world: World, mailbox: Mailbox, call: Call) => Answer | Promise<Answer>,
): Route {
  return { in: 'mailbox', method, pattern: `users/{user}/${path}`.split('/'), needs, handle };
}

const events: Route[] = ['events', 'calendar/events'].flatMap((path) => [
  mailbox('POST', path, WRITE_EVENTS, createEvent),
  mailbox('GET', path, READ_EVENTS, listEvents),
  mailbox('GET', `${path}/{event}`, READ_EVENTS, readEvent),
  mailbox('PATCH', `${path}/{event}`, WRITE_EVENTS, updateEvent),
  mailbox('DELETE', `${path}/{event}`, WRITE_EVENTS, deleteEvent),
  mailbox('POST', `${path}/{event}/cancel`, WRITE_EVENTS, cancelEvent),
]);

const READ_MAIL = ['Mail.Read', 'Mail.ReadWrite'];
const WRITE_MAIL = ['Mail.ReadWrite'];
const LIST_MAIL = ['Mail.ReadBasic.All', ...READ_MAIL];

const mail: Route[] = [
  mailbox('POST', 'sendMail', ['Mail.Send'], sendMail),
  mailbox('GET', 'messages', LIST_MAIL, listMessages),
  mailbox('GET', 'messages/{message}', LIST_MAIL, readMessage),
  mailbox('PATCH', 'messages/{message}', WRITE_MAIL, markMessage),
  mailbox('DELETE', 'messages/{message}', WRITE_MAIL, deleteMessage),
  mailbox('GET', 'messages/{message}/$value', READ_MAIL, readMime),
  mailbox('POST', 'messages/{message}/move', WRITE_MAIL, moveMessage),
  mailbox('GET', 'mailFolders', LIST_MAIL, listFolders),
  mailbox('POST', 'mailFolders', WRITE_MAIL, createFolder),
  mailbox('GET', 'mailFolders/{folder}', LIST_MAIL, readFolder),
  mailbox('GET', 'mailFolders/{folder}/childFolders', LIST_MAIL, listFolders),
  mailbox('POST', 'mailFolders/{folder}/childFolders', WRITE_MAIL, createFolder),
  mailbox('GET', 'mailFolders/{folder}/messages', LIST_MAIL, listMessages),
  mailbox('GET', 'mailFolders/{folder}/messages/delta', LIST_MAIL, messagesDelta),
];

const SEE_USERS = ['User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All'];
const SEE_GROUPS = ['GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All'];

function outside(
  where: 'directory' | 'subscriptions',
  method: string,
  path: string,
  needs: readonly string[],
  handle: (world: World, call: Call) => Answer | Promise<Answer>,
): Route {
  return { in: where, method, pattern: path.split('/'), needs, handle };
}

const directory: Route[] = [
  outside('directory', 'GET', 'users', SEE_USERS, listUsers),
  outside('directory', 'GET', 'users/{user}', SEE_USERS, readUser),
  outside('directory', 'GET', 'groups/{group}', SEE_GROUPS, readGroup),
  ...(['members', 'transitiveMembers'] as const).flatMap((path) => [
    outside(
      'directory',
      'GET',
      `groups/{group}/${path}`,
      SEE_GROUPS,
      listMembers({ deep: path !== 'members', cast: false }),
    ),
    outside(
      'directory',
      'GET',
      `groups/{group}/${path}/microsoft.graph.user`,
      SEE_GROUPS,
      listMembers({ deep: path !== 'members', cast: true }),
    ),
  ]),
];

/** What a subscription needs follows from its resource. */
const subscriptions: Route[] = [
  outside('subscriptions', 'GET', 'subscriptions', [], listSubscriptions),
  outside('subscriptions', 'POST', 'subscriptions', [], createSubscription),
  outside('subscriptions', 'GET', 'subscriptions/{subscription}', [], readSubscription),
  outside('subscriptions', 'PATCH', 'subscriptions/{subscription}', [], renewSubscription),
  outside('subscriptions', 'DELETE', 'subscriptions/{subscription}', [], deleteSubscription),
  outside('subscriptions', 'POST', 'subscriptions/{subscription}/reauthorize', [], reauthorizeSubscription),
];

const calendar: Route[] = ['calendarView', 'calendar/calendarView'].flatMap((path) => [
  mailbox('GET', path, READ_EVENTS, viewCalendar),
  mailbox('GET', `${path}/delta`, READ_EVENTS, calendarDelta),
]);

export const routes: readonly Route[] = [
  ...events,
  ...calendar,
  ...mail,
  ...directory,
  ...subscriptions,
  mailbox('GET', 'calendar', READ_EVENTS, readCalendar),
  mailbox('POST', 'calendar/getSchedule', READ_SCHEDULES, (world, _mailbox, call) => getSchedule(world, call)),
];

/** The route of a request, with what its path says; 'method' where the path is known for other methods alone. */
export function routeOf(
  method: string,
  segments: readonly string[],
): { route: Route; params: Record<string, string> } | 'method' | null {
  let known = false;
  for (const route of routes) {
    const params = matched(route.pattern, segments);
    if (params === null) continue;
    if (route.method === method) return { route, params };
    known = true;
  }
  return known ? 'method' : null;
}

function matched(pattern: readonly string[], segments: readonly string[]): Record<string, string> | null {
  if (pattern.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [at, part] of pattern.entries()) {
    const segment = segments[at] ?? '';
    if (part.startsWith('{')) params[part.slice(1, -1)] = segment;
    else if (part !== segment) return null;
  }
  return params;
}
