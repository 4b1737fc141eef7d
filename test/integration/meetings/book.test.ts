import { beforeEach, describe, expect, test } from 'vitest';
import { listMyRequests } from '../../../services/mbe-requests/list-my-requests.ts';
import { bookMeeting } from '../../../services/meetings/book-meeting.ts';
import { lookForTimes } from '../../../services/meetings/look-for-times.ts';
import { rescheduleMeeting } from '../../../services/meetings/reschedule-meeting.ts';
import { fakeCalendar } from '../../support/fake-calendar.ts';
import {
  type ArrangedMeeting,
  anArrangedMeeting,
  anotherCoordinator,
  book,
  granted,
  inviteeOf,
  meetingNow,
  theService,
} from '../../support/meeting-builders.ts';
import { aMeetingWorld, type MeetingDeps } from '../../support/meeting-world.ts';

const world = aMeetingWorld();
let deps: MeetingDeps;
let arranged: ArrangedMeeting;

beforeEach(async () => {
  deps = world.fresh();
  arranged = await anArrangedMeeting(deps);
});

const tenOClock = { day: '20 January 2027', at: '10am' };

function booking(over: Partial<Parameters<typeof bookMeeting>[1]> = {}) {
  const { coordinator: actor, meetingId } = arranged;
  return { actor, meetingId, version: 0, time: tenOClock, press: deps.newId(), ...over };
}

async function requesterNews() {
  const rows = await deps.db.delivery.findMany({
    where: { meetingId: arranged.meetingId, kind: 'request-news' },
    orderBy: { createdAt: 'asc' },
  });
  return rows.map((row) => [row.professionalId, row.eventKey.split(':').slice(2).join(':')]);
}

const syncJobs = () => deps.jobs.enqueued.filter((job) => job.name === 'sync-calendar');

describe('booking', () => {
  test('takes the typed time as it is on the clock in England and tells the requester once', async () => {
    const view = granted(await bookMeeting(deps, booking()));
    expect(view).toMatchObject({
      state: 'booked',
      startsAt: new Date('2027-01-20T10:00:00Z'),
      endsAt: new Date('2027-01-20T11:00:00Z'),
      version: 1,
    });
    expect(await requesterNews()).toEqual([[arranged.requester.id, 'booked:0']]);
    expect(syncJobs()).toEqual([{ name: 'sync-calendar', data: { meetingId: arranged.meetingId } }]);
    expect(deps.jobs.enqueued).toContainEqual({ name: 'refresh-cards', data: { nounId: arranged.requestId } });
  });

  test('shows the requester its time among their requests, and none while it is not booked', async () => {
    const mine = async () => {
      const list = granted(await listMyRequests(deps, { actor: arranged.requester, page: 1 }));
      return list.items.map(({ reference, bookedFor }) => ({ reference, bookedFor }));
    };
    const { reference } = arranged;
    expect(await mine()).toEqual([{ reference, bookedFor: null }]);
    await book(deps, arranged);
    expect(await mine()).toEqual([{ reference, bookedFor: new Date('2027-01-20T10:00:00Z') }]);
  });

  test('leaves an audit event of who changed what into what, without words', async () => {
    await bookMeeting(deps, booking());
    const events = await deps.db.auditEvent.findMany({
      where: { useCase: 'book-meeting', nounId: arranged.meetingId },
    });
    expect(events).toMatchObject([
      {
        actorId: arranged.coordinator.id,
        result: 'done',
        fromState: 'being-arranged',
        toState: 'booked',
        detail: { startsAt: '2027-01-20T10:00:00.000Z' },
      },
    ]);
  });

  test('two coordinators at once: one books, the other is told who did and when', async () => {
    const colin = await anotherCoordinator(deps);
    const answers = await Promise.all([
      bookMeeting(deps, booking()),
      bookMeeting(deps, booking({ actor: colin, time: { day: '2027-01-21', at: '14:00' } })),
    ]);
    const winners = answers.filter((answer) => answer.ok);
    expect(winners).toHaveLength(1);
    const now = await meetingNow(deps, arranged.meetingId);
    const winner = answers[0]?.ok ? arranged.coordinator : colin;
    expect(answers.find((answer) => !answer.ok)).toEqual({
      ok: false,
      reason: 'already-booked',
      by: { id: winner.id, name: winner.name },
      at: deps.clock.now(),
    });
    expect(now.startsAt).toEqual(winners[0]?.ok ? winners[0].value.startsAt : null);
    expect(await requesterNews()).toHaveLength(1);
    expect(await deps.db.auditEvent.count({ where: { useCase: 'book-meeting', nounId: arranged.meetingId } })).toBe(1);
  });

  test('the same press delivered twice, one after the other or at once, books once and is no error', async () => {
    const press = booking();
    const answers = await Promise.all([bookMeeting(deps, press), bookMeeting(deps, press)]);
    answers.push(await bookMeeting(deps, press));
    expect(answers.map((answer) => answer.ok && answer.value.version)).toEqual([1, 1, 1]);
    expect(await requesterNews()).toHaveLength(1);
  });

  test('another time pressed on the same card is not taken for a repeat', async () => {
    const press = booking();
    granted(await bookMeeting(deps, press));
    const other = await bookMeeting(deps, { ...press, time: { day: '2027-01-22', at: '10:00' } });
    expect(other).toMatchObject({ ok: false, reason: 'already-booked' });
  });

  test.each([
    ['a time that has passed', { day: '2027-01-12', at: '09:30' }, 'time-in-the-past'],
    ['a day that does not exist', { day: '31 February 2027', at: '10:00' }, 'not-a-time'],
    ['a time that might be morning or afternoon', { day: '2027-01-20', at: '3' }, 'not-a-time'],
    ['a proposed time that has been looked for anew', { proposedTimeId: crypto.randomUUID() }, 'times-renewed'],
  ])('is refused for %s, and changes nothing', async (_rule, time, reason) => {
    expect(await bookMeeting(deps, booking({ time }))).toEqual({ ok: false, reason });
    expect((await meetingNow(deps, arranged.meetingId)).version).toBe(0);
    expect(
      await deps.db.idempotencyKey.count({ where: { useCase: 'book-meeting', actorId: arranged.coordinator.id } }),
    ).toBe(0);
  });

  test('from a card that shows an older version is refused', async () => {
    expect(await bookMeeting(deps, booking({ version: 7 }))).toEqual({ ok: false, reason: 'changed-meanwhile' });
  });

  test('of a meeting that is not there is not found; somebody without the role is refused and put on record', async () => {
    expect(await bookMeeting(deps, booking({ meetingId: deps.newId() }))).toEqual({ ok: false, reason: 'not-found' });
    expect(await bookMeeting(deps, booking({ actor: arranged.requester }))).toEqual({
      ok: false,
      reason: 'not-allowed',
    });
    const refused = await deps.db.auditEvent.findMany({ where: { nounId: arranged.meetingId, result: 'refused' } });
    expect(refused).toMatchObject([{ useCase: 'book-meeting', actorId: arranged.requester.id, reason: 'not-allowed' }]);
  });
});

describe('moving a booked meeting', () => {
  test('raises its SEQUENCE, keeps it booked, forgets the answers to the old time and tells the requester', async () => {
    const { version } = await book(deps, arranged);
    const { id } = inviteeOf(await meetingNow(deps, arranged.meetingId), 'other');
    await deps.db.invitee.update({ where: { id }, data: { response: 'accepted', respondedAt: deps.clock.now() } });
    const moved = granted(
      await rescheduleMeeting(deps, booking({ version, time: { day: '2027-01-21', at: '14:00' } })),
    );
    expect(moved).toMatchObject({ state: 'booked', startsAt: new Date('2027-01-21T14:00:00Z') });
    expect(inviteeOf(moved, 'other').response).toBeNull();
    const row = await deps.db.meeting.findUnique({ where: { id: arranged.meetingId } });
    expect(row?.sequence).toBe(1);
    expect((await requesterNews()).map(([, event]) => event)).toEqual(['booked:0', 'moved:1']);
  });

  test('is refused to the time it has, before it is booked, and once it is over', async () => {
    const early = await rescheduleMeeting(deps, booking());
    expect(early).toEqual({ ok: false, reason: 'wrong-state', state: 'being-arranged' });
    const { version, endsAt } = await book(deps, arranged);
    expect(await rescheduleMeeting(deps, booking({ version }))).toEqual({ ok: false, reason: 'same-time' });
    if (endsAt) deps.clock.moveTo(endsAt);
    const late = await rescheduleMeeting(deps, booking({ version, time: { day: '2027-02-01', at: '10:00' } }));
    expect(late).toEqual({ ok: false, reason: 'already-ended' });
  });

  test('by two coordinators at once happens once, and the other one looks again', async () => {
    const { version } = await book(deps, arranged);
    const answers = await Promise.all(
      ['11:00', '12:00'].map((at) => rescheduleMeeting(deps, booking({ version, time: { day: '2027-01-21', at } }))),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers).toContainEqual({ ok: false, reason: 'changed-meanwhile' });
  });
});

describe('looking for times', () => {
  test('offers at least three, each with who is free, busy and unknown, and one of them can be booked', async () => {
    const calendar = fakeCalendar();
    const before = await meetingNow(deps, arranged.meetingId);
    expect(before.proposedTimes).toBeNull();
    const council = inviteeOf(before, 'agency', arranged.council.id);
    calendar.know(council.email?.toUpperCase() ?? '');
    const view = granted(
      await lookForTimes({ ...deps, calendar }, { actor: theService, meetingId: arranged.meetingId }),
    );
    expect(view.proposedTimes?.length).toBeGreaterThanOrEqual(3);
    const [first] = view.proposedTimes ?? [];
    expect(first?.free).toEqual([council.id]);
    expect(new Set(first?.unknown)).toEqual(
      new Set(view.invitees.map((one) => one.id).filter((id) => id !== council.id)),
    );
    const booked = granted(await bookMeeting(deps, booking({ time: { proposedTimeId: first?.id ?? '' } })));
    expect(booked.startsAt).toEqual(first?.startsAt);
  });

  test('looking again puts the new times in place of the old ones', async () => {
    const look = () =>
      lookForTimes({ ...deps, calendar: fakeCalendar() }, { actor: theService, meetingId: arranged.meetingId });
    const first = granted(await look());
    const second = granted(await look());
    expect(second.proposedTimes?.length).toBe(first.proposedTimes?.length);
    expect(await deps.db.proposedTime.count({ where: { meetingId: arranged.meetingId } })).toBe(
      first.proposedTimes?.length,
    );
  });

  test('a calendar that fails lets the job try again; on its last try nobody counts as free', async () => {
    const calendar = fakeCalendar();
    calendar.failNext('freeBusy', 'before');
    const input = { actor: theService, meetingId: arranged.meetingId };
    await expect(lookForTimes({ ...deps, calendar }, input)).rejects.toThrow();
    expect((await meetingNow(deps, arranged.meetingId)).proposedTimes).toBeNull();
    calendar.failNext('freeBusy', 'before');
    const view = granted(await lookForTimes({ ...deps, calendar }, { ...input, lastTry: true }));
    expect(view.proposedTimes?.every((time) => time.free.length === 0 && time.busy.length === 0)).toBe(true);
  });
});
