import { beforeEach, describe, expect, test } from 'vitest';
import type { BookedEvent } from '../../../services/calendar/port.ts';
import { anEvent, knownOf, movedTo, owen, priya } from '../../support/calendar-events.ts';
import { aGraphTenant, dsrMailbox, type GraphTenant } from '../../support/graph-tenant.ts';

const OWEN = owen.email.toLowerCase();
const PRIMARY = 'priya.okonkwo@council.example.org';
const MARRIED = 'priya.sample@council.example.org';

let tenant: GraphTenant;
let booked: BookedEvent;

beforeEach(() => {
  tenant = aGraphTenant();
  tenant.fake.addUser({
    displayName: 'Priya Okonkwo',
    mail: PRIMARY,
    proxyAddresses: [`SMTP:${PRIMARY}`, `smtp:${priya.email}`, `smtp:${MARRIED}`],
  });
});

const addresses = () => tenant.fake.events(dsrMailbox)[0]?.attendees.map(({ address }) => address);
const mailsTo = (one: string) =>
  tenant.fake.invitations(dsrMailbox).flatMap(({ address, kind }) => (address === one ? [kind] : []));
const answers = async (invited: readonly string[]) =>
  (await tenant.calendar.look(booked.eventId, invited))?.responses.map(({ address, response }) => [address, response]);

describe('somebody who is invited under another of their addresses', () => {
  beforeEach(async () => {
    booked = await tenant.calendar.book(anEvent({ attendees: [priya, owen] }));
  });

  test('is invited once, and once more when the meeting moves, as everybody else', async () => {
    expect(addresses()).toEqual([PRIMARY, OWEN]);
    expect(mailsTo(PRIMARY)).toEqual(['request']);
    const event = movedTo(anEvent({ attendees: [priya, owen] }), 1);
    await tenant.calendar.reschedule(knownOf(booked, anEvent()), event);
    expect(addresses()).toEqual([PRIMARY, OWEN]);
    expect(mailsTo(PRIMARY)).toEqual(['request', 'update']);
    expect(tenant.fake.refusals()).toEqual([]);
  });

  test('has answered under the address that is on record', async () => {
    tenant.fake.answer(dsrMailbox, booked.eventId, PRIMARY, 'declined');
    tenant.fake.answer(dsrMailbox, booked.eventId, OWEN, 'accepted');
    expect(await answers([priya.email, OWEN])).toEqual([
      [priya.email, 'declined'],
      [OWEN, 'accepted'],
    ]);
  });

  test('has answered, however the address on record is written', async () => {
    tenant.fake.answer(dsrMailbox, booked.eventId, PRIMARY, 'accepted');
    expect(await answers([OWEN, priya.email.toUpperCase()])).toEqual([[priya.email, 'accepted']]);
  });

  test('has answered for nobody where two are invited under addresses of that mailbox: it may be for either', async () => {
    tenant.fake.answer(dsrMailbox, booked.eventId, PRIMARY, 'accepted');
    expect(await answers([OWEN, priya.email, MARRIED])).toEqual([[PRIMARY, 'accepted']]);
  });
});

test('a shared mailbox, whose sign-in is switched off, is known by its other addresses too', async () => {
  tenant = aGraphTenant();
  const mail = 'duty.team@council.example.org';
  const proxyAddresses = [`SMTP:${mail}`, `smtp:${priya.email}`];
  tenant.fake.addUser({ displayName: 'Duty team', mail, proxyAddresses, accountEnabled: false });
  booked = await tenant.calendar.book(anEvent({ attendees: [priya] }));
  tenant.fake.answer(dsrMailbox, booked.eventId, mail, 'accepted');
  expect(await answers([priya.email])).toEqual([[priya.email, 'accepted']]);
});

test('where the directory may not be read, meetings are booked and answers come under the addresses they have', async () => {
  tenant = aGraphTenant({ permissions: ['Calendars.ReadWrite'] });
  booked = await tenant.calendar.book(anEvent({ attendees: [priya, owen] }));
  tenant.fake.answer(dsrMailbox, booked.eventId, OWEN, 'accepted');
  expect(addresses()).toEqual([priya.email, OWEN]);
  expect(await answers([priya.email])).toEqual([[OWEN, 'accepted']]);
});

test('the directory is asked about an address once an hour', async () => {
  const asked = () => tenant.fake.log.filter(({ path }) => path.endsWith('/users')).length;
  await tenant.calendar.book(anEvent({ attendees: [priya] }));
  const first = asked();
  await tenant.calendar.book(anEvent({ attendees: [priya] }));
  expect(asked()).toBe(first);
  tenant.clock.moveBy(60 * 60_000);
  await tenant.calendar.book(anEvent({ attendees: [priya] }));
  expect(asked()).toBe(first + 1);
});
