import type { BookedEvent, CalendarEvent, CalendarHold, KnownEvent } from '../../services/calendar/port.ts';

const DAY_MS = 86_400_000;

/** The people of `anEvent`. */
export const priya = { inviteeId: 'invitee-priya', name: 'Priya Example', email: 'priya@council.example.org' };
export const owen = { inviteeId: 'invitee-owen', name: 'Owen Example', email: 'Owen@council.example.org' };
export const jamie = { inviteeId: 'invitee-jamie', name: 'Jamie Okonkwo-Example', email: 'jamie@example.org' };

/** An online meeting with two people, as the calendar is asked for it. */
export function anEvent(different: Partial<CalendarEvent> = {}): CalendarEvent {
  return {
    meetingId: '0a7b3c52-0000-4000-8000-000000000001',
    transactionId: '0a7b3c52-0000-4000-8000-0000000000aa',
    sequence: 0,
    start: new Date('2027-01-14T10:00:00Z'),
    end: new Date('2027-01-14T11:00:00Z'),
    subject: 'Meeting MBE-2027-0042',
    body: 'You are invited to this meeting.\n\nIts reference is MBE-2027-0042.',
    location: 'Online (Microsoft Teams)',
    online: true,
    hideAttendees: true,
    attendees: [priya, owen],
    ...different,
  };
}

/** The same event under a later SEQUENCE, a day later for each. */
export function movedTo(event: CalendarEvent, sequence: number): CalendarEvent {
  const days = (sequence - event.sequence) * DAY_MS;
  const later = (instant: Date) => new Date(instant.getTime() + days);
  return { ...event, sequence, start: later(event.start), end: later(event.end) };
}

/** What is stored of an event after a call. */
export function knownOf(booked: BookedEvent, { start, end }: CalendarEvent): KnownEvent {
  return { eventId: booked.eventId, etag: booked.etag, start, end };
}

/** A time that is held for the meeting of `anEvent`. */
export function aHold(different: Partial<CalendarHold> = {}): CalendarHold {
  return {
    holdId: '0a7b3c52-0000-4000-8000-0000000000bb',
    meetingId: anEvent().meetingId,
    mailbox: priya.email,
    start: new Date('2027-01-19T14:00:00Z'),
    end: new Date('2027-01-19T15:00:00Z'),
    subject: 'Hold: possible time for meeting MBE-2027-0042',
    ...different,
  };
}
