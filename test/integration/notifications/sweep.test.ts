import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sweep } from '../../../services/notifications/sweep.ts';
import { aBookedMeeting, type BookedMeeting } from '../../support/booked-meeting.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ordinaryMorning, testDeps } from '../../support/deps.ts';

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;
/** Another process on the same database. */
let other: ReturnType<typeof testDeps>;
let number = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
  other = testDeps({ url: database.url, seed: 'other' });
});
afterAll(async () => {
  await deps.close();
  await other.close();
  await database.drop();
});
beforeEach(async () => {
  await deps.db.reminder.deleteMany();
  await deps.db.delivery.deleteMany();
  await deps.db.meeting.updateMany({ data: { state: 'outcome-recorded' } });
  await deps.db.mbeRequest.updateMany({ data: { state: 'closed' } });
  deps.jobs.enqueued.length = 0;
  for (const { clock } of [deps, other]) clock.moveTo(ordinaryMorning);
});

const aMeeting = () => {
  number += 1;
  return aBookedMeeting(deps, { number });
};
const anUndecidedRequest = async (decideBy: Date) => {
  const meeting = await aMeeting();
  await deps.db.meeting.update({ where: { id: meeting.id }, data: { state: 'cancelled' } });
  await deps.db.mbeRequest.update({ where: { id: meeting.requestId }, data: { state: 'submitted', decideBy } });
  return meeting;
};
const deliveries = () => deps.db.delivery.findMany({ orderBy: { eventKey: 'asc' } });
const minute = 60_000;

describe('a request that nobody has decided', () => {
  test('is reminded of once, from the instant it is due', async () => {
    const due = new Date(ordinaryMorning.getTime() + minute);
    const { requestId, owner } = await anUndecidedRequest(due);
    expect(await sweep(deps)).toBe(0);
    deps.clock.moveTo(due);
    expect(await sweep(deps)).toBe(1);
    expect(await sweep(deps)).toBe(0);
    expect(await deliveries()).toMatchObject([
      { kind: 'decision-overdue', channel: 'teams', requestId, professionalId: owner.id, state: 'due' },
    ]);
    expect(deps.jobs.enqueued.map((job) => job.name)).toEqual(['deliver', 'refresh-cards']);
  });

  test('is not reminded of again when the clock is moved back and forth', async () => {
    await anUndecidedRequest(ordinaryMorning);
    expect(await sweep(deps)).toBe(1);
    deps.clock.moveTo(new Date('2027-01-01T09:00:00Z'));
    expect(await sweep(deps)).toBe(0);
    deps.clock.moveTo(new Date('2027-06-02T09:00:00Z'));
    expect(await sweep(deps)).toBe(0);
  });

  test('is reminded of anew when it became due anew', async () => {
    const { requestId } = await anUndecidedRequest(ordinaryMorning);
    await sweep(deps);
    const decideBy = new Date(ordinaryMorning.getTime() + minute);
    await deps.db.mbeRequest.update({ where: { id: requestId }, data: { decideBy } });
    deps.clock.moveTo(decideBy);
    expect(await sweep(deps)).toBe(1);
    expect(await deliveries()).toHaveLength(2);
  });

  test('is left alone while the requester is asked, and once it is decided', async () => {
    const { requestId } = await anUndecidedRequest(ordinaryMorning);
    for (const state of ['information-requested', 'approved', 'declined', 'withdrawn']) {
      await deps.db.mbeRequest.update({ where: { id: requestId }, data: { state } });
      expect(await sweep(deps)).toBe(0);
    }
  });
});

describe('a meeting', () => {
  const endOf = (meeting: BookedMeeting) => deps.clock.moveTo(meeting.endsAt);

  test('whose end has passed asks its chair for the outcome, once', async () => {
    const meeting = await aMeeting();
    expect(await sweep(deps)).toBe(0);
    endOf(meeting);
    expect(await sweep(deps)).toBe(1);
    expect(await sweep(deps)).toBe(0);
    expect(await deliveries()).toMatchObject([
      { kind: 'record-outcome', meetingId: meeting.id, requestId: meeting.requestId, professionalId: meeting.owner.id },
    ]);
  });

  test('that was cancelled or never booked asks for nothing', async () => {
    const meeting = await aMeeting();
    endOf(meeting);
    for (const state of ['cancelled', 'being-arranged', 'took-place']) {
      await deps.db.meeting.update({ where: { id: meeting.id }, data: { state } });
      expect(await sweep(deps)).toBe(0);
    }
  });
});

test('two processes that sweep at once raise each reminder once', async () => {
  const meetings = [];
  for (let n = 0; n < 5; n++) meetings.push(await aMeeting());
  for (const { clock } of [deps, other]) clock.moveTo(meetings[0]?.endsAt ?? new Date(0));
  const raised = await Promise.all([sweep(deps), sweep(other), sweep(deps), sweep(other)]);
  expect(raised.reduce((sum, count) => sum + count, 0)).toBe(5);
  expect(await deliveries()).toHaveLength(5);
});

test('more than one round is raised in one sweep', async () => {
  const meeting = await aMeeting();
  const {
    quorum: _quorum,
    timesAdvice: _advice,
    ...row
  } = await deps.db.meeting.findUniqueOrThrow({
    where: { id: meeting.id },
  });
  const { typed: _typed, ...asked } = await deps.db.mbeRequest.findUniqueOrThrow({ where: { id: meeting.requestId } });
  const requests = Array.from({ length: 120 }, (_, n) => ({ ...asked, id: deps.newId(), reference: `MBE-2027-9${n}` }));
  await deps.db.mbeRequest.createMany({ data: requests });
  const ids = () => ({ id: deps.newId(), transactionId: deps.newId() });
  const copies = requests.map(({ id: requestId }) => ({ ...row, calendarAsked: [], requestId, ...ids() }));
  await deps.db.meeting.createMany({ data: copies });
  deps.clock.moveTo(meeting.endsAt);
  expect(await sweep(deps)).toBe(121);
  expect(await sweep(deps)).toBe(0);
});
