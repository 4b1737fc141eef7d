import { beforeEach, describe, expect, test } from 'vitest';
import type { CalendarResponse, Span } from '../../../services/calendar/port.ts';
import { cancelMeeting } from '../../../services/meetings/cancel-meeting.ts';
import { followCalendar } from '../../../services/meetings/follow-calendar.ts';
import type { MeetingView } from '../../../services/meetings/model.ts';
import { rescheduleMeeting } from '../../../services/meetings/reschedule-meeting.ts';
import { type FakeCalendar, fakeCalendar } from '../../support/fake-calendar.ts';
import {
  type ArrangedMeeting,
  anArrangedMeeting,
  book,
  granted,
  meetingNow,
  sync,
  theService,
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

const MINUTE = 60_000;
const later: Span = { start: new Date('2027-01-22T14:00:00Z'), end: new Date('2027-01-22T15:00:00Z') };

async function booked(): Promise<MeetingView> {
  await book(deps, arranged);
  return sync(deps, calendar, arranged.meetingId);
}

async function follow(): Promise<MeetingView> {
  const { meetingId } = arranged;
  return granted(await followCalendar({ ...deps, calendar }, { actor: theService, meetingId }));
}

async function moveHere(at: string): Promise<MeetingView> {
  const { coordinator: actor, meetingId } = arranged;
  const { version } = await meetingNow(deps, meetingId);
  const input = { actor, meetingId, version, time: { day: '2027-01-21', at }, press: deps.newId() };
  return granted(await rescheduleMeeting(deps, input));
}

const eventId = () => [...calendar.events.keys()][0] ?? '';
const stored = () => deps.db.meeting.findUniqueOrThrow({ where: { id: arranged.meetingId } });
const operations = () => calendar.calls.map((call) => `${call.operation} ${call.sequence}`);
const changes = () => operations().filter((one) => !one.startsWith('look'));
const events = (useCase: string) =>
  deps.db.auditEvent.findMany({ where: { useCase, nounId: arranged.meetingId }, orderBy: { id: 'asc' } });
const todos = (kind: string) =>
  deps.db.teamTodo.findMany({ where: { meetingId: arranged.meetingId, kind }, orderBy: { createdAt: 'asc' } });
const deliveries = (kind: string) =>
  deps.db.delivery.findMany({ where: { meetingId: arranged.meetingId, kind }, orderBy: { createdAt: 'asc' } });

/** Somebody answers in their calendar, at the present moment where nothing is said. */
function answers(
  view: MeetingView,
  response: CalendarResponse['response'],
  more: { at?: Date; proposed?: Span; who?: number } = {},
): string {
  const invitee = view.invitees.filter(({ email }) => email !== null)[more.who ?? 0];
  const address = invitee?.email ?? '';
  const { at = deps.clock.now(), proposed = null } = more;
  calendar.answer(eventId(), { address, response, at, proposed });
  return invitee?.id ?? '';
}

const answerOf = async (id: string) => {
  const row = await deps.db.invitee.findUniqueOrThrow({ where: { id } });
  return { response: row.response, at: row.respondedAt };
};

describe('an answer in the calendar', () => {
  test('is taken once, however often the event is looked at', async () => {
    const view = await booked();
    deps.clock.moveBy(MINUTE);
    const id = answers(view, 'accepted');
    await follow();
    await follow();
    expect(await answerOf(id)).toEqual({ response: 'accepted', at: deps.clock.now() });
    expect(await events('record-response')).toHaveLength(1);
  });

  test('counts for everybody invited under that address, however it is written', async () => {
    const view = await booked();
    const [one, two] = view.invitees.filter(({ email }) => email !== null);
    const address = one?.email?.toUpperCase() ?? '';
    await deps.db.invitee.update({ where: { id: two?.id ?? '' }, data: { email: address } });
    deps.clock.moveBy(MINUTE);
    answers(view, 'declined');
    await follow();
    expect((await answerOf(one?.id ?? '')).response).toBe('declined');
    expect((await answerOf(two?.id ?? '')).response).toBe('declined');
  });

  test('stands until a later one, in whatever order they are seen', async () => {
    const view = await booked();
    deps.clock.moveBy(MINUTE);
    const early = deps.clock.now();
    deps.clock.moveBy(MINUTE);
    const id = answers(view, 'declined');
    await follow();
    answers(view, 'accepted', { at: early });
    await follow();
    expect((await answerOf(id)).response).toBe('declined');
    // Calendars count seconds: a change of mind within one is no repeat.
    answers(view, 'tentative');
    await follow();
    expect((await answerOf(id)).response).toBe('tentative');
    expect(await events('record-response')).toHaveLength(2);
  });

  test('of somebody whom nobody here has invited changes nothing', async () => {
    await booked();
    deps.clock.moveBy(MINUTE);
    const at = deps.clock.now();
    calendar.answer(eventId(), { address: 'somebody.else@example.org', response: 'accepted', at, proposed: null });
    await follow();
    expect(await events('record-response')).toEqual([]);
  });

  test('that costs the meeting its quorum is told to the chair', async () => {
    const view = await booked();
    deps.clock.moveBy(MINUTE);
    for (const who of view.invitees.filter(({ email }) => email !== null).keys()) answers(view, 'declined', { who });
    await follow();
    expect(await deliveries('quorum-lost')).toHaveLength(1);
    await follow();
    expect(await deliveries('quorum-lost')).toHaveLength(1);
  });

  test('to the time before a move from here is not taken for the new one, and one to the new one is', async () => {
    const view = await booked();
    deps.clock.moveBy(MINUTE);
    const id = answers(view, 'accepted');
    deps.clock.moveBy(MINUTE);
    await moveHere('11:00');
    await follow();
    expect((await answerOf(id)).response).toBeNull();
    await sync(deps, calendar, arranged.meetingId);
    await follow();
    expect((await answerOf(id)).response).toBeNull();
    deps.clock.moveBy(MINUTE);
    answers(view, 'tentative');
    await follow();
    expect((await answerOf(id)).response).toBe('tentative');
  });

  test('to the new time is not lost where the calendar’s word on the move was', async () => {
    const view = await booked();
    await moveHere('11:00');
    calendar.failNext('reschedule', 'after');
    await expect(sync(deps, calendar, arranged.meetingId)).rejects.toThrow('The answer was lost');
    deps.clock.moveBy(MINUTE);
    const id = answers(view, 'accepted');
    deps.clock.moveBy(MINUTE);
    await follow();
    await sync(deps, calendar, arranged.meetingId);
    expect(deps.jobs.enqueued).toContainEqual({ name: 'follow-calendar', data: { meetingId: arranged.meetingId } });
    await follow();
    expect((await answerOf(id)).response).toBe('accepted');
  });

  test('may come with another time: the team is told, and nothing is moved', async () => {
    const view = await booked();
    deps.clock.moveBy(MINUTE);
    const id = answers(view, 'declined', { proposed: later });
    await follow();
    await follow();
    const row = await deps.db.invitee.findUniqueOrThrow({ where: { id } });
    expect(row).toMatchObject({ proposedStartsAt: later.start, proposedEndsAt: later.end });
    expect(await todos('time-proposed')).toMatchObject([
      { inviteeId: id, startsAt: later.start, endsAt: later.end, doneAt: null },
    ]);
    expect((await stored()).startsAt).toEqual(view.startsAt);
    deps.clock.moveBy(MINUTE);
    answers(view, 'accepted');
    await follow();
    expect(await todos('time-proposed')).toMatchObject([{ doneAt: deps.clock.now() }]);
    expect(await deps.db.invitee.findUniqueOrThrow({ where: { id } })).toMatchObject({ proposedStartsAt: null });
  });
});

describe('a meeting that somebody moves in Outlook', () => {
  test('is moved in the record: time, SEQUENCE and quorum, on record and told as a move from here', async () => {
    const before = await booked();
    deps.clock.moveBy(MINUTE);
    calendar.editByHand(eventId(), later);
    const after = await follow();
    expect(after).toMatchObject({ startsAt: later.start, endsAt: later.end, state: 'booked' });
    expect(await stored()).toMatchObject({ sequence: 1, calendarSequence: 1, bookedAt: deps.clock.now() });
    expect(await events('follow-calendar')).toMatchObject([
      { reason: 'moved-in-calendar', fromState: 'booked', toState: 'booked', actorKind: 'system' },
    ]);
    expect((await deliveries('request-news')).map(({ eventKey }) => eventKey)).toContain(
      `request-news:${arranged.meetingId}:moved:1`,
    );
    expect(await todos('moved-in-calendar')).toMatchObject([{ startsAt: before.startsAt, endsAt: before.endsAt }]);
  });

  test('is told to nobody a second time by the calendar, and to those without an address by the team', async () => {
    await booked();
    deps.clock.moveBy(MINUTE);
    calendar.editByHand(eventId(), later);
    await follow();
    await sync(deps, calendar, arranged.meetingId);
    expect(changes()).toEqual(['book 0']);
    expect((await todos('invite-by-hand')).map(({ doneAt }) => doneAt === null)).toEqual([false, true]);
  });

  test('is followed once, however often it is looked at', async () => {
    await booked();
    deps.clock.moveBy(MINUTE);
    calendar.editByHand(eventId(), later);
    await Promise.all([follow(), follow(), follow()]);
    expect(await stored()).toMatchObject({ sequence: 1 });
    expect(await todos('moved-in-calendar')).toHaveLength(1);
  });

  test('keeps the answers given between the move there and our seeing it, and forgets those from before', async () => {
    const view = await booked();
    deps.clock.moveBy(MINUTE);
    const old = answers(view, 'accepted', { who: 0 });
    await follow();
    deps.clock.moveBy(MINUTE);
    calendar.editByHand(eventId(), later);
    deps.clock.moveBy(MINUTE);
    const early = answers(view, 'declined', { who: 1 });
    deps.clock.moveBy(10 * MINUTE);
    await follow();
    expect((await answerOf(early)).response).toBe('declined');
    expect((await answerOf(old)).response).toBeNull();
    await follow();
    expect((await answerOf(old)).response).toBeNull();
    deps.clock.moveBy(MINUTE);
    answers(view, 'accepted', { who: 0 });
    await follow();
    expect((await answerOf(old)).response).toBe('accepted');
  });

  test('and moved here at the same time stands at the time in Outlook, and the team hears of it', async () => {
    await booked();
    calendar.editByHand(eventId(), later);
    deps.clock.moveBy(MINUTE);
    const here = await moveHere('11:00');
    const after = await sync(deps, calendar, arranged.meetingId);
    expect(after).toMatchObject({ startsAt: later.start, endsAt: later.end });
    expect(await stored()).toMatchObject({ sequence: 2, calendarSequence: 2 });
    expect(await events('follow-calendar')).toMatchObject([{ reason: 'moved-in-both' }]);
    expect(await todos('moved-in-calendar')).toMatchObject([{ startsAt: here.startsAt }]);
  });

  test('may be moved here afterwards, and then the to-do is closed', async () => {
    await booked();
    calendar.editByHand(eventId(), later);
    deps.clock.moveBy(MINUTE);
    await follow();
    await moveHere('12:00');
    await sync(deps, calendar, arranged.meetingId);
    expect(changes()).toEqual(['book 0', 'reschedule 2']);
    expect([...calendar.events.values()][0]?.event.start).toEqual(new Date('2027-01-21T12:00:00Z'));
    expect(await todos('moved-in-calendar')).toMatchObject([{ doneAt: deps.clock.now() }]);
  });

  test('is left as it was once it has ended', async () => {
    const view = await booked();
    deps.clock.moveTo(view.endsAt ?? new Date(0));
    calendar.editByHand(eventId(), later);
    calendar.deleteByHand(eventId());
    expect(await follow()).toMatchObject({ state: 'booked', startsAt: view.startsAt });
    expect(operations()).toEqual(['book 0']);
  });
});

describe('an event whose time is still on its way from here', () => {
  test('is not taken for somebody’s edit while the calendar has the old time', async () => {
    await booked();
    const here = await moveHere('11:00');
    expect(await follow()).toMatchObject({ startsAt: here.startsAt });
    expect(await stored()).toMatchObject({ sequence: 1, calendarSequence: 0 });
  });

  test('nor at an earlier one that it was asked for, whose answer was lost', async () => {
    await booked();
    await moveHere('11:00');
    calendar.failNext('reschedule', 'after');
    await expect(sync(deps, calendar, arranged.meetingId)).rejects.toThrow();
    await moveHere('12:00');
    expect(await follow()).toMatchObject({ startsAt: new Date('2027-01-21T12:00:00Z') });
    const after = await sync(deps, calendar, arranged.meetingId);
    expect(after.startsAt).toEqual(new Date('2027-01-21T12:00:00Z'));
    expect([...calendar.events.values()]).toMatchObject([{ event: { start: after.startsAt, sequence: 2 } }]);
    expect(await todos('moved-in-calendar')).toEqual([]);
  });

  test('nor where the lost answer was that of its booking', async () => {
    await book(deps, arranged);
    calendar.failNext('book', 'after');
    await expect(sync(deps, calendar, arranged.meetingId)).rejects.toThrow();
    await moveHere('12:00');
    const after = await sync(deps, calendar, arranged.meetingId);
    expect([...calendar.events.values()]).toMatchObject([{ event: { start: after.startsAt } }]);
    expect(await stored()).toMatchObject({ sequence: 1, calendarSequence: 1 });
  });

  test('nor while the calendar is being told of it', async () => {
    await booked();
    await moveHere('11:00');
    const late = calendar.holdNext('reschedule');
    const lateJob = sync(deps, calendar, arranged.meetingId);
    await late.reached;
    await follow();
    late.letIn();
    const after = await lateJob;
    expect(after).toMatchObject({ startsAt: new Date('2027-01-21T11:00:00Z') });
    await follow();
    expect(await stored()).toMatchObject({ sequence: 1, calendarSequence: 1 });
  });
});

describe('a meeting that somebody deletes in Outlook', () => {
  test('is cancelled with its reason, without a second cancellation, and the request goes on', async () => {
    const view = await booked();
    deps.clock.moveBy(MINUTE);
    calendar.deleteByHand(eventId());
    await follow();
    await follow();
    await sync(deps, calendar, arranged.meetingId);
    expect(await stored()).toMatchObject({
      state: 'cancelled',
      endReason: 'removed-from-calendar',
      calendarSequence: 1,
    });
    expect(changes()).toEqual(['book 0']);
    expect(await todos('removed-from-calendar')).toMatchObject([{ startsAt: view.startsAt, doneAt: null }]);
    const meetings = await deps.db.meeting.findMany({ where: { requestId: view.requestId } });
    expect(meetings.map(({ state }) => state).sort()).toEqual(['being-arranged', 'cancelled']);
    const request = await deps.db.mbeRequest.findUniqueOrThrow({ where: { id: view.requestId ?? '' } });
    expect(request.state).toBe('approved');
    expect((await deliveries('request-news')).map(({ eventKey }) => eventKey)).toContain(
      `request-news:${arranged.meetingId}:cancelled:1`,
    );
  });

  test('and moved here at the same time is cancelled', async () => {
    await booked();
    calendar.deleteByHand(eventId());
    await moveHere('11:00');
    expect(await sync(deps, calendar, arranged.meetingId)).toMatchObject({ state: 'cancelled' });
    expect(await stored()).toMatchObject({ sequence: 2, calendarSequence: 2 });
  });

  test('and cancelled here at the same time ends as it was cancelled here', async () => {
    const { version } = await booked();
    calendar.deleteByHand(eventId());
    const { coordinator: actor, meetingId } = arranged;
    const why = { cancelReason: 'too-few', note: 'Off', next: 'end-request' as const };
    granted(await cancelMeeting(deps, { actor, meetingId, version, ...why, press: deps.newId() }));
    await follow();
    await sync(deps, calendar, arranged.meetingId);
    expect(await stored()).toMatchObject({ state: 'cancelled', endReason: 'end-request', calendarSequence: 1 });
    expect(await todos('removed-from-calendar')).toEqual([]);
  });
});

test('a join link that was missing is taken over once the calendar has it, and is kept by a move that brings none', async () => {
  await booked();
  await deps.db.meeting.update({ where: { id: arranged.meetingId }, data: { joinUrl: null } });
  const view = await follow();
  expect(view.joinUrl).toBe(`https://meet.example.org/${(await stored()).transactionId}`);
  const reschedule = calendar.reschedule;
  calendar.reschedule = async (known, event) => ({ ...(await reschedule(known, event)), joinUrl: null });
  await moveHere('11:00');
  await sync(deps, calendar, arranged.meetingId);
  expect((await stored()).joinUrl).toBe(view.joinUrl);
});

test('only the service itself may follow the calendar', async () => {
  await booked();
  const input = { actor: arranged.coordinator, meetingId: arranged.meetingId };
  expect(await followCalendar({ ...deps, calendar }, input)).toEqual({ ok: false, reason: 'not-allowed' });
});

test('a calendar that does not answer changes nothing, and the job is tried again', async () => {
  const view = await booked();
  calendar.failNext('look', 'before');
  await expect(follow()).rejects.toThrow('The calendar is away');
  expect(await meetingNow(deps, arranged.meetingId)).toEqual(view);
});
