import { afterAll, beforeAll } from 'vitest';
import { aBookedMeeting, aLocalCalendar, eventOf } from '../../support/booked-meeting.ts';
import { calendarContract } from '../../support/calendar-contract.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type recordingJobs, type TestDeps, testDeps } from '../../support/deps.ts';
import { fakeCalendar } from '../../support/fake-calendar.ts';

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
  return eventOf(deps, meeting.id);
}

const mailboxes = { knownMailbox: 'priya.example@council.example.org', unknownMailbox: 'ellis@school.example.org' };

calendarContract('the local calendar', async () => ({
  ...mailboxes,
  calendar: aLocalCalendar(deps),
  event: await anEvent(),
}));

calendarContract('the fake calendar', async () => {
  const calendar = fakeCalendar();
  calendar.know(mailboxes.knownMailbox);
  return { ...mailboxes, calendar, event: await anEvent() };
});
