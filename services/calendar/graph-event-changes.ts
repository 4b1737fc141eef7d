import type { Attendee, Event } from '../microsoft/graph-types.ts';
import {
  addressesOf,
  EVENT_OF,
  type EventState,
  type GraphAttendee,
  graphTime,
  isSameSpan,
  markOf,
  placeOf,
  type Written,
  writtenFor,
} from './graph-event.ts';
import type { CalendarEvent, Span } from './port.ts';

/**
 * Attendees as they are sent: without names. Should the list be shown to all of them, the full name of the person would
 * stand in it (domain.md §8); people of the tenant get theirs from its address book.
 */
function sent(attendees: readonly GraphAttendee[]): Attendee[] {
  return attendees.map(({ address, type }) => ({ emailAddress: { address }, type }));
}

/** What finds the event again, and what was written into it. Both together, should one replace the other. */
function notesFor(event: CalendarEvent) {
  return [{ id: EVENT_OF, value: event.transactionId }, writtenFor(event)];
}

const required = (address: string): GraphAttendee => ({ address, type: 'required' });

const asTeamsMeeting = { isOnlineMeeting: true, onlineMeetingProvider: 'teamsForBusiness' } as const;

/** A new event. Its text is written here and never again: replacing it would destroy the part with the Teams link. */
export function newEvent(event: CalendarEvent): Event {
  const place = placeOf(event);
  return {
    subject: event.subject,
    body: { contentType: 'text', content: event.body },
    start: graphTime(event.start),
    end: graphTime(event.end),
    ...(place === null ? {} : { location: { displayName: place } }),
    ...(event.online ? asTeamsMeeting : {}),
    attendees: sent(addressesOf(event).map(required)),
    hideAttendees: event.hideAttendees,
    sensitivity: 'private',
    showAs: 'busy',
    responseRequested: true,
    allowNewTimeProposals: true,
    transactionId: event.transactionId,
    singleValueExtendedProperties: notesFor(event),
  };
}

/**
 * Whether somebody has moved the event in Outlook: its time is neither the one that is known, nor the one that is wanted,
 * nor the one that was last written from here, whose answer may have been lost.
 */
export function isMovedByHand(now: EventState, event: CalendarEvent, known: Span | null): boolean {
  const ours = [known, event, now.written && spanWritten(now.written)];
  return !ours.some((span) => span !== null && isSameSpan(now, span));
}

function spanWritten({ start, end }: Written): Span {
  return { start: new Date(start), end: new Date(end) };
}

/** Whether a later state of the meeting is in the calendar already: a job that comes late must not undo it. */
export function isOvertaken(now: EventState, event: CalendarEvent): boolean {
  return now.written !== null && now.written.sequence > event.sequence;
}

/**
 * What has to be sent so that the event is as the meeting is: what was changed here since it was last written, and nothing
 * else, so that edits in Outlook stay. Null when there is nothing.
 */
export function changesFor(now: EventState, wanted: CalendarEvent): Event | null {
  const event = asEverybodyMayRead(now, wanted);
  const changes: Event = {
    ...(isSameSpan(now, event) ? {} : { start: graphTime(event.start), end: graphTime(event.end) }),
    ...wordsChanged(now, event),
    ...attendeesChanged(now, event),
  };
  if (Object.keys(changes).length === 0) return null;
  return { ...changes, singleValueExtendedProperties: notesFor(event) };
}

function wordsChanged(now: EventState, event: CalendarEvent): Event {
  const was = now.written ?? { ...now, location: (now.online ? null : now.location) || null };
  const place = placeOf(event);
  return {
    ...(event.subject === was.subject ? {} : { subject: event.subject }),
    ...(place === was.location ? {} : { location: { displayName: place ?? '' } }),
    // Outlook does not take an online meeting back: it stays one beside its place.
    ...(event.online && !was.online ? asTeamsMeeting : {}),
    ...(event.hideAttendees === was.hideAttendees ? {} : { hideAttendees: event.hideAttendees }),
  };
}

/** Whom Outlook is to hold: those invited from here, and whoever was added there by hand. */
function attendeesChanged(now: EventState, event: CalendarEvent): Event {
  const wanted = addressesOf(event);
  const here = new Set(now.attendees.map(({ address }) => address));
  const off = new Set(event.notInvited?.map((address) => address.toLowerCase()));
  const staying = now.attendees.filter(
    ({ address }) => wanted.includes(address) || !(off.has(address) || wasInvited(now, event, address)),
  );
  // Somebody who was taken off in Outlook by hand is not put back.
  const joining = wanted.filter((address) => !here.has(address) && !wasInvited(now, event, address));
  if (joining.length === 0 && staying.length === now.attendees.length) return {};
  return { attendees: sent([...staying, ...joining.map(required)]) };
}

/**
 * The event as it may be written: whoever was added in Outlook, or sent on an invitation, is on it too, and of them nothing
 * is known here. So its subject says no more than it did while one of them is (domain.md §7).
 */
function asEverybodyMayRead(now: EventState, event: CalendarEvent): CalendarEvent {
  const said = now.written?.subject ?? now.subject;
  const saysMore = event.subject !== said && event.subject.startsWith(said);
  const known = new Set([...addressesOf(event), ...(event.notInvited ?? []).map((address) => address.toLowerCase())]);
  const isStranger = ({ address, type }: GraphAttendee) =>
    type !== 'resource' && !known.has(address) && !wasInvited(now, event, address);
  return saysMore && now.attendees.some(isStranger) ? { ...event, subject: said } : event;
}

function wasInvited({ written }: EventState, event: CalendarEvent, address: string): boolean {
  return written?.attendees.includes(markOf(event, address)) ?? false;
}

/** The same where somebody has moved the event in Outlook: everything but its time, which is theirs. */
export function changesBesideTime(now: EventState, wanted: CalendarEvent): Event | null {
  const event = asEverybodyMayRead(now, wanted);
  const changes = changesFor(now, { ...event, start: now.start, end: now.end });
  if (changes === null) return null;
  // The note still says the time that was written from here: theirs must go on being known as an edit.
  const time = now.written === null ? event : spanWritten(now.written);
  return { ...changes, singleValueExtendedProperties: notesFor({ ...event, ...time }) };
}

/**
 * What has to be sent so that people join. A change of the attendees alone makes Outlook write to those who join and to
 * nobody else; its words are replaced, and everybody hears of it, only where who joins must not read the present ones.
 * Null when everybody has joined already.
 */
export function joiningChanges(now: EventState, asWanted: CalendarEvent, inviteeIds: readonly string[]): Event | null {
  const event = asEverybodyMayRead(now, asWanted);
  const here = new Set(now.attendees.map(({ address }) => address));
  const asked = { attendees: event.attendees.filter(({ inviteeId }) => inviteeIds.includes(inviteeId)) };
  const joining = addressesOf(asked).filter((address) => !here.has(address) && !wasInvited(now, event, address));
  const attendees = joining.length === 0 ? {} : { attendees: sent([...now.attendees, ...joining.map(required)]) };
  const words = wordsChanged(now, event);
  if (!saysMoreAtMost(now, words)) return { ...attendees, ...words, singleValueExtendedProperties: notesFor(event) };
  return joining.length === 0 ? null : attendees;
}

/** Whether nothing would change but that the subject says more: no reason to write to everybody. */
function saysMoreAtMost({ written, subject }: EventState, words: Event): boolean {
  const { subject: wanted, ...others } = words;
  const said = written?.subject ?? subject;
  return Object.keys(others).length === 0 && (wanted === undefined || wanted?.startsWith(said) === true);
}
