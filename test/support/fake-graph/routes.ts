import type { Answer, Call } from './call.ts';
import { cancelEvent, createEvent, deleteEvent, readEvent, updateEvent } from './event-routes.ts';
import { getSchedule } from './schedule-routes.ts';
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
  mailbox('GET', `${path}/{event}`, READ_EVENTS, readEvent),
  mailbox('PATCH', `${path}/{event}`, WRITE_EVENTS, updateEvent),
  mailbox('DELETE', `${path}/{event}`, WRITE_EVENTS, deleteEvent),
  mailbox('POST', `${path}/{event}/cancel`, WRITE_EVENTS, cancelEvent),
]);

export const routes: readonly Route[] = [
  ...events,
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
