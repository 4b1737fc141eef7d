import { beforeEach, describe, expect, test } from 'vitest';
import type { MeetingView } from '../../../services/meetings/model.ts';
import { recordResponse } from '../../../services/meetings/record-response.ts';
import { rescheduleMeeting } from '../../../services/meetings/reschedule-meeting.ts';
import { answerAs, aVisitor } from '../../support/after-booking.ts';
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

const world = aMeetingWorld();
let deps: MeetingDeps;
let arranged: ArrangedMeeting;
let booked: MeetingView;
let council: string;
let school: string;

beforeEach(async () => {
  deps = world.fresh();
  arranged = await anArrangedMeeting(deps);
  booked = await book(deps, arranged);
  council = inviteeOf(booked, 'agency', arranged.council.id).id;
  school = inviteeOf(booked, 'agency', arranged.school.id).id;
});

const now = () => meetingNow(deps, arranged.meetingId);
const answer = (inviteeId: string, response: string, over = {}) => answerAs(deps, arranged, inviteeId, response, over);
const alerts = () => deps.db.delivery.findMany({ where: { kind: 'quorum-lost', meetingId: arranged.meetingId } });

describe('an answer on the page', () => {
  test('is kept with its line and its time, and the latest one stands', async () => {
    granted(await answer(council, 'declined', { note: ' On leave \n that week ' }));
    granted(await answer(council, 'tentative'));
    expect(inviteeOf(await now(), 'agency', arranged.council.id)).toMatchObject({
      response: 'tentative',
      responseNote: null,
    });
  });

  test('pressed twice counts once', async () => {
    const press = deps.newId();
    const twice = await Promise.all([answer(council, 'accepted', { press }), answer(council, 'accepted', { press })]);
    expect(twice.every(({ ok }) => ok)).toBe(true);
    const where = { useCase: 'answer-invitation', nounId: arranged.meetingId };
    expect(await deps.db.auditEvent.count({ where })).toBe(1);
  });

  test('is refused to anybody who does not read the invited address, whatever they say', async () => {
    const stranger = await aVisitor(deps, 'stranger@example.org');
    const address = inviteeOf(booked, 'agency', arranged.council.id).email ?? '';
    for (const claimed of [address, 'stranger@example.org']) {
      expect(await answer(council, 'accepted', { actor: stranger, address: claimed })).toEqual({
        ok: false,
        reason: 'not-allowed',
      });
    }
  });

  test('asks a shared inbox who answers, and keeps it', async () => {
    const email = inviteeOf(booked, 'agency', arranged.council.id).email ?? '';
    await deps.db.agencyContact.updateMany({ where: { email }, data: { sharedInbox: true } });
    expect(await answer(council, 'accepted', { answeredBy: { name: 'Kim', jobRole: '', phone: 'x' } })).toEqual({
      ok: false,
      reason: 'incomplete',
      problems: [
        { field: 'jobRole', problem: 'missing' },
        { field: 'phone', problem: 'not-a-phone-number' },
      ],
    });
    const answeredBy = { name: 'Kim Duty', jobRole: 'Duty worker', phone: '01785 000000' };
    granted(await answer(council, 'accepted', { answeredBy }));
    expect(inviteeOf(await now(), 'agency', arranged.council.id).answeredBy).toEqual(answeredBy);
  });

  test('to a time the meeting no longer has is not taken', async () => {
    const { coordinator: actor, meetingId } = arranged;
    granted(await answer(council, 'accepted', { startsAt: booked.startsAt }));
    const time = { day: '2027-01-22', at: '10:00' };
    const { version } = await now();
    granted(await rescheduleMeeting(deps, { actor, meetingId, version, time, press: deps.newId() }));
    expect(inviteeOf(await now(), 'agency', arranged.council.id).response).toBeNull();
    expect(await answer(council, 'accepted', { startsAt: booked.startsAt })).toEqual({
      ok: false,
      reason: 'changed-meanwhile',
    });
  });

  test('comes too late once the meeting is over, and with nothing chosen is asked for again', async () => {
    expect(await answer(council, '')).toMatchObject({ problems: [{ field: 'response', problem: 'missing' }] });
    if (booked.endsAt) deps.clock.moveTo(booked.endsAt);
    expect(await answer(council, 'accepted')).toEqual({ ok: false, reason: 'already-ended' });
  });

  test('loses its line when the calendar says something later', async () => {
    granted(await answer(council, 'declined', { note: 'On leave' }));
    const at = new Date(deps.clock.now().getTime() + 60_000);
    const about = { actor: theService, meetingId: arranged.meetingId, inviteeId: council };
    granted(await recordResponse(deps, { ...about, response: 'accepted', at }));
    expect(inviteeOf(await now(), 'agency', arranged.council.id)).toMatchObject({
      response: 'accepted',
      responseNote: null,
    });
  });
});

describe('a quorum that is lost', () => {
  test('is told to the chair once, with other times looked for at once', async () => {
    granted(await answer(council, 'accepted'));
    granted(await answer(school, 'accepted'));
    expect((await now()).quorum.state).toBe('yes');
    deps.jobs.enqueued.length = 0;
    granted(await answer(council, 'declined'));
    granted(await answer(school, 'declined'));
    expect(await alerts()).toMatchObject([{ channel: 'teams', professionalId: arranged.coordinator.id }]);
    const looked = deps.jobs.enqueued.filter(({ name }) => name === 'look-for-times');
    expect(looked).toEqual([{ name: 'look-for-times', data: { meetingId: arranged.meetingId } }]);
  });

  test('is told once where two decline at the same moment', async () => {
    granted(await answer(council, 'accepted'));
    granted(await answer(school, 'accepted'));
    const both = await Promise.all([answer(council, 'declined'), answer(school, 'declined')]);
    expect(both.every(({ ok }) => ok)).toBe(true);
    expect(await alerts()).toHaveLength(1);
  });

  test('is told again when it was there again and is lost once more', async () => {
    granted(await answer(council, 'declined'));
    granted(await answer(council, 'accepted'));
    granted(await answer(school, 'accepted'));
    granted(await answer(school, 'declined'));
    expect(await alerts()).toHaveLength(2);
  });

  test('is not told of a meeting that was moved: everybody is asked again', async () => {
    granted(await answer(council, 'accepted'));
    granted(await answer(school, 'accepted'));
    const { coordinator: actor, meetingId } = arranged;
    const { version } = await now();
    const time = { day: '2027-01-22', at: '10:00' };
    granted(await rescheduleMeeting(deps, { actor, meetingId, version, time, press: deps.newId() }));
    granted(await answer(council, 'tentative'));
    expect(await alerts()).toEqual([]);
  });
});
