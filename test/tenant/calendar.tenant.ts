import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { graphCalendar } from '../../services/calendar/graph-calendar.ts';
import type { Calendar, CalendarEvent, CalendarHold } from '../../services/calendar/port.ts';
import { graphMailer } from '../../services/mail/graph-mailer.ts';
import { openGraph } from '../../services/microsoft/graph-client.ts';
import { openLog } from '../../services/platform/log.ts';
import { addWorkingDays, dayOf, instantAt, systemClock } from '../../services/platform/time.ts';
import { cancelledComment } from '../../wording/event-texts.ts';
import { calendarContract } from '../support/calendar-contract.ts';
import { anEvent } from '../support/calendar-events.ts';
import { tenantSettings } from './tenant-settings.ts';

/** Exchange shows a new entry in free/busy a little later. */
const SETTLES_MS = 5_000;
const UNKNOWN = 'nobody@roundtable-tests.example.org';

const settings = tenantSettings(process.env);
if (typeof settings === 'string') throw new Error(settings);
const { account, dsrMailbox, testMailbox } = settings;

const log = openLog('warn', 'stderr');
const graph = openGraph(account, { fetch, clock: systemClock, log });
const inTenant = graphCalendar({ log }, { graph, mailbox: dsrMailbox, cancelledComment });
const madeEvents = new Map<string, CalendarEvent>();
const madeHolds: CalendarHold[] = [];

const calendar: Calendar = {
  ...inTenant,
  book: async (event) => {
    const answer = await inTenant.book(event);
    madeEvents.set(answer.eventId, event);
    return answer;
  },
  freeBusy: async (...asked) => {
    await pause(SETTLES_MS);
    return inTenant.freeBusy(...asked);
  },
};

/** Everything that was made is taken away again. */
afterAll(async () => {
  for (const [eventId, event] of madeEvents) await inTenant.cancel(eventId, event);
  for (const hold of madeHolds) await inTenant.release({ ...hold, eventId: null });
});

const day = addWorkingDays(dayOf(systemClock.now()), 30);
let quarters = 0;

function aSpan() {
  quarters += 1;
  const start = new Date(instantAt(day, '05:00').getTime() + quarters * 15 * 60_000);
  return { start, end: new Date(start.getTime() + 10 * 60_000) };
}

function openOne() {
  const meetingId = randomUUID();
  const attendee = { inviteeId: randomUUID(), name: 'Test Example', email: testMailbox };
  const words = { subject: 'Roundtable test: please ignore', body: 'A test of Roundtable. It is cancelled by itself.' };
  const event = anEvent({ meetingId, transactionId: randomUUID(), ...aSpan(), ...words, attendees: [attendee] });
  const hold = { holdId: randomUUID(), meetingId, mailbox: testMailbox, ...aSpan(), subject: words.subject };
  madeHolds.push(hold);
  return { calendar, event, hold, knownMailbox: testMailbox, unknownMailbox: UNKNOWN };
}

calendarContract('a real tenant', async () => openOne());

test('a real tenant: an event is still found after it was changed, and cancelled whatever id is known', async () => {
  const { event } = openOne();
  const { eventId, ...booked } = await calendar.book(event);
  const later = { ...event, sequence: 1, ...aSpan() };
  await inTenant.reschedule({ eventId, ...booked, start: event.start, end: event.end }, later);
  expect((await inTenant.book(later)).eventId).toBe(eventId);
  await inTenant.cancel(eventId, later);
  expect(await inTenant.look(eventId)).toBeNull();
});

test('a real tenant: a mail is sent from the shared mailbox', async () => {
  const mailer = graphMailer({ graph, mailbox: dsrMailbox, clock: systemClock });
  await mailer.send({
    messageId: `<${randomUUID()}@${dsrMailbox.split('@')[1]}>`,
    to: { name: 'Test Example', address: testMailbox },
    subject: 'Roundtable test: please ignore',
    text: 'A test of Roundtable.',
    html: '<p>A test of Roundtable.</p>',
  });
});
