import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { type CalendarFileInput, calendarFile } from '../../../services/calendar/calendar-file.ts';

function invitation(changes: Partial<CalendarFileInput> = {}): CalendarFileInput {
  return {
    method: 'REQUEST',
    uid: 'meeting-1@roundtable.example.org',
    sequence: 0,
    now: new Date('2027-07-01T10:00:00Z'),
    start: new Date('2027-07-12T08:30:00Z'),
    end: new Date('2027-07-12T10:00:00Z'),
    organiser: { name: 'DSR team', email: 'dsr@example.org' },
    attendee: { name: 'Sam Example', email: 'sam.okoro@example.org' },
    summary: 'MBE-2027-0042: A place to live',
    description: 'Reply with the buttons above.\nThe DSR team',
    location: 'Room 1, Example House',
    ...changes,
  };
}

/** Reads a file with another library than the one that wrote it. */
function readBack(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file));
  const events = calendar.getAllSubcomponents('vevent');
  const event = events[0];
  if (event === undefined || events.length !== 1) throw new Error('There must be exactly one event');
  const first = (name: string) => event.getFirstPropertyValue(name);
  return {
    calendar,
    event,
    text: (name: string) => {
      const value = first(name);
      return value === null ? null : String(value);
    },
    instant: (name: string) => {
      const value = first(name);
      if (!(value instanceof ICAL.Time)) throw new Error(`${name} is no time`);
      return { at: value.toJSDate(), utc: value.zone === ICAL.Timezone.utcTimezone };
    },
    attendees: event.getAllProperties('attendee'),
    organisers: event.getAllProperties('organizer'),
  };
}

describe('an invitation as a calendar file', () => {
  const read = readBack(calendarFile(invitation()));

  it('asks one person to answer, and holds nobody else', () => {
    expect(read.calendar.getFirstPropertyValue('method')).toBe('REQUEST');
    expect(read.attendees).toHaveLength(1);
    const attendee = read.attendees[0];
    expect(String(attendee?.getFirstValue()).toLowerCase()).toBe('mailto:sam.okoro@example.org');
    expect(attendee?.getParameter('cn')).toBe('Sam Example');
    expect(attendee?.getParameter('rsvp')).toBe('TRUE');
    expect(attendee?.getParameter('role')).toBe('REQ-PARTICIPANT');
    expect(attendee?.getParameter('partstat')).toBe('NEEDS-ACTION');
    expect(read.organisers.map((organiser) => organiser.getFirstValue())).toEqual(['mailto:dsr@example.org']);
  });

  it('gives its times in UTC', () => {
    expect(read.instant('dtstart')).toEqual({ at: new Date('2027-07-12T08:30:00Z'), utc: true });
    expect(read.instant('dtend')).toEqual({ at: new Date('2027-07-12T10:00:00Z'), utc: true });
    expect(read.instant('dtstamp')).toEqual({ at: new Date('2027-07-01T10:00:00Z'), utc: true });
  });

  it('is confirmed, private, and known by its UID and SEQUENCE', () => {
    expect(read.text('status')).toBe('CONFIRMED');
    expect(read.text('class')).toBe('PRIVATE');
    expect(read.text('uid')).toBe('meeting-1@roundtable.example.org');
    expect(read.text('sequence')).toBe('0');
  });

  it('carries its texts unchanged', () => {
    expect(read.text('summary')).toBe('MBE-2027-0042: A place to live');
    expect(read.text('description')).toBe('Reply with the buttons above.\nThe DSR team');
    expect(read.text('location')).toBe('Room 1, Example House');
  });

  it('has no location while none is known', () => {
    expect(readBack(calendarFile(invitation({ location: null }))).text('location')).toBeNull();
  });

  it('differs from another invitee’s in the attendee alone', () => {
    const other = calendarFile(invitation({ attendee: { name: 'Al', email: 'al@example.org' } }));
    const withoutAttendee = (file: string) => file.replace(/ATTENDEE[^:]*:[^\r]*(?:\r\n [^\r]*)*\r\n/s, '');
    expect(other).not.toContain('sam.okoro');
    expect(withoutAttendee(other)).toBe(withoutAttendee(calendarFile(invitation())));
  });

  it('is the same file when it is written again', () => {
    expect(calendarFile(invitation())).toBe(calendarFile(invitation()));
  });
});

describe('a cancellation', () => {
  it('cancels the same UID with a higher SEQUENCE', () => {
    const read = readBack(calendarFile(invitation({ method: 'CANCEL', sequence: 2 })));
    expect(read.calendar.getFirstPropertyValue('method')).toBe('CANCEL');
    expect(read.text('status')).toBe('CANCELLED');
    expect(read.text('sequence')).toBe('2');
    expect(read.text('uid')).toBe('meeting-1@roundtable.example.org');
    expect(read.attendees).toHaveLength(1);
  });
});

describe('what cannot be a calendar file is a fault', () => {
  it.each<[string, Partial<CalendarFileInput>]>([
    [
      'an address with a second header',
      { attendee: { name: 'Sam', email: 'a@example.org\r\nATTENDEE:mailto:b@example.org' } },
    ],
    ['an organiser without an address', { organiser: { name: 'DSR team', email: '' } }],
    ['a UID with a line break', { uid: 'a\r\nb' }],
    ['a SEQUENCE below 0', { sequence: -1 }],
    ['an end before the start', { end: new Date('2027-07-12T08:30:00Z') }],
    ['a time that is none', { start: new Date(Number.NaN) }],
  ])('%s', (_what, changes) => {
    expect(() => calendarFile(invitation(changes))).toThrow(RangeError);
  });

  it('and its message holds no address', () => {
    expect(() => calendarFile(invitation({ attendee: { name: 'Sam', email: 'sam@secret' } }))).toThrow(/^(?!.*secret)/);
  });
});

describe('whatever the texts hold', () => {
  const nasty = fc
    .array(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom(
          ',',
          ';',
          '\\',
          '\\n',
          '"',
          "'",
          '^',
          '^n',
          ':',
          '\n',
          '\r\n',
          '\r',
          '\t',
          '\u2028',
          '\u0000',
          '\u007f',
          '\ud83d',
          '👩‍👧‍👦',
          'é',
          ' ',
          '\r\nATTENDEE:mailto:evil@example.org',
          '\nEND:VEVENT\nBEGIN:VEVENT\n',
          'x'.repeat(80),
        ),
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join(''));
  /** What is left of a text: line breaks as one kind, no control characters, no half characters. */
  const plain = (text: string) =>
    text
      .toWellFormed()
      .replace(/\r\n|[\r\u2028\u2029\u0085]/g, '\n')
      .replace(/[^\P{Cc}\n\t]/gu, '');
  const asName = (text: string) => oneLine(text.replaceAll('"', "'").replace(/[\\^]/g, ''));
  const oneLine = (text: string) => plain(text).replace(/\s+/g, ' ').trim();

  it('they come back as they were, in one event for one person', () => {
    fc.assert(
      fc.property(nasty, nasty, nasty, nasty, (summary, description, location, name) => {
        const attendee = { name, email: 'sam.okoro@example.org' };
        const read = readBack(calendarFile(invitation({ summary, description, location, attendee })));
        expect(read.text('summary') ?? '').toBe(oneLine(summary));
        expect(read.text('description') ?? '').toBe(plain(description));
        expect(read.text('location') ?? '').toBe(oneLine(location));
        expect(read.attendees).toHaveLength(1);
        expect(read.attendees[0]?.getParameter('cn')).toBe(asName(name) || attendee.email);
      }),
    );
  });

  it('no line is longer than 75 octets, and every line ends with CR LF', () => {
    fc.assert(
      fc.property(nasty, nasty, (summary, name) => {
        const file = calendarFile(invitation({ summary, organiser: { name, email: 'dsr@example.org' } }));
        expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      }),
    );
  });
});
