import { beforeEach, describe, expect, test } from 'vitest';
import type { MeetingView } from '../../../services/meetings/model.ts';
import { MOST_STAND_INS } from '../../../services/meetings/name-stand-in.ts';
import { rescheduleMeeting } from '../../../services/meetings/reschedule-meeting.ts';
import { answerAs, nameAs } from '../../support/after-booking.ts';
import { type FakeCalendar, fakeCalendar } from '../../support/fake-calendar.ts';
import {
  type ArrangedMeeting,
  anArrangedMeeting,
  book,
  granted,
  inviteeOf,
  meetingNow,
  sync,
} from '../../support/meeting-builders.ts';
import { aMeetingWorld, type MeetingDeps } from '../../support/meeting-world.ts';

const world = aMeetingWorld();
let deps: MeetingDeps;
let arranged: ArrangedMeeting;
let booked: MeetingView;
let calendar: FakeCalendar;
let seat: string;

beforeEach(async () => {
  deps = world.fresh();
  arranged = await anArrangedMeeting(deps);
  booked = await book(deps, arranged);
  calendar = fakeCalendar();
  await sync(deps, calendar, arranged.meetingId);
  seat = inviteeOf(booked, 'agency', arranged.council.id).id;
});

const now = () => meetingNow(deps, arranged.meetingId);
const standIns = async () => (await now()).invitees.filter(({ standsInForId }) => standsInForId === seat);
const attendees = () => [...calendar.events.values()].flatMap(({ event }) => event.attendees.map(({ email }) => email));
const contact = (name: string, email: string, position: number) =>
  deps.db.agencyContact.create({
    data: { id: deps.newId(), organisationId: arranged.council.id, name, jobTitle: 'Manager', email, position },
  });
const asked = () => deps.db.delivery.findMany({ where: { kind: 'stand-in-needed', meetingId: arranged.meetingId } });
const decline = (inviteeId: string) => answerAs(deps, arranged, inviteeId, 'declined');

describe('somebody who is named to stand in', () => {
  test('fills the same role and is invited alone, under the same SEQUENCE', async () => {
    await deps.db.organisation.update({
      where: { id: arranged.council.id },
      data: { mailDomain: `${arranged.council.id.slice(0, 8)}.example.org` },
    });
    const email = `Lee@${arranged.council.id.slice(0, 8)}.example.org`;
    granted(await nameAs(deps, arranged, seat, { name: ' Lee  Example ', email }));
    const [standIn] = await standIns();
    expect(standIn).toMatchObject({
      kind: 'agency',
      name: 'Lee Example',
      party: `organisation:${arranged.council.id}`,
    });
    await sync(deps, calendar, arranged.meetingId);
    expect(calendar.calls.map(({ operation, sequence }) => [operation, sequence])).toEqual([
      ['book', 0],
      ['invite', 0],
    ]);
    expect(attendees()).toContain(email.toLowerCase());
    const row = await deps.db.meeting.findUniqueOrThrow({ where: { id: arranged.meetingId } });
    expect(row.calendarInviteesRevision).toBe(row.inviteesRevision);
  });

  test('from another address gets the reference only, as somebody without an organisation', async () => {
    granted(await nameAs(deps, arranged, seat, { name: 'Lee Example', email: 'lee@elsewhere.example' }));
    expect((await standIns())[0]).toMatchObject({ kind: 'other', organisation: null });
  });

  test('at a domain that two organisations share is not taken for one of theirs', async () => {
    const mailDomain = `shared-${arranged.council.id.slice(0, 8)}.example.org`;
    const ids = [arranged.council.id, arranged.school.id];
    await deps.db.organisation.updateMany({ where: { id: { in: ids } }, data: { mailDomain } });
    granted(await nameAs(deps, arranged, seat, { name: 'Lee Example', email: `lee@${mailDomain}` }));
    expect((await standIns())[0]?.organisation).toBeNull();
  });

  test('at a domain where another organisation has a contact, or had one, is not taken for one of theirs', async () => {
    const mailDomain = `mail-${arranged.council.id.slice(0, 8)}.example.org`;
    await deps.db.organisation.update({ where: { id: arranged.council.id }, data: { mailDomain } });
    const { id: organisationId } = arranged.school;
    const other = { organisationId, name: 'Ms Example', jobTitle: 'Head', email: `ms@${mailDomain}`, active: false };
    await deps.db.agencyContact.create({ data: { ...other, id: deps.newId(), position: 9 } });
    granted(await nameAs(deps, arranged, seat, { name: 'Lee Example', email: `lee@${mailDomain}` }));
    expect((await standIns())[0]?.organisation).toBeNull();
  });

  test('is refused after so many of one role: nobody has us write to whomever they like', async () => {
    const named = (number: number) =>
      nameAs(deps, arranged, seat, { name: 'Lee Example', email: `lee${number}@elsewhere.example` });
    for (let number = 0; number < MOST_STAND_INS; number++) granted(await named(number));
    expect(await named(MOST_STAND_INS)).toEqual({ ok: false, reason: 'too-many' });
    expect(await standIns()).toHaveLength(MOST_STAND_INS);
  });

  test('who is the duty inbox or another contact belongs to the organisation', async () => {
    const email = `second.${arranged.council.id.slice(0, 8)}@example.org`;
    await contact('Second Contact', email, 5);
    granted(await nameAs(deps, arranged, seat, { name: 'Second Contact', email }));
    expect((await standIns())[0]?.organisation?.id).toBe(arranged.council.id);
  });

  test('keeps the role filled once they accept, and their own stand-in fills the same one', async () => {
    granted(await decline(seat));
    granted(await nameAs(deps, arranged, seat, { name: 'Lee Example', email: 'lee@elsewhere.example' }));
    const [lee] = await standIns();
    granted(await nameAs(deps, arranged, lee?.id ?? '', { name: 'Max Example', email: 'max@elsewhere.example' }));
    expect(await standIns()).toHaveLength(2);
    granted(await answerAs(deps, arranged, lee?.id ?? '', 'accepted'));
    const { quorum } = await now();
    expect(quorum.missing.flatMap(({ seats }) => seats)).not.toContain(seat);
  });

  test('is refused when they are invited already, without an address, and for the person', async () => {
    const email = inviteeOf(booked, 'agency', arranged.school.id).email ?? '';
    expect(await nameAs(deps, arranged, seat, { name: 'Lee', email: email.toUpperCase() })).toEqual({
      ok: false,
      reason: 'already-invited',
    });
    expect(await nameAs(deps, arranged, seat, { name: '', email: 'lee' })).toMatchObject({
      problems: [
        { field: 'standInName', problem: 'missing' },
        { field: 'standInEmail', problem: 'bad-email' },
      ],
    });
    const person = inviteeOf(booked, 'individual').id;
    expect(await nameAs(deps, arranged, person, { name: 'Lee', email: 'lee@example.org' })).toEqual({
      ok: false,
      reason: 'not-found',
    });
  });

  test('by two presses at once with one address is invited once', async () => {
    const standIn = { name: 'Lee Example', email: 'lee@elsewhere.example' };
    const twice = await Promise.all([nameAs(deps, arranged, seat, standIn), nameAs(deps, arranged, seat, standIn)]);
    expect(twice.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await standIns()).toHaveLength(1);
  });
});

describe('a required role that declines', () => {
  test('has the next contact asked, then the duty inbox, and at last the team finds somebody', async () => {
    const short = arranged.council.id.slice(0, 8);
    await contact('Second Contact', `second.${short}@example.org`, 5);
    await deps.db.organisation.update({
      where: { id: arranged.council.id },
      data: { dutyEmail: `duty.${short}@example.org` },
    });

    granted(await decline(seat));
    expect((await standIns()).map(({ name, askedToStandIn }) => [name, askedToStandIn])).toEqual([
      ['Second Contact', true],
    ]);
    await sync(deps, calendar, arranged.meetingId);
    expect(attendees()).not.toContain(`second.${short}@example.org`);

    granted(await decline((await standIns())[0]?.id ?? ''));
    expect((await standIns()).at(-1)).toMatchObject({ email: `duty.${short}@example.org`, kind: 'agency' });
    const duty = (await standIns()).at(-1)?.id ?? '';
    const answeredBy = { name: 'Kim', jobRole: 'Duty worker', phone: '01785 000000' };
    granted(await answerAs(deps, arranged, duty, 'declined', { answeredBy }));
    const todos = await deps.db.teamTodo.findMany({ where: { kind: 'find-stand-in' } });
    expect(todos.filter(({ inviteeId }) => inviteeId === seat)).toHaveLength(1);
    expect(await asked()).toHaveLength(2);
  });

  test('has whoever was asked invited in the calendar once they say yes', async () => {
    const email = `second.${arranged.council.id.slice(0, 8)}@example.org`;
    await contact('Second Contact', email, 5);
    granted(await decline(seat));
    granted(await answerAs(deps, arranged, (await standIns())[0]?.id ?? '', 'accepted'));
    expect((await standIns())[0]?.askedToStandIn).toBeUndefined();
    await sync(deps, calendar, arranged.meetingId);
    expect(attendees()).toContain(email);
  });

  test('may name the very person whom we have asked ourselves: they are invited, and put down once', async () => {
    const email = `second.${arranged.council.id.slice(0, 8)}@example.org`;
    await contact('Second Contact', email, 5);
    granted(await decline(seat));
    granted(await nameAs(deps, arranged, seat, { name: 'Second Contact', email }));
    expect(await standIns()).toHaveLength(1);
    expect((await standIns())[0]?.askedToStandIn).toBeUndefined();
    await sync(deps, calendar, arranged.meetingId);
    expect(attendees()).toContain(email);
  });

  test('is asked for once, also where two of its answers arrive at the same moment', async () => {
    await contact('Second Contact', `second.${arranged.council.id.slice(0, 8)}@example.org`, 5);
    await Promise.all([decline(seat), decline(seat)]);
    expect(await asked()).toHaveLength(1);
    expect(await standIns()).toHaveLength(1);
  });

  test('asks the same person again when the meeting was moved, and nobody where somebody stands in', async () => {
    await contact('Second Contact', `second.${arranged.council.id.slice(0, 8)}@example.org`, 5);
    granted(await decline(seat));
    const { coordinator: actor, meetingId } = arranged;
    const time = { day: '2027-01-22', at: '10:00' };
    const { version } = await now();
    granted(await rescheduleMeeting(deps, { actor, meetingId, version, time, press: deps.newId() }));
    granted(await decline(seat));
    expect(await asked()).toHaveLength(2);
    expect(await standIns()).toHaveLength(1);
    granted(await nameAs(deps, arranged, seat, { name: 'Lee Example', email: 'lee@elsewhere.example' }));
    granted(await decline(seat));
    expect(await asked()).toHaveLength(2);
  });

  test('that stood for the person or their family asks nobody', async () => {
    granted(await decline(inviteeOf(booked, 'individual').id));
    expect(await asked()).toEqual([]);
  });
});
