import { afterEach, beforeEach, expect, test } from 'vitest';
import { dsrMailbox } from '../../support/graph-tenant.ts';
import { aGraphWorld, type GraphWorld } from '../../support/graph-world.ts';
import { type ArrangedMeeting, anArrangedMeeting, book, meetingNow } from '../../support/meeting-builders.ts';
import { aMeetingWorld, type MeetingDeps } from '../../support/meeting-world.ts';

const meetings = aMeetingWorld();
let deps: MeetingDeps;
let arranged: ArrangedMeeting;
let world: GraphWorld;

const MINUTE = 60_000;

beforeEach(async () => {
  deps = meetings.fresh();
  await deps.db.readPosition.deleteMany();
  await deps.db.outage.deleteMany();
  await deps.db.meeting.updateMany({ where: { state: 'booked' }, data: { state: 'did-not-take-place' } });
  world = await aGraphWorld(deps);
  arranged = await anArrangedMeeting(deps);
  await book(deps, arranged);
  await world.work();
});

afterEach(() => world.stop());

const theEvent = () => world.fake.events(dsrMailbox)[0]?.id ?? '';
const now = () => meetingNow(deps, arranged.meetingId);
const poll = async () => {
  deps.clock.moveBy(3 * MINUTE);
  await world.sweep('calendar-changes');
};

test.each([
  ['the mailbox has lost its licence or is being moved', 'MailboxNotEnabledForRESTAPI'],
  ['the mailbox is not known', 'ErrorInvalidUser'],
  ['something on the way answers', 'UnknownError'],
])('a meeting is not cancelled because %s: that says nothing about its event', async (_what, code) => {
  world.fake.faults.plan(() => ({ kind: 'status', status: 404, code }));
  deps.jobs.enqueued.push({ name: 'follow-calendar', data: { meetingId: arranged.meetingId } });
  await expect(world.work()).rejects.toThrow(code);
  expect((await now()).state).toBe('booked');
});

test('an answer that was listed, and could not be looked at until the queue gave up, is taken within the hour', async () => {
  await poll();
  await world.work();
  const address = (await now()).invitees.find(({ email }) => email !== null)?.email ?? '';
  deps.clock.moveBy(MINUTE);
  world.fake.answer(dsrMailbox, theEvent(), address, 'accepted');
  await poll();
  expect(deps.jobs.enqueued.map(({ name }) => name)).toEqual(['follow-calendar']);
  // All retries of the job have failed meanwhile.
  deps.jobs.enqueued.length = 0;
  for (let minutes = 0; minutes <= 60; minutes += 3) {
    await poll();
    await world.work();
  }
  expect((await now()).invitees.find(({ email }) => email === address)?.response).toBe('accepted');
});

test('whoever accepts at once is heard, although the clock of this machine is minutes ahead of Graph’s', async () => {
  await poll();
  const address = (await now()).invitees.find(({ email }) => email !== null)?.email ?? '';
  deps.clock.moveBy(-10 * MINUTE);
  world.fake.answer(dsrMailbox, theEvent(), address, 'accepted');
  deps.clock.moveBy(10 * MINUTE);
  await poll();
  await world.work();
  expect((await now()).invitees.find(({ email }) => email === address)?.response).toBe('accepted');
});
