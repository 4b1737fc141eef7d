import { beforeEach, describe, expect, test } from 'vitest';
import { lookForTimes } from '../../../services/meetings/look-for-times.ts';
import type { MeetingView } from '../../../services/meetings/model.ts';
import { instantAt } from '../../../services/platform/time.ts';
import { fakeCalendar } from '../../support/fake-calendar.ts';
import {
  type ArrangedMeeting,
  anArrangedMeeting,
  book,
  granted,
  inviteeOf,
  meetingNow,
  theService,
} from '../../support/meeting-builders.ts';
import { aMeetingWorld, type MeetingDeps } from '../../support/meeting-world.ts';
import { answer, propose } from '../../support/proposal-builders.ts';

const world = aMeetingWorld();
let deps: MeetingDeps;
let arranged: ArrangedMeeting;
let calendar: ReturnType<typeof fakeCalendar>;

beforeEach(async () => {
  deps = world.fresh();
  arranged = await anArrangedMeeting(deps, { neededBy: '2027-01-22' });
  calendar = fakeCalendar();
});

const look = async (of = deps) =>
  granted(await lookForTimes({ ...of, calendar }, { actor: theService, meetingId: arranged.meetingId }));
const at = (day: string, time: string) => instantAt(day, time);
const council = (view: MeetingView) => inviteeOf(view, 'agency', arranged.council.id);
const school = (view: MeetingView) => inviteeOf(view, 'agency', arranged.school.id);
const days = [
  '2027-01-13',
  '2027-01-14',
  '2027-01-15',
  '2027-01-18',
  '2027-01-19',
  '2027-01-20',
  '2027-01-21',
  '2027-01-22',
];
const allDay = (some = days) => some.map((day) => ({ start: at(day, '09:00'), end: at(day, '17:00') }));
const starts = (view: MeetingView) => view.proposedTimes?.map(({ startsAt }) => startsAt.toISOString());

describe('looking for times', () => {
  test('offers up to six, each with who fills their role and whether enough people can come', async () => {
    const view = await meetingNow(deps, arranged.meetingId);
    calendar.know(council(view).email ?? '', allDay(days.slice(0, 5)));
    calendar.know(school(view).email ?? '');
    const found = await look();
    expect(found.proposedTimes).toHaveLength(6);
    expect(found.proposedTimes?.map(({ quorate }) => quorate)).toEqual(Array(6).fill('yes'));
    expect(found.proposedTimes?.[0]?.startsAt).toEqual(at('2027-01-20', '09:00'));
    expect(new Set(found.proposedTimes?.[0]?.free)).toEqual(new Set([council(view).id, school(view).id]));
    expect(found.timesAdvice).toBeNull();
  });

  test('puts what people said to a time before their calendar, also after the meeting was booked at another', async () => {
    const { council: counciller, school: pupil } = {
      council: council(await propose(deps, arranged)).id,
      school: school(await meetingNow(deps, arranged.meetingId)).id,
    };
    await answer(deps, arranged.meetingId, counciller, 'no', 'yes');
    await answer(deps, arranged.meetingId, pupil, 'no', 'if-need-be');
    await book(deps, arranged, { day: '2027-01-19', at: '10:00' });
    const found = await look();
    const [best] = found.proposedTimes ?? [];
    expect(best).toMatchObject({ startsAt: at('2027-01-21', '14:30'), quorate: 'yes' });
    expect(new Set(best?.free)).toEqual(new Set([counciller, pupil]));
    expect(starts(found)).not.toContain(at('2027-01-20', '10:00').toISOString());
  });

  test('leaves out what everybody asked has refused, and nothing that somebody might still come to', async () => {
    await deps.db.meeting.update({ where: { id: arranged.meetingId }, data: { neededBy: new Date('2027-01-15') } });
    const slots = [
      { day: '2027-01-15', at: '09:30' },
      { day: '2027-01-15', at: '15:00' },
    ];
    const view = await propose(deps, arranged, { slots, deadline: { day: '2027-01-14', at: '12:00' } });
    const everybody = view.invitees.filter(({ email }) => email !== null);
    for (const { id } of everybody) await answer(deps, arranged.meetingId, id, 'no', 'no');
    const [last] = everybody;
    // Nobody can come at any other time: what they said of these two comes before their calendar.
    const busy = allDay(['2027-01-13', '2027-01-14', '2027-01-15']);
    for (const { email } of everybody) calendar.know(email ?? '', busy);
    const refused = await look();
    expect(starts(refused)).not.toContain(at('2027-01-15', '09:30').toISOString());
    expect(starts(refused)).not.toContain(at('2027-01-15', '15:00').toISOString());
    await answer(deps, arranged.meetingId, last?.id ?? '', 'yes', 'no');
    expect(starts(await look())).toContain(at('2027-01-15', '09:30').toISOString());
  });

  test('keeps to the days and hours of a contact, and to the travel and the room where people meet', async () => {
    await deps.db.agencyContact.updateMany({
      where: { organisationId: arranged.council.id },
      data: { workingDays: [3], worksFrom: '13:00', worksTo: '16:00' },
    });
    await deps.db.meeting.update({ where: { id: arranged.meetingId }, data: { place: 'Meeting room 1' } });
    const view = await meetingNow(deps, arranged.meetingId);
    const travel = deps.policy.travelMinutes.value;
    calendar.know(council(view).email ?? '', [{ start: at('2027-01-20', '12:00'), end: at('2027-01-20', '13:00') }]);
    calendar.know(school(view).email ?? '', allDay(days.filter((day) => day !== '2027-01-20')));
    calendar.know('room-1@example.org', [{ start: at('2027-01-20', '13:00'), end: at('2027-01-20', '14:15') }]);
    const rooms = {
      value: [{ label: 'Meeting room 1', mailbox: 'room-1@example.org' }],
      source: deps.policy.travelMinutes.source,
    };
    const found = await look({ ...deps, policy: { ...deps.policy, rooms } } as MeetingDeps);
    const can = found.proposedTimes?.filter(({ quorate }) => quorate === 'yes') ?? [];
    const earliest = Math.max(
      at('2027-01-20', '13:00').getTime() + travel * 60_000,
      at('2027-01-20', '14:15').getTime(),
    );
    expect(can.length).toBeGreaterThan(0);
    for (const { startsAt, endsAt } of can) {
      expect(startsAt.getTime()).toBeGreaterThanOrEqual(earliest);
      expect(endsAt.getTime()).toBeLessThanOrEqual(at('2027-01-20', '16:00').getTime());
    }
  });

  test('counts a stand-in for the role, whoever has stood in least first', async () => {
    const view = await meetingNow(deps, arranged.meetingId);
    calendar.know(council(view).email ?? '', allDay());
    calendar.know(school(view).email ?? '');
    const standIn = { meetingId: arranged.meetingId, kind: 'agency', name: 'Stan Example', email: 'stan@example.org' };
    await deps.db.invitee.create({
      data: { ...standIn, id: deps.newId(), position: 9, need: 'required', standsInForId: council(view).id },
    });
    calendar.know('stan@example.org');
    const [best] = (await look()).proposedTimes ?? [];
    expect(best?.quorate).toBe('yes');
    expect(best?.free).toContain(council(view).id);
  });
});

describe('when nothing fits', () => {
  test('says what single change would help: somebody else of the directory who is free, by their calendar', async () => {
    const view = await meetingNow(deps, arranged.meetingId);
    calendar.know(council(view).email ?? '', allDay());
    calendar.know(school(view).email ?? '');
    const colleague = { name: 'Cleo Example', email: 'cleo@example.org', jobTitle: 'Manager', position: 5 };
    const { id } = await deps.db.agencyContact.create({
      data: { ...colleague, id: deps.newId(), organisationId: arranged.council.id },
    });
    expect((await look()).timesAdvice).toEqual({ change: 'stand-in', seat: council(view).id });
    calendar.know('cleo@example.org');
    expect((await look()).timesAdvice).toEqual({ change: 'stand-in', seat: council(view).id, contactId: id });
    expect((await meetingNow(deps, arranged.meetingId)).invitees.map(({ email }) => email)).not.toContain(
      'cleo@example.org',
    );
  });

  test('forgets the advice once something fits again', async () => {
    const view = await meetingNow(deps, arranged.meetingId);
    calendar.know(council(view).email ?? '', allDay());
    expect((await look()).timesAdvice).not.toBeNull();
    calendar.know(council(view).email ?? '', []);
    expect((await look()).timesAdvice).toBeNull();
  });
});
