import { afterAll, beforeAll } from 'vitest';
import type { CalendarHold } from '../../../services/calendar/port.ts';
import { aBookedMeeting, aLocalCalendar, type BookedMeeting, eventOf } from '../../support/booked-meeting.ts';
import { calendarContract } from '../../support/calendar-contract.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type recordingJobs, type TestDeps, testDeps } from '../../support/deps.ts';
import { fakeCalendar } from '../../support/fake-calendar.ts';
import { aGraphTenant } from '../../support/graph-tenant.ts';

let database: TestDatabase;
let deps: TestDeps<ReturnType<typeof recordingJobs>>;
let number = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
});

afterAll(async () => {
  await deps.close();
  await database.drop();
});

async function anEvent() {
  number += 1;
  const meeting = await aBookedMeeting(deps, { number });
  return { event: await eventOf(deps, meeting.id), hold: await aHold(meeting) };
}

/** A time of a proposal, by night when nobody has an appointment, that is to be held for the council's Priya. */
async function aHold(meeting: BookedMeeting): Promise<CalendarHold> {
  const [proposalId, slotId, holdId] = [deps.newId(), deps.newId(), deps.newId()];
  const start = new Date(Date.parse('2027-01-19T00:00:00Z') + number * 15 * 60_000);
  const end = new Date(start.getTime() + 10 * 60_000);
  const createdAt = deps.clock.now();
  await deps.db.proposal.create({
    data: {
      ...{ id: proposalId, meetingId: meeting.id, state: 'open', deadline: createdAt, autoBook: false, createdAt },
      createdById: meeting.owner.id,
      slots: { create: [{ id: slotId, startsAt: start, endsAt: end, position: 0 }] },
    },
  });
  const mailbox = mailboxes.knownMailbox;
  const row = { id: holdId, slotId, inviteeId: meeting.invitee('agency'), mailbox, startsAt: start, endsAt: end };
  await deps.db.calendarHold.create({ data: { ...row, createdAt } });
  return { holdId, meetingId: meeting.id, mailbox, start, end, subject: 'Hold' };
}

const mailboxes = { knownMailbox: 'priya.example@council.example.org', unknownMailbox: 'ellis@school.example.org' };

calendarContract('the local calendar', async () => ({
  ...mailboxes,
  calendar: aLocalCalendar(deps),
  ...(await anEvent()),
}));

calendarContract('the fake calendar', async () => {
  const calendar = fakeCalendar();
  calendar.know(mailboxes.knownMailbox);
  return { ...mailboxes, calendar, ...(await anEvent()) };
});

calendarContract('the calendar of Microsoft 365', async () => {
  const { calendar, fake } = aGraphTenant();
  fake.addMailbox(mailboxes.knownMailbox);
  return { ...mailboxes, calendar, ...(await anEvent()) };
});
