import { type Answer, type Call, checkQuery, wantsImmutableIds } from './call.ts';
import type { Body } from './check-body.ts';
import { eventJson } from './event-json.ts';
import { continueAt, paged, pageSize, readSelect } from './odata.ts';
import { readFilter } from './odata-filter.ts';
import { badRequest } from './refusal.ts';
import type { Mailbox, StoredEvent, World } from './world.ts';
import { queryInstant } from './zoned-time.ts';

/** Graph's pages of events, where nothing is said, and at most. */
const PAGE = { usual: 10, most: 1000 };
/** Graph looks at calendars for so long at most (Microsoft: 1,825 days in a calendarView). */
const MOST_VIEW_MS = 1825 * 24 * 60 * 60 * 1000;
const FILTERS = [
  ...['start/dateTime', 'end/dateTime', 'subject', 'iCalUId', 'isCancelled', 'showAs', 'sensitivity', 'categories'],
  ...['lastModifiedDateTime', 'createdDateTime', 'singleValueExtendedProperties'],
];
const ORDERS = ['start/dateTime', 'createdDateTime', 'lastModifiedDateTime', 'subject'];

type Extended = { id: string; value: string };
const extendedOf = (event: StoredEvent): Extended[] => (event.other.singleValueExtendedProperties ?? []) as Extended[];

/** Events as $select and $expand want them. */
export function eventWriter(world: World, mailbox: Mailbox, call: Call): (event: StoredEvent, call: Call) => Body {
  const select = readSelect(call, 'event');
  const wanted = readExpand(call);
  return (event, now) => {
    const json = select(eventJson(world, mailbox, event, now));
    if (wanted === null) return json;
    const found = extendedOf(event).filter((one) => wanted(one));
    return found.length === 0 ? json : { ...json, singleValueExtendedProperties: found };
  };
}

/** Extended properties come only by name: `$expand=singleValueExtendedProperties($filter=id eq '…')`. */
function readExpand(call: Call): ((property: Extended) => boolean) | null {
  const text = call.url.searchParams.get('$expand');
  if (text === null) return null;
  const filter = /^singleValueExtendedProperties\(\$filter=(.+)\)$/i.exec(text)?.[1];
  if (filter === undefined) throw badRequest(`The expansion '${text}' is not supported.`, 'ErrorInvalidUrlQuery');
  return readFilter(filter, ['id']);
}

/** GET …/events */
export function listEvents(world: World, mailbox: Mailbox, call: Call): Answer {
  checkQuery(call, ['$select', '$expand', '$filter', '$top', '$orderby', '$count']);
  const write = eventWriter(world, mailbox, call);
  const filter = call.url.searchParams.get('$filter');
  const passes = filter === null ? () => true : readFilter(filter, FILTERS);
  const listed = world.clock.now().getTime() - (filter === null ? 0 : world.listingLagMs);
  const there = [...mailbox.events.values()].filter(({ createdAt }) => createdAt.getTime() <= listed);
  const found = there.filter((event) =>
    passes({ ...eventJson(world, mailbox, event, call), singleValueExtendedProperties: extendedOf(event) }),
  );
  return pages(world, mailbox, call, ordered(call, found), write);
}

/** GET …/calendarView: what lies within a window. */
export function viewCalendar(world: World, mailbox: Mailbox, call: Call): Answer {
  checkQuery(call, ['startDateTime', 'endDateTime', '$select', '$expand', '$filter', '$top', '$orderby', '$count']);
  const inWindow = windowOf(call);
  const write = eventWriter(world, mailbox, call);
  const filter = call.url.searchParams.get('$filter');
  const passes = filter === null ? () => true : readFilter(filter, FILTERS);
  const found = [...mailbox.events.values()].filter(
    (event) => inWindow(event) && passes(eventJson(world, mailbox, event, call)),
  );
  found.sort((one, other) => one.start.getTime() - other.start.getTime());
  return pages(world, mailbox, call, ordered(call, found), write);
}

function pages(
  world: World,
  mailbox: Mailbox,
  call: Call,
  events: readonly StoredEvent[],
  write: (event: StoredEvent, call: Call) => Body,
): Answer {
  const items = events.map((event) => write(event, call));
  return paged(world, call, items, pageSize(call, PAGE.usual, PAGE.most), {
    context: `users('${mailbox.userId}')/events`,
    ...(call.url.searchParams.get('$count') === 'true' ? { count: items.length } : {}),
  });
}

function ordered(call: Call, events: StoredEvent[]): StoredEvent[] {
  const order = call.url.searchParams.get('$orderby');
  if (order === null) return events;
  const [name = '', direction = 'asc'] = order.split(' ');
  if (!ORDERS.includes(name)) throw badRequest(`The property '${name}' cannot be ordered by.`, 'ErrorInvalidUrlQuery');
  const keyOf = (event: StoredEvent): string | number => {
    if (name === 'subject') return String(event.other.subject ?? '');
    if (name === 'createdDateTime') return event.createdAt.getTime();
    return (name === 'start/dateTime' ? event.start : event.modifiedAt).getTime();
  };
  const sign = direction === 'desc' ? -1 : 1;
  return [...events].sort((one, other) => (keyOf(one) < keyOf(other) ? -sign : keyOf(one) > keyOf(other) ? sign : 0));
}

function windowOf(call: Call): (event: StoredEvent) => boolean {
  const start = queryInstant(call, 'startDateTime');
  const end = queryInstant(call, 'endDateTime');
  if (end <= start) throw badRequest('The end is not later than the start.', 'ErrorInvalidParameter');
  if (end.getTime() - start.getTime() > MOST_VIEW_MS) {
    throw badRequest('The requested view is longer than 1825 days.', 'ErrorCalendarViewRangeTooBig');
  }
  return (event) => event.start < end && event.end > start;
}

/** GET …/calendarView/delta: everything in the window at first, then what has changed. */
export function calendarDelta(world: World, mailbox: Mailbox, call: Call): Answer {
  checkQuery(call, ['startDateTime', 'endDateTime']);
  const inWindow = windowOf(call);
  const now = [...mailbox.events.values()].filter(inWindow).map(({ id }) => id);
  return round(world, mailbox, call, now, { inWindow, since: mailbox.changes.length });
}

type Round = { inWindow: (event: StoredEvent) => boolean; since: number };

/** One page of a round; each event as it is when its page is asked for. */
function round(world: World, mailbox: Mailbox, call: Call, ids: readonly string[], about: Round): Answer {
  const size = pageSize(call, PAGE.usual, PAGE.most);
  const value = ids.slice(0, size).flatMap((id) => deltaItem(world, mailbox, call, id, about));
  const rest = ids.slice(size);
  const json: Body = { '@odata.context': `${call.origin}/v1.0/$metadata#Collection(event)` };
  if (rest.length > 0) {
    json['@odata.nextLink'] = continueAt(world, call, '$skiptoken', (next) => round(world, mailbox, next, rest, about));
  } else {
    json['@odata.deltaLink'] = continueAt(world, call, '$deltatoken', (next) => {
      const changed = mailbox.changes.slice(about.since).filter((change) => change.about === 'event');
      const changedIds = [...new Set(changed.map(({ id }) => id))];
      return round(world, mailbox, next, changedIds, { ...about, since: mailbox.changes.length });
    });
  }
  return { status: 200, json: { ...json, value } };
}

function deltaItem(world: World, mailbox: Mailbox, call: Call, id: string, about: Round): Body[] {
  const event = mailbox.events.get(id);
  if (event !== undefined && about.inWindow(event)) return [eventJson(world, mailbox, event, call)];
  const gone = wantsImmutableIds(call) ? mailbox.changes.find((change) => change.id === id)?.immutableId : id;
  return [{ '@odata.type': '#microsoft.graph.event', id: gone ?? id, '@removed': { reason: 'deleted' } }];
}

/** GET …/calendar */
export function readCalendar(_world: World, mailbox: Mailbox, call: Call): Answer {
  checkQuery(call, ['$select']);
  const select = readSelect(call, 'calendar');
  const calendar = {
    id: `AAMkAD${Buffer.from(`calendar:${mailbox.userId}`).toString('base64url')}AA=`,
    name: 'Calendar',
    ...{ color: 'auto', canEdit: true, isDefaultCalendar: true, defaultOnlineMeetingProvider: 'teamsForBusiness' },
    allowedOnlineMeetingProviders: ['teamsForBusiness'],
    owner: { name: mailbox.address, address: mailbox.address },
  };
  return { status: 200, json: { '@odata.context': `${call.origin}/v1.0/$metadata#calendar`, ...select(calendar) } };
}
