import { type Answer, type Call, checkQuery, jsonOf } from './call.ts';
import { type Body, checkBody } from './check-body.ts';
import { etagOf, eventJson } from './event-json.ts';
import { eventWriter } from './event-lists.ts';
import { askAgain, blankEvent, eventChanged, findEvent, invite, makeOnline, removeEvent } from './mailbox-changes.ts';
import { badRequest, itemNotFound, Refusal } from './refusal.ts';
import type { Mailbox, StoredAttendee, StoredEvent, World } from './world.ts';
import { instantOf } from './zoned-time.ts';

/** Exchange takes at most so many (Microsoft: a meeting invitation has at most 500 recipients). */
const MOST_ATTENDEES = 500;
/** Mail goes to every attendee when one of these changes; the others change quietly. */
const TOLD = ['start', 'end', 'subject', 'body', 'location', 'locations', 'isOnlineMeeting', 'isAllDay'];
const ADDRESS = /^[^\s@<>]+@[^\s@<>]+$/;

/** POST …/events. A repeat with the same transactionId and the same event makes no second one. */
export function createEvent(world: World, mailbox: Mailbox, call: Call): Answer {
  checkQuery(call, []);
  const body = checkBody('event', jsonOf(call));
  if (body.start === undefined || body.end === undefined || body.start === null || body.end === null) {
    throw badRequest('An event needs a start and an end.', 'ErrorInvalidRequest');
  }
  const createdFrom = JSON.stringify(body);
  const transactionId = typeof body.transactionId === 'string' ? body.transactionId : null;
  const earlier = transactionId === null ? undefined : mailbox.transactions.get(transactionId);
  if (earlier !== undefined) {
    if (earlier.createdFrom !== createdFrom || !mailbox.events.has(earlier.id)) throw duplicate();
    return answer(world, mailbox, earlier, call, 201);
  }
  const { at: start, zone } = instantOf(body.start, 'start');
  const event = blankEvent(world, start, start, zone);
  write(world, event, body);
  event.createdFrom = createdFrom;
  event.transactionId = transactionId;
  if (body.isOnlineMeeting === true) makeOnline(world, event);
  mailbox.events.set(event.id, event);
  if (transactionId !== null) mailbox.transactions.set(transactionId, event);
  invite(world, mailbox, event, 'request', addressesOf(event));
  eventChanged(world, mailbox, event, 'created');
  return answer(world, mailbox, event, call, 201);
}

/** PATCH …/events/{id}: only what is given changes. Answers go with the time, the join link with the body. */
export function updateEvent(world: World, mailbox: Mailbox, call: Call): Answer {
  checkQuery(call, []);
  const event = eventOf(mailbox, call);
  checkMatch(call, event);
  const body = checkBody('event', jsonOf(call));
  if (Object.keys(body).length === 0) throw badRequest('Nothing is to be changed.', 'ErrorInvalidRequest');
  if (body.transactionId !== undefined && body.transactionId !== event.transactionId) {
    throw badRequest('The transactionId of an event cannot be changed.', 'ErrorInvalidPropertySet');
  }
  const before = { start: event.start.getTime(), end: event.end.getTime(), invited: new Set(addressesOf(event)) };
  write(world, event, body);
  if (body.isOnlineMeeting === true && !event.online) makeOnline(world, event);
  if (body.isOnlineMeeting === false && event.online) {
    throw badRequest('An online meeting cannot be made an ordinary one.', 'ErrorInvalidPropertySet');
  }
  if (before.start !== event.start.getTime() || before.end !== event.end.getTime()) {
    askAgain(event);
  }
  tell(world, mailbox, event, body, before.invited);
  eventChanged(world, mailbox, event, 'updated');
  return answer(world, mailbox, event, call, 200);
}

function tell(world: World, mailbox: Mailbox, event: StoredEvent, body: Body, invited: ReadonlySet<string>): void {
  const now = addressesOf(event);
  const gone = [...invited].filter((address) => !now.includes(address));
  const added = now.filter((address) => !invited.has(address));
  invite(world, mailbox, event, 'cancellation', gone);
  invite(world, mailbox, event, 'request', added);
  if (TOLD.some((name) => body[name] !== undefined)) {
    const stayed = now.filter((address) => invited.has(address));
    invite(world, mailbox, event, 'update', stayed);
  }
}

/** GET …/events/{id} */
export function readEvent(world: World, mailbox: Mailbox, call: Call): Answer {
  checkQuery(call, ['$select', '$expand']);
  const write = eventWriter(world, mailbox, call);
  const event = eventOf(mailbox, call);
  return {
    status: 200,
    headers: { etag: etagOf(event) },
    json: {
      '@odata.context': `${call.origin}/v1.0/$metadata#users/events/$entity`,
      ...write(event, call),
    },
  };
}

/** DELETE …/events/{id}: an organiser's attendees are told. */
export function deleteEvent(world: World, mailbox: Mailbox, call: Call): Answer {
  checkQuery(call, []);
  const event = eventOf(mailbox, call);
  checkMatch(call, event);
  removeEvent(world, mailbox, event);
  return { status: 204 };
}

/** POST …/events/{id}/cancel: for a meeting only, which is an event with attendees. */
export function cancelEvent(world: World, mailbox: Mailbox, call: Call): Answer {
  checkQuery(call, []);
  const event = eventOf(mailbox, call);
  checkBody('cancel', jsonOf(call));
  if (event.attendees.length === 0) {
    throw badRequest(
      "Your request can't be completed. You can only cancel a meeting that has attendees.",
      'ErrorInvalidRequest',
    );
  }
  removeEvent(world, mailbox, event);
  return { status: 202 };
}

export function eventOf(mailbox: Mailbox, call: Call): StoredEvent {
  const id = call.params.event ?? '';
  const event = findEvent(mailbox, id);
  if (event !== undefined) return event;
  if (!/^AA(MkAD|kALg)[A-Za-z0-9_=-]+$/.test(id)) throw badRequest('Id is malformed.', 'ErrorInvalidIdMalformed');
  throw itemNotFound();
}

/** 412 where the caller knows an older state. */
export function checkMatch(call: Call, item: { id: string; version: number }): void {
  const wanted = call.headers.get('if-match');
  if (wanted === null || wanted === '*' || wanted === etagOf(item)) return;
  throw new Refusal(
    412,
    'ErrorIrresolvableConflict',
    'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
  );
}

function answer(world: World, mailbox: Mailbox, event: StoredEvent, call: Call, status: number): Answer {
  const json = eventJson(world, mailbox, event, call);
  const headers: Record<string, string> = { etag: etagOf(event) };
  if (status === 201)
    headers.location = `${call.origin}/v1.0/users/${mailbox.userId}/events/${encodeURIComponent(event.id)}`;
  return { status, headers, json: { '@odata.context': `${call.origin}/v1.0/$metadata#users/events/$entity`, ...json } };
}

/** Writes what a body says into an event; nothing is changed where something in it is refused. */
function write(world: World, event: StoredEvent, body: Body): void {
  const { start, end, attendees, body: text, hideAttendees, transactionId: _id, isOnlineMeeting: _on, ...other } = body;
  const from = start === undefined ? { at: event.start, zone: event.timeZone } : instantOf(start, 'start');
  const to = end === undefined ? event.end : instantOf(end, 'end').at;
  if (to < from.at) {
    throw badRequest('The end of the event is earlier than its start.', 'ErrorCalendarEndDateIsEarlierThanStartDate');
  }
  if (body.onlineMeetingProvider !== undefined && body.onlineMeetingProvider !== 'teamsForBusiness') {
    throw badRequest('The online meeting provider is not allowed in this mailbox.', 'ErrorInvalidPropertySet');
  }
  const invited = attendees === undefined ? event.attendees : attendeesFrom(world, attendees, event);
  event.start = from.at;
  event.end = to;
  event.timeZone = from.zone;
  event.attendees = invited;
  if (typeof hideAttendees === 'boolean') event.hideAttendees = hideAttendees;
  if (text !== undefined) writeBody(event, text);
  event.other = { ...event.other, ...other, ...mergedProperties(event, other) };
}

const PROPERTY_ID =
  /^(String|Integer|Boolean|SystemTime|Double|Long|CLSID|Binary) (\{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\} (Name \S.*|Id 0x[0-9a-f]+)|0x[0-9a-f]+)$/i;

function checkPropertyId(id: string): void {
  if (PROPERTY_ID.test(id)) return;
  throw badRequest(
    "PropertyId values may only be in one of the following formats: 'MapiPropertyType namespaceGuid Name propertyName', 'MapiPropertyType namespaceGuid Id propertyId' or 'MapiPropertyType propertyTag'.",
    'ErrorInvalidProperty',
  );
}

/** Extended properties are written one by one: those that are not named stay. */
function mergedProperties(event: StoredEvent, other: Body): Body {
  const given = other.singleValueExtendedProperties as { id: string }[] | null | undefined;
  if (given === undefined || given === null) return {};
  for (const { id } of given) checkPropertyId(id);
  const before = (event.other.singleValueExtendedProperties ?? []) as { id: string }[];
  const kept = before.filter((one) => !given.some(({ id }) => id === one.id));
  return { singleValueExtendedProperties: [...kept, ...given] };
}

function writeBody(event: StoredEvent, text: unknown): void {
  const { content, contentType } = (text ?? {}) as { content?: string; contentType?: string };
  const html = contentType === 'html' ? (content ?? '') : `<div>${escaped(content ?? '')}</div>`;
  event.body = { contentType: 'html', content: html };
  // The block that Teams put there is what joins: who writes the body without it takes the meeting offline.
  if (event.joinUrl !== null && !html.includes(event.joinUrl)) {
    event.online = false;
    event.joinUrl = null;
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>');
}

/** Whoever is in the directory stands on an event under their primary address, whichever was written. */
function primaryOf(world: World, address: string): string {
  const written = `smtp:${address}`.toLowerCase();
  const user = [...world.users.values()].find(({ proxyAddresses }) =>
    proxyAddresses.some((one) => one.toLowerCase() === written),
  );
  return user?.mail ?? address;
}

function attendeesFrom(world: World, value: unknown, event: StoredEvent): StoredAttendee[] {
  const written = (value ?? []) as { type?: string; emailAddress: { address: string; name?: string } }[];
  if (written.length > MOST_ATTENDEES) {
    throw badRequest(`An event has at most ${MOST_ATTENDEES} attendees.`, 'ErrorExceededMaxRecipientLimit');
  }
  const seen = new Set<string>();
  return written.map(({ type, emailAddress: { address: given, name } }) => {
    const address = primaryOf(world, given);
    if (!ADDRESS.test(address)) throw badRequest('At least one recipient is not valid.', 'ErrorInvalidRecipients');
    const key = address.toLowerCase();
    if (seen.has(key)) throw badRequest('An attendee stands twice in the list.', 'StricterThanGraph');
    seen.add(key);
    const before = event.attendees.find((one) => one.address.toLowerCase() === key);
    const known = before ?? { response: 'none' as const, at: null, proposed: null };
    return { ...known, address, name: name ?? address, type: type ?? 'required' };
  });
}

const addressesOf = (event: StoredEvent): string[] => event.attendees.map(({ address }) => address.toLowerCase());

function duplicate(): Refusal {
  return new Refusal(
    409,
    'ErrorDuplicateTransactionId',
    "Your request can't be completed. The TransactionId specified in the request has already been used to create a different event.",
  );
}
