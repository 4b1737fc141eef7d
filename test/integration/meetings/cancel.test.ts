import { beforeEach, expect, test } from 'vitest';
import { cancelMeeting } from '../../../services/meetings/cancel-meeting.ts';
import { recordMeetingDidNotHappen } from '../../../services/meetings/record-meeting-did-not-happen.ts';
import { type ArrangedMeeting, anArrangedMeeting, book, granted, meetingNow } from '../../support/meeting-builders.ts';
import { aMeetingWorld, type MeetingDeps } from '../../support/meeting-world.ts';

const world = aMeetingWorld();
let deps: MeetingDeps;
let arranged: ArrangedMeeting;

beforeEach(async () => {
  deps = world.fresh();
  arranged = await anArrangedMeeting(deps, { neededBy: '2027-02-26' });
});

async function cancel(over: {
  version: number;
  cancelReason?: string;
  note?: string;
  next?: 'arrange-again' | 'end-request';
}) {
  const { coordinator: actor, meetingId } = arranged;
  const why = { cancelReason: 'not-needed', note: 'The house is not ready', next: 'end-request' as const };
  const input = { actor, meetingId, ...why, press: deps.newId() };
  return cancelMeeting(deps, { ...input, ...over });
}

const requestNow = () => deps.db.mbeRequest.findUniqueOrThrow({ where: { id: arranged.requestId } });

test('cancelling raises the SEQUENCE, keeps the reason and tells the requester', async () => {
  const { version } = await book(deps, arranged);
  const view = granted(await cancel({ version, next: 'end-request' }));
  expect(view).toMatchObject({ state: 'cancelled', endReason: 'end-request', endNote: 'The house is not ready' });
  const row = await deps.db.meeting.findUnique({ where: { id: arranged.meetingId } });
  expect(row?.sequence).toBe(1);
  expect(deps.jobs.enqueued).toContainEqual({ name: 'sync-calendar', data: { meetingId: arranged.meetingId } });
  const news = await deps.db.delivery.findMany({ where: { requestId: arranged.requestId, kind: 'request-news' } });
  expect(news.some((row) => row.eventKey.includes('cancelled'))).toBe(true);
});

test('the request ends with the note where no other meeting is to follow', async () => {
  const { version } = await book(deps, arranged);
  granted(await cancel({ version, next: 'end-request' }));
  const request = await requestNow();
  expect(request).toMatchObject({ state: 'cancelled', endNote: 'The house is not ready', endedAt: deps.clock.now() });
});

test('arranging again makes a new meeting with the same invitees, and the request stays approved', async () => {
  const { version } = await book(deps, arranged);
  const old = granted(await cancel({ version, next: 'arrange-again' }));
  expect((await requestNow()).state).toBe('approved');
  const rows = await deps.db.meeting.findMany({ where: { requestId: arranged.requestId, state: 'being-arranged' } });
  expect(rows).toHaveLength(1);
  const next = await meetingNow(deps, rows[0]?.id ?? '');
  const sameInvitees = (view: typeof old) =>
    view.invitees.map(({ kind, name, email, otherContact, organisation }) => [
      kind,
      name,
      email,
      otherContact,
      organisation,
    ]);
  expect(sameInvitees(next)).toEqual(sameInvitees(old));
  expect(next).toMatchObject({ neededBy: '2027-02-26', chair: old.chair, purposeCategory: old.purposeCategory });
  expect(deps.jobs.enqueued).toContainEqual({ name: 'look-for-times', data: { meetingId: next.id } });
});

test('a meeting that is still being arranged can be cancelled too', async () => {
  expect(await cancel({ version: 0 })).toMatchObject({ ok: true, value: { state: 'cancelled' } });
});

test('pressed twice at once it is cancelled once and arranged again once', async () => {
  const { version } = await book(deps, arranged);
  const press = { version, next: 'arrange-again' as const, press: deps.newId() };
  const answers = await Promise.all([cancel(press), cancel(press)]);
  expect(answers.every((answer) => answer.ok)).toBe(true);
  expect(await deps.db.meeting.count({ where: { requestId: arranged.requestId } })).toBe(2);
});

test('cancelling needs a reason, the present version, and a meeting that is not over', async () => {
  const { version, endsAt } = await book(deps, arranged);
  expect(await cancel({ version, note: ' \n ' })).toEqual({
    ok: false,
    reason: 'incomplete',
    problems: [{ field: 'note', problem: 'missing' }],
  });
  expect(await cancel({ version, note: 'x'.repeat(4001) })).toMatchObject({ problems: [{ problem: 'too-long' }] });
  expect(await cancel({ version: 0 })).toEqual({ ok: false, reason: 'changed-meanwhile' });
  if (endsAt) deps.clock.moveTo(endsAt);
  expect(await cancel({ version })).toEqual({ ok: false, reason: 'already-ended' });
});

test('a cancelled meeting can’t be cancelled again', async () => {
  granted(await cancel({ version: 0 }));
  expect(await cancel({ version: 1 })).toEqual({ ok: false, reason: 'wrong-state', state: 'cancelled' });
});

test('that a meeting did not take place can be recorded once its end has passed, with a reason', async () => {
  const { endsAt } = await book(deps, arranged);
  const { coordinator: actor, meetingId } = arranged;
  const input = { actor, meetingId, why: 'Nobody from housing came', next: 'arrange-again' as const };
  const early = await recordMeetingDidNotHappen(deps, { ...input, press: deps.newId() });
  expect(early).toEqual({ ok: false, reason: 'not-ended' });
  if (endsAt) deps.clock.moveTo(endsAt);
  const blank = await recordMeetingDidNotHappen(deps, { ...input, why: '', press: deps.newId() });
  expect(blank).toMatchObject({ ok: false, problems: [{ field: 'why', problem: 'missing' }] });
  const view = granted(await recordMeetingDidNotHappen(deps, { ...input, press: deps.newId() }));
  expect(view).toMatchObject({ state: 'did-not-take-place', endNote: 'Nobody from housing came' });
  expect(await deps.db.meeting.count({ where: { requestId: arranged.requestId, state: 'being-arranged' } })).toBe(1);
});
