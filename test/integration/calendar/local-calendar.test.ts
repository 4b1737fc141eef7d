import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import ICAL from 'ical.js';
import { type ParsedMail, simpleParser } from 'mailparser';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { localCalendar } from '../../../services/calendar/local-calendar.ts';
import { localMailer } from '../../../services/mail/local-mailer.ts';
import { runDelivery } from '../../../services/notifications/run-delivery.ts';
import { dayOf, timeOf } from '../../../services/platform/time.ts';
import { deliveryWords } from '../../../wording/mails/delivery-words.ts';
import { aBookedMeeting, aLocalCalendar, type BookedMeeting, eventOf } from '../../support/booked-meeting.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { testDeps } from '../../support/deps.ts';
import { fakeNotifier } from '../../support/fake-notifier.ts';

const organiser = { name: 'DSR team', address: 'dsr.team@example.org' };
let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;
let folder: string;
let meeting: BookedMeeting;
let number = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});
beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'roundtable-calendar-'));
  await deps.db.delivery.deleteMany();
  number += 1;
  meeting = await aBookedMeeting(deps, { number });
  return () => fs.rm(folder, { recursive: true });
});

/** Runs what the calendar enqueued, with the real local mailer. */
async function deliverAll(): Promise<void> {
  const mailer = localMailer({ folder, from: organiser, clock: deps.clock });
  const all = { ...deps, mailer, notifier: fakeNotifier(), words: deliveryWords, organiser };
  for (const { id } of await deps.db.delivery.findMany({ where: { state: 'due' } })) {
    await runDelivery(all, { deliveryId: id, lastTry: true });
  }
}

type Received = { to: string[]; raw: string; method: unknown; event: ICAL.Component; mail: ParsedMail };

/** Every mail as its receiver's program reads it: MIME by one parser, iCalendar by another. */
async function received(): Promise<Received[]> {
  const names = await fs.readdir(folder);
  return Promise.all(
    names.map(async (name) => {
      const raw = await fs.readFile(path.join(folder, name));
      const mail = await simpleParser(raw);
      const part = mail.attachments[0]?.content.toString('utf8') ?? '';
      const calendar = new ICAL.Component(ICAL.parse(part));
      const event = calendar.getFirstSubcomponent('vevent');
      if (!event) throw new Error('A mail carries no event');
      const to = [mail.to ?? []].flat().flatMap((line) => line.value.map((one) => one.address ?? ''));
      const unfolded = part.replaceAll(/\r\n[ \t]/g, '');
      const readable = `${raw.toString('utf8')} ${mail.text} ${mail.html} ${unfolded}`;
      return { to, raw: readable, method: calendar.getFirstPropertyValue('method'), event, mail };
    }),
  );
}

const attendees = ({ event }: Received) =>
  event.getAllProperties('attendee').map((one) => String(one.getFirstValue()).toLowerCase());
const move = (data: object) => deps.db.meeting.update({ where: { id: meeting.id }, data });

describe('booking', () => {
  test('sends everybody an invitation of their own: To and ATTENDEE are that person alone', async () => {
    await aLocalCalendar(deps).book(await eventOf(deps, meeting.id));
    await deliverAll();
    const mails = await received();
    expect(mails.flatMap((mail) => mail.to).sort()).toEqual([...meeting.addresses].sort());
    for (const mail of mails) {
      expect(mail.to).toHaveLength(1);
      expect(attendees(mail)).toEqual([`mailto:${mail.to[0]}`]);
      expect(mail.method).toBe('REQUEST');
      expect(mail.event.getFirstPropertyValue('uid')).toBe(meeting.transactionId);
      expect(mail.event.getFirstPropertyValue('sequence')).toBe(0);
      expect(new ICAL.Event(mail.event).startDate.toJSDate()).toEqual(meeting.startsAt);
      for (const other of meeting.addresses.filter((address) => address !== mail.to[0])) {
        expect(mail.raw).not.toContain(other);
      }
    }
  });

  test('twice makes one event and one mail each, with the same ids', async () => {
    const calendar = aLocalCalendar(deps);
    const first = await calendar.book(await eventOf(deps, meeting.id));
    await deliverAll();
    const second = await calendar.book(await eventOf(deps, meeting.id));
    await deliverAll();
    expect(second).toEqual(first);
    expect(first).toEqual({
      eventId: meeting.transactionId,
      uid: meeting.transactionId,
      etag: '0',
      joinUrl: `https://meet.example.org/join/${meeting.transactionId}`,
    });
    expect(await deps.db.delivery.count({ where: { kind: 'invitation' } })).toBe(meeting.addresses.length);
  });

  test('puts the join link into the very first invitation', async () => {
    await aLocalCalendar(deps).book(await eventOf(deps, meeting.id));
    await deliverAll();
    for (const { raw } of await received())
      expect(raw).toContain(`https://meet.example.org/join/${meeting.transactionId}`);
  });

  test('needs no link where people meet in a place', async () => {
    await move({ place: 'Room 2, Town Hall' });
    expect(await aLocalCalendar(deps).book(await eventOf(deps, meeting.id))).toMatchObject({ joinUrl: null });
    await deliverAll();
    for (const { event } of await received()) {
      expect(event.getFirstPropertyValue('location')).toBe('Room 2, Town Hall');
    }
  });
});

test('moving the meeting sends everybody a request with the same UID, the raised SEQUENCE and the new time', async () => {
  const calendar = aLocalCalendar(deps);
  const booked = await calendar.book(await eventOf(deps, meeting.id));
  await deliverAll();
  const startsAt = new Date('2027-07-14T13:00:00Z');
  await move({ sequence: 1, startsAt, endsAt: new Date('2027-07-14T14:00:00Z') });
  const event = await eventOf(deps, meeting.id);
  await calendar.reschedule({ ...booked, start: event.start, end: event.end }, event);
  await deliverAll();
  const moved = (await received()).filter(({ event }) => Number(event.getFirstPropertyValue('sequence')) === 1);
  expect(moved).toHaveLength(meeting.addresses.length);
  for (const mail of moved) {
    expect(mail.method).toBe('REQUEST');
    expect(mail.event.getFirstPropertyValue('uid')).toBe(meeting.transactionId);
    expect(new ICAL.Event(mail.event).startDate.toJSDate()).toEqual(startsAt);
    expect(mail.mail.text).toContain('Wednesday 14 July 2027, 2pm to 3pm');
    expect(attendees(mail)).toHaveLength(1);
  }
});

test('cancelling takes everybody’s invitation back, however often it is asked for', async () => {
  const calendar = aLocalCalendar(deps);
  const booked = await calendar.book(await eventOf(deps, meeting.id));
  await deliverAll();
  await move({ sequence: 1, state: 'cancelled' });
  await calendar.cancel(booked.eventId, await eventOf(deps, meeting.id));
  await calendar.cancel(booked.eventId, await eventOf(deps, meeting.id));
  await deliverAll();
  const cancelled = (await received()).filter(({ method }) => method === 'CANCEL');
  expect(cancelled).toHaveLength(meeting.addresses.length);
  for (const mail of cancelled) {
    expect(mail.event.getFirstPropertyValue('uid')).toBe(meeting.transactionId);
    expect(mail.event.getFirstPropertyValue('sequence')).toBe(1);
    expect(mail.event.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(attendees(mail)).toEqual([`mailto:${mail.to[0]}`]);
  }
});

test('an event is looked at as its meeting stands, and is gone once that is cancelled', async () => {
  const { start, end } = await eventOf(deps, meeting.id);
  const look = () => aLocalCalendar(deps).look(meeting.transactionId);
  expect(await look()).toMatchObject({ start, end, responses: [] });
  await move({ sequence: 1, state: 'cancelled' });
  expect(await look()).toBeNull();
});

describe('free and busy', () => {
  const window = { start: new Date('2027-01-11T00:00:00Z'), end: new Date('2027-01-23T00:00:00Z') };
  const known = 'somebody@council.example.org';

  test('is unknown for a mailbox outside the demo’s domain, also one that looks like it', async () => {
    const outside = ['a@example.org', 'a@sub.council.example.org', 'a@council.example.org.example.com'];
    const answer = await aLocalCalendar(deps).freeBusy([known, ...outside], window);
    expect(answer.get(known)).toMatchObject({ known: true });
    for (const mailbox of outside) expect(answer.get(mailbox)).toEqual({ known: false });
  });

  test('is unknown for everybody where no domain is named', async () => {
    const answer = await localCalendar(deps).freeBusy([known], window);
    expect(answer.get(known)).toEqual({ known: false });
  });

  test('shows meetings that are booked, and not those that were cancelled', async () => {
    const mailbox = 'priya.example@council.example.org';
    const span = { start: meeting.startsAt, end: meeting.endsAt };
    const busyAt = async () => {
      const answer = (await aLocalCalendar(deps).freeBusy([mailbox.toUpperCase()], window)).get(mailbox.toUpperCase());
      return answer?.known ? answer.busy.filter((one) => one.start.getTime() === span.start.getTime()) : [];
    };
    await deps.db.meeting.updateMany({ where: { id: { not: meeting.id } }, data: { state: 'cancelled' } });
    expect(await busyAt()).toContainEqual(span);
    await move({ state: 'cancelled' });
    expect(await busyAt()).not.toContainEqual(span);
  });

  test('is made up the same way on every call, by mailbox, on working days in working hours', async () => {
    const [one, two] = [
      await aLocalCalendar(deps).freeBusy([known, 'other@council.example.org'], window),
      await aLocalCalendar(deps).freeBusy([known], window),
    ];
    expect(two.get(known)).toEqual(one.get(known));
    expect(one.get('other@council.example.org')).not.toEqual(one.get(known));
    const answer = one.get(known);
    const busy = answer?.known ? answer.busy : [];
    expect(busy.length).toBeGreaterThanOrEqual(20);
    for (const { start, end } of busy) {
      expect(['2027-01-16', '2027-01-17']).not.toContain(dayOf(start));
      expect(timeOf(start) >= '09:00' && timeOf(end) <= '18:00').toBe(true);
      expect(end.getTime()).toBeGreaterThan(start.getTime());
    }
  });
});
