import { beforeEach, describe, expect, test } from 'vitest';
import { type BookedEvent, CalendarAway, type CalendarEvent } from '../../../services/calendar/port.ts';
import { GraphFault } from '../../../services/microsoft/port.ts';
import { anEvent, jamie, knownOf, movedTo, owen, priya } from '../../support/calendar-events.ts';
import { aGraphTenant, dsrMailbox, type GraphTenant } from '../../support/graph-tenant.ts';

let tenant: GraphTenant;

beforeEach(() => {
  tenant = aGraphTenant();
});

const events = () => tenant.fake.events(dsrMailbox);
const theEvent = () => {
  const [event, ...others] = events();
  if (event === undefined || others.length > 0) throw new Error(`There are ${events().length} events`);
  return event;
};
const writes = () => tenant.fake.log.filter(({ method, path }) => method !== 'GET' && path.includes('/events'));
const told = (kind: string) =>
  tenant.fake.invitations(dsrMailbox).flatMap((mail) => (mail.kind === kind ? [mail.address] : []));
const booked = (answer: BookedEvent | { conflict: true }): BookedEvent => {
  if ('conflict' in answer) throw new Error('It was refused as a conflict');
  return answer;
};
const addressesOf = (event: { attendees: { address: string }[] }) =>
  event.attendees.map(({ address }) => address).sort();
const book = (event: CalendarEvent = anEvent()) => tenant.calendar.book(event);
const answer = (address: string, response: 'accepted' | 'declined' | 'tentativelyAccepted', about?: object) =>
  tenant.fake.answer(dsrMailbox, theEvent().id, address, response, about);

describe('booking', () => {
  test('makes one private online meeting that hides its attendees and says nothing but its words', async () => {
    const answered = await book();
    const event = theEvent();
    expect(answered).toEqual({ eventId: event.id, uid: event.iCalUId, etag: event.etag, joinUrl: event.joinUrl });
    expect(event).toMatchObject({
      ...{
        subject: 'Meeting MBE-2027-0042',
        sensitivity: 'private',
        showAs: 'busy',
        hideAttendees: true,
        online: true,
      },
      ...{ start: anEvent().start, end: anEvent().end, transactionId: anEvent().transactionId },
    });
    expect(answered.joinUrl).toMatch(/^https:/);
    expect(event.body).toContain('You are invited to this meeting.');
    expect(tenant.fake.refusals()).toEqual([]);
  });

  test('names nobody in the list of attendees, the person least of all', async () => {
    await book(anEvent({ attendees: [priya, jamie] }));
    expect(JSON.stringify(writes())).not.toContain('Okonkwo');
    expect(addressesOf(theEvent())).toEqual(['jamie@example.org', 'priya@council.example.org']);
  });

  test('of a meeting in a place says the place, and makes nothing online', async () => {
    await book(anEvent({ online: false, location: 'Room 2, Example House' }));
    expect(theEvent()).toMatchObject({ location: 'Room 2, Example House', online: false, joinUrl: null });
  });

  test.each(['reset', 'timeout'] as const)('whose answer is lost by a %s finds the event again', async (kind) => {
    tenant.fake.faults.next({ method: 'POST', path: '/events' }, { kind, when: 'after' }, 9);
    const answered = await book();
    expect(answered.eventId).toBe(theEvent().id);
    expect(told('request')).toHaveLength(2);
  });

  test('an event at an earlier time of the meeting, whose answer was lost, is moved to the present one', async () => {
    await book();
    const answered = await book(movedTo(anEvent(), 2));
    expect(answered.eventId).toBe(theEvent().id);
    expect(theEvent().start).toEqual(movedTo(anEvent(), 2).start);
  });

  test('again leaves an event where somebody has moved it in Outlook meanwhile', async () => {
    await book();
    const start = new Date('2027-01-15T09:00:00Z');
    tenant.fake.editEvent(dsrMailbox, theEvent().id, { start });
    await book(movedTo(anEvent(), 1));
    expect(theEvent().start).toEqual(start);
  });
});

describe('moving', () => {
  test('sends the time alone, never the text, and only to the event as it was read', async () => {
    const first = await book();
    const { joinUrl, body } = theEvent();
    await tenant.calendar.reschedule(knownOf(first, anEvent()), movedTo(anEvent(), 1));
    const patch = writes().at(-1);
    expect(Object.keys(patch?.body as object).sort()).toEqual(['end', 'singleValueExtendedProperties', 'start']);
    expect(patch?.headers.ifMatch).toBe(first.etag);
    expect(theEvent()).toMatchObject({ joinUrl, body, start: movedTo(anEvent(), 1).start });
  });

  test('is no conflict where somebody has only answered', async () => {
    const first = await book();
    answer('priya@council.example.org', 'accepted');
    const second = await tenant.calendar.reschedule(knownOf(first, anEvent()), movedTo(anEvent(), 1));
    expect(booked(second).eventId).toBe(first.eventId);
  });

  test('is tried again where somebody answers between the reading and the writing', async () => {
    const first = await book();
    tenant.fake.faults.next({ method: 'PATCH' }, { kind: 'status', status: 412 });
    booked(await tenant.calendar.reschedule(knownOf(first, anEvent()), movedTo(anEvent(), 1)));
    expect(theEvent().start).toEqual(movedTo(anEvent(), 1).start);
  });

  test('is a conflict where somebody has moved it in Outlook: their time stays', async () => {
    const first = await book();
    const start = new Date('2027-01-15T09:00:00Z');
    tenant.fake.editEvent(dsrMailbox, first.eventId, { start });
    expect(await tenant.calendar.reschedule(knownOf(first, anEvent()), movedTo(anEvent(), 1))).toEqual({
      conflict: true,
    });
    expect(theEvent().start).toEqual(start);
  });

  test('is a conflict where somebody has deleted it', async () => {
    const first = await book();
    tenant.fake.deleteEvent(dsrMailbox, first.eventId);
    expect(await tenant.calendar.reschedule(knownOf(first, anEvent()), movedTo(anEvent(), 1))).toEqual({
      conflict: true,
    });
  });

  test('on from a move whose answer was lost is no conflict: that time was ours', async () => {
    const first = await book();
    await tenant.calendar.reschedule(knownOf(first, anEvent()), movedTo(anEvent(), 1));
    booked(await tenant.calendar.reschedule(knownOf(first, anEvent()), movedTo(anEvent(), 2)));
    expect(theEvent().start).toEqual(movedTo(anEvent(), 2).start);
  });

  test('by a job that comes late does not undo a later one', async () => {
    const first = await book();
    await tenant.calendar.reschedule(knownOf(first, anEvent()), movedTo(anEvent(), 2));
    const late = await tenant.calendar.reschedule(knownOf(first, anEvent()), movedTo(anEvent(), 1));
    expect(late).toEqual({ conflict: true });
    expect(theEvent().start).toEqual(movedTo(anEvent(), 2).start);
  });

  test('leaves the words that somebody has written in Outlook, and whom they added', async () => {
    const first = await book(anEvent({ online: false, location: 'Room 2' }));
    tenant.fake.editEvent(dsrMailbox, first.eventId, { location: 'Room 5', subject: 'Moved to room 5' });
    const event = movedTo(anEvent({ online: false, location: 'Room 2' }), 1);
    await tenant.calendar.reschedule(knownOf(first, event), event);
    expect(theEvent()).toMatchObject({ location: 'Room 5', subject: 'Moved to room 5' });
  });

  test('says no more in its subject while somebody is on it of whom nothing is known here', async () => {
    const first = await book();
    const invited = addressesOf(theEvent());
    const on = (attendees: string[]) => tenant.fake.editEvent(dsrMailbox, first.eventId, { attendees });
    on([...invited, 'forwarded.to@elsewhere.example.org']);
    const more = { ...movedTo(anEvent(), 1), subject: 'Meeting MBE-2027-0042: A place to live' };
    await tenant.calendar.reschedule(knownOf(first, anEvent()), more);
    expect(theEvent()).toMatchObject({ subject: 'Meeting MBE-2027-0042', start: more.start });
    await tenant.calendar.invite(knownOf(first, more), more, []);
    expect(theEvent().subject).toBe('Meeting MBE-2027-0042');
    // Once somebody has taken them off it, the next change says it.
    on(invited);
    await tenant.calendar.reschedule(knownOf(first, more), movedTo(more, 2));
    expect(theEvent().subject).toBe('Meeting MBE-2027-0042: A place to live');
  });

  test('takes off whoever is not to hear of it any longer', async () => {
    const first = await book(anEvent({ attendees: [priya, owen, jamie] }));
    const event = movedTo(anEvent({ attendees: [priya, owen], notInvited: [jamie.email] }), 1);
    await tenant.calendar.reschedule(knownOf(first, anEvent()), event);
    expect(addressesOf(theEvent())).toEqual(['owen@council.example.org', 'priya@council.example.org']);
    expect(told('update')).not.toContain('jamie@example.org');
  });

  test('online gives it a link, and shows the attendees where a coordinator wants that', async () => {
    const first = await book(anEvent({ online: false, location: 'Room 2' }));
    const event = movedTo(anEvent({ hideAttendees: false }), 1);
    await tenant.calendar.reschedule(knownOf(first, anEvent()), event);
    expect(theEvent()).toMatchObject({ online: true, location: '', hideAttendees: false });
  });
});

describe('inviting somebody who joins', () => {
  const joining = anEvent({ attendees: [priya, owen, jamie] });

  test('writes to nobody else, and keeps the answers of those who were there', async () => {
    const first = await book();
    answer('priya@council.example.org', 'accepted');
    booked(await tenant.calendar.invite(knownOf(first, anEvent()), joining, [jamie.inviteeId]));
    expect(Object.keys(writes().at(-1)?.body as object)).toEqual(['attendees']);
    expect(told('update')).toEqual([]);
    expect(told('request')).toEqual(['priya@council.example.org', 'owen@council.example.org', 'jamie@example.org']);
    expect((await tenant.calendar.look(first.eventId))?.responses).toHaveLength(1);
  });

  test('again sends nothing', async () => {
    const first = await book();
    const second = await tenant.calendar.invite(knownOf(first, anEvent()), joining, [jamie.inviteeId]);
    const sent = writes().length;
    expect(await tenant.calendar.invite(knownOf(first, anEvent()), joining, [jamie.inviteeId])).toEqual(second);
    expect(writes()).toHaveLength(sent);
  });

  test('who must not know the purpose takes it out of the subject before they can read it', async () => {
    const first = await book(anEvent({ subject: 'Meeting MBE-2027-0042: A place to live' }));
    await tenant.calendar.invite(knownOf(first, anEvent()), joining, [jamie.inviteeId]);
    expect(theEvent().subject).toBe('Meeting MBE-2027-0042');
    const patches = writes().filter(({ method }) => method === 'PATCH');
    expect(patches).toHaveLength(1);
  });

  test('who may know more tells the others nothing', async () => {
    const first = await book();
    const more = { ...joining, subject: 'Meeting MBE-2027-0042: A place to live' };
    await tenant.calendar.invite(knownOf(first, anEvent()), more, [jamie.inviteeId]);
    expect(told('update')).toEqual([]);
    expect(theEvent().subject).toBe('Meeting MBE-2027-0042');
  });

  test('is a conflict where somebody has moved it', async () => {
    const first = await book();
    tenant.fake.editEvent(dsrMailbox, first.eventId, { start: new Date('2027-01-15T09:00:00Z') });
    const answered = await tenant.calendar.invite(knownOf(first, anEvent()), joining, [jamie.inviteeId]);
    expect(answered).toEqual({ conflict: true });
  });
});

describe('cancelling', () => {
  test('says so in words to everybody who was invited', async () => {
    const { eventId } = await book();
    await tenant.calendar.cancel(eventId, movedTo(anEvent(), 1));
    expect(events()).toEqual([]);
    expect(writes().at(-1)?.body).toEqual({ Comment: 'This meeting is cancelled. You do not need to do anything.' });
    expect(told('cancellation')).toHaveLength(2);
  });

  test('an event that nobody is invited to takes it away', async () => {
    const { eventId } = await book(anEvent({ attendees: [] }));
    await tenant.calendar.cancel(eventId, anEvent({ attendees: [] }));
    expect(events()).toEqual([]);
  });

  test('finds the event under the id that it has now', async () => {
    await book();
    await tenant.calendar.cancel('AAMkADgone=', anEvent());
    expect(events()).toEqual([]);
  });
});

describe('looking', () => {
  test('tells the time, the link and every answer, with the time that somebody would rather have', async () => {
    const { eventId, joinUrl } = await book(anEvent({ attendees: [priya, owen, jamie] }));
    const at = new Date('2027-01-13T08:00:00Z');
    const proposed = { start: new Date('2027-01-15T10:00:00Z'), end: new Date('2027-01-15T11:00:00Z') };
    answer('priya@council.example.org', 'accepted', { at });
    answer('owen@council.example.org', 'tentativelyAccepted', { at, proposed });
    const now = await tenant.calendar.look(eventId);
    expect(now).toMatchObject({ start: anEvent().start, end: anEvent().end, joinUrl });
    expect(now?.responses).toEqual([
      { address: 'priya@council.example.org', response: 'accepted', at, proposed: null },
      { address: 'owen@council.example.org', response: 'tentative', at, proposed },
    ]);
  });

  test('an event that was deleted is gone', async () => {
    const { eventId } = await book();
    tenant.fake.deleteEvent(dsrMailbox, eventId);
    expect(await tenant.calendar.look(eventId)).toBeNull();
  });

  test('an event under an id of another calendar is a fault, not gone: meetings booked by mail must not be cancelled', async () => {
    const id = anEvent().transactionId;
    await expect(tenant.calendar.look(id)).rejects.toMatchObject({ kind: 'refused' });
  });

  test('a link that is not there yet is fetched later', async () => {
    tenant = aGraphTenant({ joinUrlDelayMs: 60_000 });
    const { eventId, joinUrl } = await book();
    expect(joinUrl).toBeNull();
    tenant.clock.moveBy(61_000);
    expect((await tenant.calendar.look(eventId))?.joinUrl).toMatch(/^https:/);
  });
});

describe('an event that was deleted in Outlook before its answer was stored', () => {
  test('is made once more under another transactionId, for the same meeting', async () => {
    const { eventId } = await book();
    tenant.fake.deleteEvent(dsrMailbox, eventId);
    const again = await book();
    expect(again.eventId).toBe(theEvent().id);
    expect((await book()).eventId).toBe(again.eventId);
    await tenant.calendar.cancel(again.eventId, anEvent());
    expect(events()).toEqual([]);
  });

  test('is not made twice where two calls only wrote at once', async () => {
    tenant.fake.faults.next({ method: 'POST', path: '/events' }, { kind: 'status', status: 409 });
    await expect(book()).rejects.toMatchObject({ kind: 'conflict' });
    await book();
    expect(theEvent().transactionId).toBe(anEvent().transactionId);
  });
});

describe('what goes wrong', () => {
  test('while Graph cannot be reached is that the calendar is away', async () => {
    tenant.fake.faults.plan(() => ({ kind: 'no-connection' }));
    await expect(book()).rejects.toBeInstanceOf(CalendarAway);
  });

  test('with a permission is a fault that names none of what was sent', async () => {
    tenant = aGraphTenant({ permissions: ['Mail.Send'] });
    const fault = await book().catch((thrown: unknown) => thrown);
    expect(fault).toBeInstanceOf(GraphFault);
    expect(fault).toMatchObject({ kind: 'not-allowed' });
    expect(String(fault)).not.toContain('MBE');
  });

  test('with an answer that is not an event is unclear, not a success', async () => {
    const { eventId } = await book();
    tenant.fake.faults.next({ method: 'GET' }, { kind: 'malformed' }, 9);
    await expect(tenant.calendar.look(eventId)).rejects.toMatchObject({ kind: 'unclear' });
  });
});
