import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { BookedEvent, Calendar, CalendarEvent, CalendarHold, KnownEvent } from '../../services/calendar/port.ts';

/** A calendar to hold to its contract, with what it must know of for that. */
export type CalendarUnderTest = {
  calendar: Calendar;
  /** An event that can be booked: its meeting is where the calendar looks for it. SEQUENCE 0. */
  event: CalendarEvent;
  /** A time of that meeting that can be held in the known mailbox: its row is where the calendar looks for it. */
  hold: CalendarHold;
  knownMailbox: string;
  unknownMailbox: string;
};

const knownOf = (booked: BookedEvent, event: CalendarEvent): KnownEvent => ({
  eventId: booked.eventId,
  etag: booked.etag,
  start: event.start,
  end: event.end,
});

/** What every calendar behind the port does, a fake one included. `open` gives one that holds nothing yet. */
export function calendarContract(name: string, open: () => Promise<CalendarUnderTest>): void {
  const window = { start: new Date('2027-01-18T00:00:00Z'), end: new Date('2027-01-23T00:00:00Z') };
  const moved = (event: CalendarEvent, sequence: number): CalendarEvent => ({
    ...event,
    sequence,
    start: new Date(event.start.getTime() + sequence * 86_400_000),
    end: new Date(event.end.getTime() + sequence * 86_400_000),
  });

  test(`${name}: every mailbox asked for has an answer, and one it can't read is unknown, never free`, async () => {
    const { calendar, knownMailbox, unknownMailbox } = await open();
    const found = await calendar.freeBusy([knownMailbox, unknownMailbox], window);
    expect(found.get(knownMailbox)?.known).toBe(true);
    expect(found.get(unknownMailbox)).toEqual({ known: false });
    expect(found.size).toBe(2);
  });

  const isBusy = async (calendar: Calendar, hold: CalendarHold, forMeetingId?: string) => {
    const found = await calendar.freeBusy([hold.mailbox], { start: hold.start, end: hold.end }, forMeetingId);
    const availability = found.get(hold.mailbox);
    return availability?.known && availability.busy.some(({ start }) => start.getTime() === hold.start.getTime());
  };

  test(`${name}: a time that is held is busy for every other meeting, and free for its own`, async () => {
    const { calendar, hold } = await open();
    expect(await isBusy(calendar, hold)).toBe(false);
    await calendar.hold(hold);
    expect(await isBusy(calendar, hold)).toBe(true);
    expect(await isBusy(calendar, hold, randomUUID())).toBe(true);
    expect(await isBusy(calendar, hold, hold.meetingId)).toBe(false);
  });

  test(`${name}: holding the same time again makes no second entry`, async () => {
    const { calendar, hold } = await open();
    const first = await calendar.hold(hold);
    expect(await calendar.hold(hold)).toEqual(first);
    await calendar.release({ ...hold, eventId: first?.eventId ?? null });
    expect(await isBusy(calendar, hold)).toBe(false);
  });

  test(`${name}: a held time can be taken away when the answer was lost, and once more when it is gone`, async () => {
    const { calendar, hold } = await open();
    await calendar.hold(hold);
    await calendar.release({ ...hold, eventId: null });
    expect(await isBusy(calendar, hold)).toBe(false);
    await expect(calendar.release({ ...hold, eventId: 'gone' })).resolves.toBeUndefined();
  });

  test(`${name}: booking the same event again makes no second one`, async () => {
    const { calendar, event } = await open();
    const first = await calendar.book(event);
    const second = await calendar.book(event);
    expect([second.eventId, second.uid]).toEqual([first.eventId, first.uid]);
  });

  test(`${name}: a moved event keeps its id and its UID`, async () => {
    const { calendar, event } = await open();
    const first = await calendar.book(event);
    const second = await calendar.reschedule(knownOf(first, event), moved(event, 1));
    expect(second).toMatchObject({ eventId: first.eventId, uid: first.uid });
  });

  test(`${name}: a move whose answer was lost may be repeated with the old etag`, async () => {
    const { calendar, event } = await open();
    const first = await calendar.book(event);
    await calendar.reschedule(knownOf(first, event), moved(event, 1));
    const again = await calendar.reschedule(knownOf(first, event), moved(event, 1));
    expect(again).toMatchObject({ eventId: first.eventId, uid: first.uid });
  });

  test(`${name}: somebody who joins is invited to the same event, and asking again invites nobody twice`, async () => {
    const { calendar, event } = await open();
    const [first, ...others] = event.attendees;
    const booked = await calendar.book({ ...event, attendees: others });
    const known = knownOf(booked, event);
    const joined = first === undefined ? [] : [first.inviteeId];
    const same = { eventId: booked.eventId, uid: booked.uid };
    expect(await calendar.invite(known, event, joined)).toMatchObject(same);
    expect(await calendar.invite(known, event, joined)).toMatchObject(same);
  });

  test(`${name}: an event that is cancelled may be cancelled again`, async () => {
    const { calendar, event } = await open();
    const { eventId } = await calendar.book(event);
    await calendar.cancel(eventId, moved(event, 1));
    await expect(calendar.cancel(eventId, moved(event, 1))).resolves.toBeUndefined();
  });

  test(`${name}: nobody has answered an event that was just booked, and it is at its time`, async () => {
    const { calendar, event } = await open();
    const { eventId } = await calendar.book(event);
    expect(await calendar.look(eventId)).toMatchObject({ start: event.start, end: event.end, responses: [] });
  });
}
