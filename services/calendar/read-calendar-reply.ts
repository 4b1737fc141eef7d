import ICAL from 'ical.js';
import { isEmailAddress } from '../platform/email-address.ts';
import type { CalendarResponse } from './port.ts';

/** What somebody's calendar program answers to an invitation that came as a mail (RFC 5546 §3.2.3). */
export type CalendarReply = {
  /** Of the invitation that it answers. */
  uid: string;
  /** The SEQUENCE of that invitation: of an earlier one it is an answer to another time. */
  sequence: number;
  /** Who answers, in small letters. */
  address: string;
  response: CalendarResponse['response'];
  /** What they wrote with it, in one line; null where they wrote nothing. */
  comment: string | null;
};

const ANSWERS: Record<string, CalendarReply['response']> = {
  ACCEPTED: 'accepted',
  TENTATIVE: 'tentative',
  DECLINED: 'declined',
};
/** A reply is small; more is no reply. */
const MOST_CHARACTERS = 200_000;
const LONGEST_COMMENT = 200;
/** No meeting is moved more often. */
const HIGHEST_SEQUENCE = 1_000_000;

/**
 * Reads the calendar part of a mail as an answer to an invitation.
 *
 * @returns null for everything else: another method, several people or meetings in one, an answer that is none, a file that
 * cannot be read
 */
export function readCalendarReply(content: string): CalendarReply | null {
  const calendar = parsed(content);
  if (calendar === null || textOf(calendar, 'method')?.toUpperCase() !== 'REPLY') return null;
  const [event, ...others] = calendar.getAllSubcomponents('vevent');
  if (event === undefined || others.length > 0) return null;
  const [attendee, ...more] = event.getAllProperties('attendee');
  if (attendee === undefined || more.length > 0) return null;
  const address = String(attendee.getFirstValue() ?? '')
    .replace(/^mailto:/i, '')
    .trim()
    .toLowerCase();
  const response = ANSWERS[String(attendee.getParameter('partstat') ?? '').toUpperCase()];
  const uid = textOf(event, 'uid');
  if (response === undefined || !uid || !isEmailAddress(address)) return null;
  const sequence = Number(event.getFirstPropertyValue('sequence') ?? 0);
  if (!Number.isSafeInteger(sequence) || sequence < 0 || sequence > HIGHEST_SEQUENCE) return null;
  const comment = (textOf(event, 'comment') ?? '').replace(/\s+/g, ' ').trim().slice(0, LONGEST_COMMENT).toWellFormed();
  return { uid, sequence, address, response, comment: comment === '' ? null : comment };
}

function parsed(content: string): ICAL.Component | null {
  if (content.length > MOST_CHARACTERS) return null;
  try {
    const component = new ICAL.Component(ICAL.parse(content));
    return component.name === 'vcalendar' ? component : null;
  } catch {
    // Not a calendar file, whatever its mail calls it.
    return null;
  }
}

function textOf(component: ICAL.Component, property: string): string | undefined {
  const value = component.getFirstPropertyValue(property);
  return typeof value === 'string' ? value : undefined;
}
