import { beforeEach, describe, expect, test } from 'vitest';
import { cancelMeeting } from '../../../services/meetings/cancel-meeting.ts';
import type { MeetingView } from '../../../services/meetings/model.ts';
import { rescheduleMeeting } from '../../../services/meetings/reschedule-meeting.ts';
import { CalendarConflict, syncCalendar } from '../../../services/meetings/sync-calendar.ts';
import { type FakeCalendar, fakeCalendar } from '../../support/fake-calendar.ts';
import {
  type ArrangedMeeting,
  anArrangedMeeting,
  book,
  granted,
  inviteeOf,
  meetingNow,
  plainEventTexts,
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

async function moveTo(at: string): Promise<MeetingView> {
  const { coordinator: actor, meetingId } = arranged;
  const { version } = await meetingNow(deps, meetingId);
  const input = { actor, meetingId, version, time: { day: '2027-01-21', at }, press: deps.newId() };
  return granted(await rescheduleMeeting(deps, input));
}

async function cancel(): Promise<MeetingView> {
  const { coordinator: actor, meetingId } = arranged;
  const { version } = await meetingNow(deps, meetingId);
  const why = { cancelReason: 'too-few', note: 'Off', next: 'end-request' as const };
  const input = { actor, meetingId, version, ...why, press: deps.newId() };
  return granted(await cancelMeeting(deps, input));
}

const stored = () => deps.db.meeting.findUniqueOrThrow({ where: { id: arranged.meetingId } });
const held = () => [...calendar.events.values()];
const operations = () => calendar.calls.map((call) => `${call.operation} ${call.sequence}`);
const syncNow = () => sync(deps, calendar, arranged.meetingId);

describe('the event', () => {
  test('is booked once with everybody who may be mailed, and its ids and join link are kept', async () => {
    const view = await book(deps, arranged);
    await syncNow();
    const after = await syncNow();
    expect(operations()).toEqual(['book 0']);
    const [{ event } = {}] = held();
    expect(event?.attendees.map((one) => one.inviteeId)).toEqual(
      view.invitees.filter((one) => one.email !== null).map((one) => one.id),
    );
    expect(await stored()).toMatchObject({ calendarSequence: 0, calendarUid: event?.transactionId });
    expect(after.joinUrl).toBe(`https://meet.example.org/${event?.transactionId}`);
    expect(inviteeOf(after, 'other').invitation).toBe('sent');
  });

  test.each([
    { when: 'as it was booked', movedHere: false },
    { when: 'after it was moved here too', movedHere: true },
  ])(
    'that somebody moved before its answer was stored is followed $when, and what was answered since counts',
    async ({ movedHere }) => {
      const view = await book(deps, arranged);
      calendar.failNext('book', 'after');
      await expect(syncNow()).rejects.toThrow();
      const [eventId = ''] = calendar.events.keys();
      deps.clock.moveBy(60_000);
      calendar.editByHand(eventId);
      if (movedHere) await moveTo('16:00');
      const address = inviteeOf(view, 'other').email ?? '';
      deps.clock.moveBy(60_000);
      calendar.answer(eventId, { address, response: 'declined', at: deps.clock.now(), proposed: null });
      deps.clock.moveBy(60_000);
      const after = await syncNow();
      expect(after.startsAt).toEqual(held()[0]?.event.start);
      expect(after.startsAt).not.toEqual(view.startsAt);
      expect(inviteeOf(after, 'other').response).toBe('declined');
    },
  );

  test('names no purpose while anybody who reads it may know the reference alone', async () => {
    await book(deps, arranged);
    await syncNow();
    const [{ event } = {}] = held();
    expect(event?.subject).toBe(arranged.reference);
  });

  test('names the purpose category where every attendee may know it', async () => {
    await deps.db.invitee.deleteMany({ where: { meetingId: arranged.meetingId, kind: 'other' } });
    await deps.db.invitee.deleteMany({ where: { meetingId: arranged.meetingId, organisationId: arranged.school.id } });
    await book(deps, arranged);
    await syncNow();
    const [{ event } = {}] = held();
    expect(event?.subject).toBe(`${arranged.reference} A place to live`);
  });

  test('that the calendar itself sends out lets those invited know the purpose on record, and nobody without one', async () => {
    const outside = { meetingId: arranged.meetingId, OR: [{ kind: 'other' }, { organisationId: arranged.school.id }] };
    const itself = { ...calendar, writesToInvitees: true };
    const told = () => deps.db.disclosure.findMany({ where: { meetingId: arranged.meetingId } });
    const booked = await book(deps, arranged);
    await sync(deps, itself, arranged.meetingId);
    expect(await told()).toEqual([]);
    await deps.db.invitee.deleteMany({ where: outside });
    await moveTo('11:00');
    await sync(deps, itself, arranged.meetingId);
    await sync(deps, itself, arranged.meetingId);
    const { email } = inviteeOf(booked, 'individual');
    expect(await told()).toEqual(
      expect.arrayContaining([expect.objectContaining({ address: email, what: ['purpose'], via: 'mail' })]),
    );
    expect((await told()).every(({ basis }) => ['family', 'agreement'].includes(basis))).toBe(true);
  });

  test('never holds the person’s name, also not in the place', async () => {
    await deps.db.meeting.update({
      where: { id: arranged.meetingId },
      data: { place: "Jamie's flat, 2 Example Road" },
    });
    await book(deps, arranged);
    await syncNow();
    const [{ event } = {}] = held();
    expect(event?.location).toBeNull();
    expect(JSON.stringify([event?.subject, event?.body, event?.location])).not.toMatch(/jamie/i);
  });
});

describe('the calendar ends with the newest state', () => {
  test('a move and a cancellation go under their SEQUENCE', async () => {
    await book(deps, arranged);
    await syncNow();
    await moveTo('11:00');
    await syncNow();
    await cancel();
    await syncNow();
    expect(operations()).toEqual(['book 0', 'reschedule 1', 'cancel 2']);
    expect(held()).toMatchObject([{ cancelled: true }]);
  });

  test('a job that runs only after two moves makes one move, to the newest time', async () => {
    await book(deps, arranged);
    await syncNow();
    await moveTo('11:00');
    await moveTo('12:00');
    await syncNow();
    await syncNow();
    expect(operations()).toEqual(['book 0', 'reschedule 2']);
    expect(held()[0]?.event.start).toEqual(new Date('2027-01-21T12:00:00Z'));
  });

  test('a late call of an older move neither undoes a newer one nor is taken for somebody’s edit', async () => {
    await book(deps, arranged);
    await syncNow();
    await moveTo('11:00');
    const late = calendar.holdNext('reschedule');
    const lateJob = syncNow();
    await late.reached;
    await moveTo('12:00');
    await syncNow();
    late.letIn();
    await lateJob;
    expect(held()[0]?.event).toMatchObject({ sequence: 2, start: new Date('2027-01-21T12:00:00Z') });
    expect(await stored()).toMatchObject({ calendarSequence: 2 });
  });

  test('a booking that is cancelled while the calendar is being asked ends cancelled, whichever job comes last', async () => {
    await book(deps, arranged);
    const late = calendar.holdNext('book');
    const lateJob = syncNow();
    await late.reached;
    await cancel();
    await syncNow();
    late.letIn();
    await lateJob;
    expect(held()).toMatchObject([{ cancelled: true }]);
    expect(await stored()).toMatchObject({ state: 'cancelled', calendarSequence: 1 });
  });
});

describe('a crash between the calendar’s answer and storing it', () => {
  test('of a booking makes no second event on the repeat', async () => {
    await book(deps, arranged);
    calendar.failNext('book', 'after');
    await expect(syncNow()).rejects.toThrow('The answer was lost');
    expect(await stored()).toMatchObject({ calendarEventId: null });
    await syncNow();
    expect(calendar.events.size).toBe(1);
    expect(await stored()).toMatchObject({ calendarSequence: 0, calendarEventId: [...calendar.events.keys()][0] });
  });

  test('of a booking that is cancelled meanwhile still cancels the event', async () => {
    await book(deps, arranged);
    calendar.failNext('book', 'after');
    await expect(syncNow()).rejects.toThrow();
    await cancel();
    await syncNow();
    expect(held()).toMatchObject([{ cancelled: true }]);
  });

  test('of a move is no conflict on the repeat', async () => {
    await book(deps, arranged);
    await syncNow();
    await moveTo('11:00');
    calendar.failNext('reschedule', 'after');
    await expect(syncNow()).rejects.toThrow('The answer was lost');
    await syncNow();
    expect(await stored()).toMatchObject({ calendarSequence: 1 });
    expect(held()[0]?.event.sequence).toBe(1);
  });
});

test('a meeting that was cancelled before anybody was invited is not booked', async () => {
  await book(deps, arranged);
  await cancel();
  await syncNow();
  expect(operations()).toEqual([]);
});

test('a calendar that refuses a change, and shows nothing that could be followed, is asked again later', async () => {
  await book(deps, arranged);
  await syncNow();
  await moveTo('11:00');
  calendar.reschedule = async () => ({ conflict: true });
  await expect(syncNow()).rejects.toThrow(CalendarConflict);
});

test('only the service itself may bring the calendar in step', async () => {
  const input = { actor: arranged.coordinator, meetingId: arranged.meetingId };
  const answer = await syncCalendar({ ...deps, calendar, eventTexts: plainEventTexts }, input);
  expect(answer).toEqual({ ok: false, reason: 'not-allowed' });
});

describe('to-dos for those without an email address', () => {
  const todos = async () => {
    const rows = await deps.db.teamTodo.findMany({
      where: { meetingId: arranged.meetingId, kind: 'invite-by-hand' },
      orderBy: { createdAt: 'asc' },
    });
    return rows.map((row) => ({ key: row.eventKey.split(':')[2], open: row.doneAt === null }));
  };
  const tell = () =>
    deps.db.teamTodo.updateMany({
      where: { meetingId: arranged.meetingId, doneAt: null },
      data: { doneAt: deps.clock.now(), doneById: arranged.coordinator.id },
    });

  test('are raised once for each time, and an older one that nobody did is closed', async () => {
    await book(deps, arranged);
    await syncNow();
    await syncNow();
    expect(await todos()).toEqual([{ key: '0', open: true }]);
    deps.clock.moveBy(60_000);
    await moveTo('11:00');
    await syncNow();
    expect(await todos()).toEqual([
      { key: '0', open: false },
      { key: '1', open: true },
    ]);
  });

  test('are raised for a cancellation where they had been told of the meeting', async () => {
    await book(deps, arranged);
    await syncNow();
    await tell();
    deps.clock.moveBy(60_000);
    await cancel();
    await syncNow();
    expect(await todos()).toEqual([
      { key: '0', open: false },
      { key: '1', open: true },
    ]);
  });

  test('are closed by a cancellation where nobody had told them yet', async () => {
    await book(deps, arranged);
    await syncNow();
    await cancel();
    await syncNow();
    expect(await todos()).toEqual([{ key: '0', open: false }]);
  });
});
