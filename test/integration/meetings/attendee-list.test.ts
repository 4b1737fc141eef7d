import { beforeEach, expect, test } from 'vitest';
import { setAttendeeList } from '../../../services/meetings/set-attendee-list.ts';
import { type FakeCalendar, fakeCalendar } from '../../support/fake-calendar.ts';
import {
  type ArrangedMeeting,
  anArrangedMeeting,
  book,
  granted,
  meetingNow,
  sync,
} from '../../support/meeting-builders.ts';
import { aMeetingWorld, type MeetingDeps } from '../../support/meeting-world.ts';

const world = aMeetingWorld();
let deps: MeetingDeps;
let arranged: ArrangedMeeting;
let calendar: FakeCalendar;

beforeEach(async () => {
  deps = world.fresh();
  calendar = fakeCalendar();
  arranged = await anArrangedMeeting(deps);
});

const withoutFamily = () =>
  deps.db.invitee.deleteMany({ where: { meetingId: arranged.meetingId, kind: { in: ['individual', 'carer'] } } });

async function set(hide: boolean, over: { version?: number; actor?: ArrangedMeeting['coordinator'] } = {}) {
  const { coordinator, meetingId } = arranged;
  const { version } = await meetingNow(deps, meetingId);
  return setAttendeeList(deps, { actor: coordinator, meetingId, version, hide, press: deps.newId(), ...over });
}

test('those invited do not see each other unless a coordinator wants it otherwise, for this meeting', async () => {
  await withoutFamily();
  expect(await book(deps, arranged)).toMatchObject({ attendeesHidden: true });
  await sync(deps, calendar, arranged.meetingId);
  expect([...calendar.events.values()][0]?.event.hideAttendees).toBe(true);
  expect(granted(await set(false))).toMatchObject({ attendeesHidden: false });
  expect(deps.jobs.enqueued).toContainEqual({ name: 'sync-calendar', data: { meetingId: arranged.meetingId } });
  await sync(deps, calendar, arranged.meetingId);
  expect(calendar.calls.at(-1)).toEqual({ operation: 'invite', sequence: 0 });
  const asked = await deps.db.auditEvent.findMany({ where: { useCase: 'set-attendee-list' } });
  expect(asked).toMatchObject([{ nounId: arranged.meetingId, actorId: arranged.coordinator.id }]);
  expect(granted(await set(true))).toMatchObject({ attendeesHidden: true });
});

test('an address of the person or their family is never shown to the others', async () => {
  await book(deps, arranged);
  expect(await set(false)).toEqual({ ok: false, reason: 'family-invited' });
  // Also where it was decided before they were invited.
  await deps.db.meeting.update({ where: { id: arranged.meetingId }, data: { hideAttendees: false } });
  await sync(deps, calendar, arranged.meetingId);
  expect([...calendar.events.values()][0]?.event.hideAttendees).toBe(true);
});

test('what is set already, and what somebody else has changed meanwhile, is refused', async () => {
  await withoutFamily();
  const { version } = await book(deps, arranged);
  expect(await set(true)).toEqual({ ok: false, reason: 'changed-meanwhile' });
  expect(await set(false, { version: version - 1 })).toEqual({ ok: false, reason: 'changed-meanwhile' });
});

test('only the DSR team decides it', async () => {
  await withoutFamily();
  await book(deps, arranged);
  expect(await set(false, { actor: arranged.requester })).toEqual({ ok: false, reason: 'not-allowed' });
});

test('a meeting that is over stays as it was', async () => {
  await withoutFamily();
  const { endsAt } = await book(deps, arranged);
  deps.clock.moveTo(endsAt ?? new Date(0));
  expect(await set(false)).toEqual({ ok: false, reason: 'already-ended' });
});
