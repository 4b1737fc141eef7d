import { mailResponse } from './answers-by-mail.ts';
import { askAgain, eventChanged, findEvent, invite, removeEvent } from './mailbox-changes.ts';
import type { AttendeeResponse, Mailbox, ProposedTime, StoredAttendee, StoredEvent, World } from './world.ts';

/** What somebody changes of an event in Outlook. */
export type EventEdit = {
  start?: Date;
  end?: Date;
  subject?: string;
  body?: string;
  location?: string;
  attendees?: string[];
};

/** What people do in Outlook, beside the service. */
export type Outlook = {
  /** Somebody changes an event. */
  editEvent(mailbox: string, id: string, change: EventEdit): void;
  /** Somebody deletes it. */
  deleteEvent(mailbox: string, id: string): void;
  /** An attendee answers from their own calendar. */
  answer(
    mailbox: string,
    eventId: string,
    address: string,
    response: AttendeeResponse,
    about?: { at?: Date; proposed?: ProposedTime },
  ): void;
};

function attendeeOf(event: StoredEvent, address: string): StoredAttendee {
  const known = event.attendees.find((one) => one.address.toLowerCase() === address.toLowerCase());
  return known ?? { address, name: address, type: 'required', response: 'none', at: null, proposed: null };
}

export function outlook(world: World, box: (address: string) => Mailbox): Outlook {
  const eventOf = (mailbox: Mailbox, id: string): StoredEvent => {
    const found = findEvent(mailbox, id);
    if (found === undefined) throw new Error('There is no such event in this calendar');
    return found;
  };
  return {
    editEvent: (address, id, change) => {
      const mailbox = box(address);
      const event = eventOf(mailbox, id);
      const moved = change.start !== undefined || change.end !== undefined;
      const length = event.end.getTime() - event.start.getTime();
      event.start = change.start ?? event.start;
      event.end = change.end ?? (change.start ? new Date(change.start.getTime() + length) : event.end);
      if (change.body !== undefined) event.body = { contentType: 'html', content: change.body };
      if (change.subject !== undefined) event.other = { ...event.other, subject: change.subject };
      if (change.location !== undefined) event.other = { ...event.other, location: { displayName: change.location } };
      if (change.attendees !== undefined) event.attendees = change.attendees.map((one) => attendeeOf(event, one));
      if (moved) askAgain(event);
      invite(
        world,
        mailbox,
        event,
        'update',
        event.attendees.map((one) => one.address.toLowerCase()),
      );
      eventChanged(world, mailbox, event, 'updated');
    },
    deleteEvent: (address, id) => {
      const mailbox = box(address);
      removeEvent(world, mailbox, eventOf(mailbox, id));
    },
    answer: (address, eventId, attendee, response, about = {}) => {
      const mailbox = box(address);
      const event = eventOf(mailbox, eventId);
      const found = event.attendees.find((one) => one.address.toLowerCase() === attendee.toLowerCase());
      if (found === undefined) throw new Error(`${attendee} is not invited`);
      found.response = response;
      found.at = response === 'none' ? null : (about.at ?? world.clock.now());
      found.proposed = about.proposed ?? null;
      mailResponse(world, mailbox, event, found);
      eventChanged(world, mailbox, event, 'updated');
    },
  };
}
