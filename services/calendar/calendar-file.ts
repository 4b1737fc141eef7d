import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventClass,
  ICalEventStatus,
} from 'ical-generator';
import { isEmailAddress } from '../platform/email-address.ts';

export type CalendarFileInput = {
  /** REQUEST invites and reschedules, CANCEL takes back (RFC 5546 §3.2). */
  method: 'REQUEST' | 'CANCEL';
  /** The same for the life of the meeting and for every invitee. */
  uid: string;
  /** Raised by one with every change of time, place or state; the same for every invitee. */
  sequence: number;
  now: Date;
  start: Date;
  end: Date;
  organiser: { name: string; email: string };
  /** The one person this file is for. Nobody else's address may stand in it. */
  attendee: { name: string; email: string };
  summary: string;
  description: string;
  /** A place or a join link; null when neither is known yet. */
  location: string | null;
};

const PRODUCT = { company: 'Roundtable', product: 'Meetings', language: 'EN' };

/**
 * RFC 5545 §3.1 allows no control characters in a text but line breaks and tabs; half an emoji cannot be written as
 * UTF-8, and Unicode's own line separators would break the line in some calendars.
 */
function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '');
}

/** For what is one line: a subject, a place, a name. */
function singleLine(text: string): string {
  return printable(text).replace(/\s+/g, ' ').trim();
}

/**
 * A name as a parameter. Calendars disagree on how double quotes, carets and backslashes are escaped there (RFC 6868 came
 * late; Outlook shows its escapes raw), so names do without them. The address stands in for an empty name.
 */
function displayName(person: { name: string; email: string }): string {
  return singleLine(person.name.replaceAll('"', "'").replace(/[\\^]/g, '')) || person.email;
}

function refuseImpossible(input: CalendarFileInput): void {
  // None of these messages may hold what was refused: errors are logged, addresses are personal.
  if (!isEmailAddress(input.organiser.email)) throw new RangeError("The organiser's address is no email address");
  if (!isEmailAddress(input.attendee.email)) throw new RangeError("The attendee's address is no email address");
  if (!/^[\x21-\x7e]{1,255}$/.test(input.uid)) throw new RangeError('A UID is 1 to 255 printable ASCII characters');
  if (!Number.isInteger(input.sequence) || input.sequence < 0) throw new RangeError('SEQUENCE counts up from 0');
  if (!(input.start < input.end)) throw new RangeError('A meeting ends after it begins');
}

/**
 * One iCalendar file (RFC 5545) that invites one person, or cancels their invitation. Times are in UTC, so that no
 * calendar has to know our zone; CLASS:PRIVATE keeps the entry from the eyes of those who may open the calendar.
 *
 * Texts go in as they are: what may stand in them is decided where they are worded (reference and purpose category only).
 * Send it as `text/calendar; method=…`. Throws RangeError for an impossible address, UID, SEQUENCE or time: callers have
 * checked them.
 */
export function calendarFile(input: CalendarFileInput): string {
  refuseImpossible(input);
  const cancelled = input.method === 'CANCEL';
  const calendar = ical({
    prodId: PRODUCT,
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  calendar.createEvent({
    id: input.uid,
    sequence: input.sequence,
    stamp: input.now,
    start: input.start,
    end: input.end,
    summary: singleLine(input.summary),
    description: printable(input.description),
    location: input.location === null ? null : singleLine(input.location),
    class: ICalEventClass.PRIVATE,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: displayName(input.organiser), email: input.organiser.email },
    attendees: [
      {
        name: displayName(input.attendee),
        email: input.attendee.email,
        role: ICalAttendeeRole.REQ,
        status: ICalAttendeeStatus.NEEDSACTION,
        rsvp: true,
      },
    ],
  });
  return calendar.toString();
}
