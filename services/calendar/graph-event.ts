import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { DateTimeTimeZone } from '../microsoft/graph-types.ts';
import { GraphFault } from '../microsoft/port.ts';
import type { CalendarEvent, CalendarResponse, Span } from './port.ts';

/** Our own namespace of extended properties: a GUID that nobody else uses. */
const OURS = '{3f0a6c1e-7c52-4a8e-9d41-5b8f2a60c9d7}';

/** Which meeting an event is of: its transactionId, so that an event is found again whose id was never received. */
export const EVENT_OF = `String ${OURS} Name RoundtableEventOf`;
/** What was last written into an event from here, as JSON: what differs from it is somebody's edit in Outlook. */
export const WRITTEN = `String ${OURS} Name RoundtableWritten`;
/** Which hold an entry is. */
export const HOLD = `String ${OURS} Name RoundtableHold`;
/** Which meeting a time is held for. */
export const HELD_FOR = `String ${OURS} Name RoundtableHeldFor`;

/** Every time that is asked for comes in UTC, as it is sent. */
export const IN_UTC = { Prefer: 'outlook.timezone="UTC"' };

/** An instant as Graph takes it. */
export function graphTime(instant: Date): DateTimeTimeZone {
  return { dateTime: instant.toISOString().slice(0, 19), timeZone: 'UTC' };
}

/** An instant as Graph gives it where UTC was asked for, with or without parts of a second. */
const instant = z
  .object({ dateTime: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?$/), timeZone: z.literal('UTC') })
  .transform(({ dateTime }) => new Date(`${dateTime.slice(0, 19)}Z`));

/** A span of time as Graph gives it. */
export const graphSpan = z.object({ start: instant, end: instant });

const status = z.object({ response: z.string().nullish(), time: z.iso.datetime({ offset: true }).nullish() });

const attendee = z.object({
  emailAddress: z.object({ address: z.string().nullish() }).nullish(),
  type: z.enum(['required', 'optional', 'resource']).nullish(),
  status: status.nullish(),
  proposedNewTime: graphSpan.nullish(),
});

const written = z.object({
  sequence: z.int(),
  start: z.iso.datetime(),
  end: z.iso.datetime(),
  subject: z.string(),
  location: z.string().nullable(),
  online: z.boolean(),
  hideAttendees: z.boolean(),
  attendees: z.array(z.string()),
});
export type Written = z.infer<typeof written>;

const extendedProperty = z.object({ id: z.string(), value: z.string().nullish() });

const eventShape = graphSpan.extend({
  '@odata.etag': z.string().min(1),
  id: z.string().min(1),
  iCalUId: z.string().nullish(),
  isCancelled: z.boolean().nullish(),
  isOnlineMeeting: z.boolean().nullish(),
  hideAttendees: z.boolean().nullish(),
  subject: z.string().nullish(),
  location: z.object({ displayName: z.string().nullish() }).nullish(),
  onlineMeeting: z.object({ joinUrl: z.string().nullish() }).nullish(),
  lastModifiedDateTime: z.iso.datetime({ offset: true }).nullish(),
  attendees: z.array(attendee).nullish(),
  singleValueExtendedProperties: z.array(extendedProperty).nullish(),
});

/** What is asked of an event: nothing that its reader does not need, its text least of all. */
const selected = [
  ...['id', 'iCalUId', 'start', 'end', 'subject', 'location', 'isCancelled', 'isOnlineMeeting', 'hideAttendees'],
  ...['onlineMeeting', 'attendees', 'lastModifiedDateTime'],
].join(',');

/** The query that reads an event with what was last written into it. */
export const eventQuery = [
  `$select=${selected}`,
  `$expand=${encodeURIComponent(`singleValueExtendedProperties($filter=id eq '${WRITTEN}')`)}`,
].join('&');

/** The query part that finds entries by one of our properties. */
export function havingProperty(id: string, value: string): string {
  const quoted = value.replaceAll("'", "''");
  const filter = `singleValueExtendedProperties/Any(ep: ep/id eq '${id}' and ep/value eq '${quoted}')`;
  return `$filter=${encodeURIComponent(filter)}`;
}

/** Somebody on an event, as it is sent back: with their type, and never with their name. */
export type GraphAttendee = { address: string; type: 'required' | 'optional' | 'resource' };

/** An event as the mailbox has it. */
export type EventState = Span & {
  eventId: string;
  uid: string;
  etag: string;
  cancelled: boolean;
  subject: string;
  location: string;
  online: boolean;
  hideAttendees: boolean;
  joinUrl: string | null;
  /** Addresses in small letters. */
  attendees: GraphAttendee[];
  responses: CalendarResponse[];
  /** Null where it was not read, or is not ours. */
  written: Written | null;
};

/**
 * An event of a reply.
 *
 * @throws GraphFault 'unclear' where it can't be read
 */
export function readEvent(body: unknown): EventState {
  const event = parsed(eventShape, body);
  return {
    eventId: event.id,
    uid: event.iCalUId ?? event.id,
    etag: event['@odata.etag'],
    start: event.start,
    end: event.end,
    cancelled: event.isCancelled ?? false,
    subject: event.subject ?? '',
    location: event.location?.displayName ?? '',
    online: event.isOnlineMeeting ?? false,
    hideAttendees: event.hideAttendees ?? false,
    joinUrl: event.onlineMeeting?.joinUrl || null,
    attendees: (event.attendees ?? []).flatMap(({ emailAddress, type }) =>
      emailAddress?.address ? [{ address: emailAddress.address.toLowerCase(), type: type ?? 'required' }] : [],
    ),
    responses: responsesOf(event),
    written: writtenOf(event.singleValueExtendedProperties ?? []),
  };
}

const listShape = z.object({ value: z.array(z.unknown()) });

/** The entries of a list. */
export function readList(body: unknown): unknown[] {
  return parsed(listShape, body).value;
}

/** @throws GraphFault 'unclear': an answer in another shape may follow on work that was done */
export function parsed<S extends z.ZodType>(schema: S, body: unknown): z.infer<S> {
  const read = schema.safeParse(body);
  if (!read.success) throw new GraphFault('unclear', { code: 'unreadable-answer' });
  return read.data;
}

const ANSWERS: Record<string, CalendarResponse['response']> = {
  accepted: 'accepted',
  tentativelyAccepted: 'tentative',
  declined: 'declined',
};

function responsesOf(event: z.infer<typeof eventShape>): CalendarResponse[] {
  return (event.attendees ?? []).flatMap(({ emailAddress, status: given, proposedNewTime }) => {
    const response = ANSWERS[given?.response ?? ''];
    const address = emailAddress?.address?.toLowerCase();
    if (response === undefined || !address) return [];
    // Outlook writes year 1 for “no time”: the event changed when the answer came in, so it is not older than that.
    const said = given?.time && !given.time.startsWith('0001') ? given.time : event.lastModifiedDateTime;
    return said ? [{ address, response, at: new Date(said), proposed: proposedNewTime ?? null }] : [];
  });
}

function writtenOf(properties: readonly z.infer<typeof extendedProperty>[]): Written | null {
  const value = properties.find(({ id }) => id.toLowerCase() === WRITTEN.toLowerCase())?.value;
  try {
    return written.parse(JSON.parse(value ?? ''));
  } catch {
    // Somebody's tool has changed it: then everything that differs counts as an edit of theirs.
    return null;
  }
}

/** What is noted in an event of what is written into it now. */
export function writtenFor(event: CalendarEvent): { id: string; value: string } {
  const { sequence, subject, online, hideAttendees } = event;
  const note: Written = {
    ...{ sequence, subject, online, hideAttendees, location: placeOf(event) },
    start: event.start.toISOString(),
    end: event.end.toISOString(),
    attendees: addressesOf(event).map((address) => markOf(event, address)),
  };
  return { id: WRITTEN, value: JSON.stringify(note) };
}

/** A digest that tells whether an address was written: copies of an event may carry the note, and must not list people. */
export function markOf({ transactionId }: Pick<CalendarEvent, 'transactionId'>, address: string): string {
  return createHash('sha256').update(`${transactionId}|${address.toLowerCase()}`).digest('hex').slice(0, 16);
}

/** Where they meet. Of an online meeting Outlook says so itself. */
export function placeOf({ online, location }: Pick<CalendarEvent, 'online' | 'location'>): string | null {
  return online ? null : location;
}

/** Whom an event invites, in small letters, each once. */
export function addressesOf({ attendees }: Pick<CalendarEvent, 'attendees'>): string[] {
  return [...new Set(attendees.map(({ email }) => email.toLowerCase()))];
}

/** To the second: that is how finely Graph is told. */
export function isSameSpan(one: Span, other: Span): boolean {
  const inSeconds = ({ start, end }: Span) =>
    [start, end].map((instant) => Math.floor(instant.getTime() / 1000)).join();
  return inSeconds(one) === inSeconds(other);
}
