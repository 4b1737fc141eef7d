import { beforeEach, describe, expect, test } from 'vitest';
import { bookMeeting } from '../../../services/meetings/book-meeting.ts';
import { cancelMeeting } from '../../../services/meetings/cancel-meeting.ts';
import type { MeetingView } from '../../../services/meetings/model.ts';
import { rescheduleMeeting } from '../../../services/meetings/reschedule-meeting.ts';
import { answerProposal } from '../../../services/proposals/answer-proposal.ts';
import type { ProposingProblem } from '../../../services/proposals/model.ts';
import { sendProposal } from '../../../services/proposals/send-proposal.ts';
import { viewProposal } from '../../../services/proposals/view-proposal.ts';
import { withdrawProposal } from '../../../services/proposals/withdraw-proposal.ts';
import {
  type ArrangedMeeting,
  anArrangedMeeting,
  anotherCoordinator,
  granted,
  inviteeOf,
  meetingNow,
  theService,
} from '../../support/meeting-builders.ts';
import { aMeetingWorld, type MeetingDeps } from '../../support/meeting-world.ts';
import {
  answer,
  answering,
  aVisitor,
  proposalOf,
  propose,
  twoTimes,
  untilFriday,
} from '../../support/proposal-builders.ts';

const world = aMeetingWorld();
let deps: MeetingDeps;
let arranged: ArrangedMeeting;

beforeEach(async () => {
  deps = world.fresh();
  arranged = await anArrangedMeeting(deps);
});

/** The council, the school (both required) and the others of the meeting. */
function people(view: MeetingView) {
  return {
    council: inviteeOf(view, 'agency', arranged.council.id).id,
    school: inviteeOf(view, 'agency', arranged.school.id).id,
    sam: inviteeOf(view, 'other').id,
    jamie: inviteeOf(view, 'individual').id,
  };
}

const deliveries = async (kind: string) =>
  (
    await deps.db.delivery.findMany({ where: { kind, meetingId: arranged.meetingId }, orderBy: { createdAt: 'asc' } })
  ).map(({ inviteeId, eventKey, professionalId }) => ({ inviteeId, eventKey, professionalId }));
const states = async () =>
  (await deps.db.proposal.findMany({ where: { meetingId: arranged.meetingId }, orderBy: { createdAt: 'asc' } })).map(
    ({ state }) => state,
  );

describe('asking about times', () => {
  test('asks everybody invited who may be written to, once, and leaves the meeting being arranged', async () => {
    const view = await propose(deps, arranged);
    const { council, school, sam, jamie } = people(view);
    expect(view.state).toBe('being-arranged');
    expect(proposalOf(view)).toMatchObject({
      state: 'open',
      autoBook: false,
      deadline: new Date('2027-01-15T12:00:00Z'),
    });
    expect(proposalOf(view).slots.map(({ startsAt }) => startsAt.toISOString())).toEqual([
      '2027-01-20T10:00:00.000Z',
      '2027-01-21T14:30:00.000Z',
    ]);
    expect((await deliveries('proposal')).map(({ inviteeId }) => inviteeId).sort()).toEqual(
      [council, school, sam, jamie].sort(),
    );
    expect(new Set(proposalOf(view).waitingFor)).toEqual(new Set([council, school, sam, jamie]));
    expect(proposalOf(view).slots.map(({ quorate }) => quorate)).toEqual(['maybe', 'maybe']);
  });

  test('raises a to-do to ask somebody without an email address, and one to speak first to a family without a ground', async () => {
    await propose(deps, arranged);
    const held = await anArrangedMeeting(deps, { basis: 'not-yet' });
    await propose(deps, held);
    const todosOf = async (meetingId: string) =>
      (await deps.db.teamTodo.findMany({ where: { meetingId }, orderBy: { eventKey: 'asc' } })).map(({ kind }) => kind);
    expect(await todosOf(arranged.meetingId)).toEqual(['ask-by-hand']);
    expect(await todosOf(held.meetingId)).toEqual(['speak-first', 'speak-first']);
    const view = await meetingNow(deps, held.meetingId);
    expect(proposalOf(view).waitingFor).not.toContain(inviteeOf(view, 'individual').id);
    expect(
      await deps.db.delivery.count({ where: { kind: 'proposal', inviteeId: inviteeOf(view, 'individual').id } }),
    ).toBe(0);
  });

  const wrong: [string, Partial<Parameters<typeof sendProposal>[1]>, ProposingProblem[]][] = [
    ['no times', { slots: [] }, [{ field: 'slots', problem: 'no-times' }]],
    [
      'a time that has passed',
      { slots: [{ day: '2027-01-11', at: '10:00' }] },
      [{ field: 'slots', problem: 'time-in-the-past' }],
    ],
    [
      'the same time twice',
      { slots: [...twoTimes, { day: '2027-01-20', at: '10am' }] },
      [{ field: 'slots', problem: 'same-time-twice' }],
    ],
    [
      'a time that is no longer offered',
      { slots: [{ slotId: crypto.randomUUID() }] },
      [{ field: 'slots', problem: 'times-renewed' }],
    ],
    [
      'seven times',
      { slots: [1, 2, 3, 4, 5, 8, 9].map((day) => ({ day: `2027-02-0${day}`, at: '10:00' })) },
      [{ field: 'slots', problem: 'too-many-times' }],
    ],
    [
      'a deadline that has passed',
      { deadline: { day: '2027-01-12', at: '09:00' } },
      [{ field: 'deadline', problem: 'deadline-past' }],
    ],
    [
      'a deadline after the first time',
      { deadline: { day: '2027-01-20', at: '10:01' } },
      [{ field: 'deadline', problem: 'deadline-too-late' }],
    ],
    ['no deadline', { deadline: { day: '', at: '' } }, [{ field: 'deadline', problem: 'not-a-time' }]],
  ];
  test.each(wrong)('is refused with %s, and asks nobody', async (_rule, over, problems) => {
    const asked = { slots: twoTimes, deadline: untilFriday, autoBook: false, ...over };
    const { coordinator: actor, meetingId } = arranged;
    const refused = await sendProposal(deps, { ...asked, actor, meetingId, version: 0, press: deps.newId() });
    expect(refused).toEqual({ ok: false, reason: 'incomplete', problems });
    expect(await deliveries('proposal')).toEqual([]);
  });

  test('by two coordinators at once happens once; the same press twice is no error', async () => {
    const { coordinator, meetingId } = arranged;
    const colin = await anotherCoordinator(deps);
    const sending = (actor: typeof colin, press = deps.newId()) =>
      sendProposal(deps, {
        actor,
        meetingId,
        version: 0,
        slots: twoTimes,
        deadline: untilFriday,
        autoBook: true,
        press,
      });
    const press = deps.newId();
    const answers = await Promise.all([sending(coordinator, press), sending(colin)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers).toContainEqual({ ok: false, reason: 'changed-meanwhile' });
    if (answers[0]?.ok) expect((await sending(coordinator, press)).ok).toBe(true);
    expect(await states()).toEqual(['open']);
  });

  test('again replaces the open one: earlier answers to a time that is asked about again stand, and all are asked anew', async () => {
    const { council, school } = people(await propose(deps, arranged));
    await answer(deps, arranged.meetingId, council, 'yes', 'no');
    const again = await propose(deps, arranged, {
      slots: [
        { day: '2027-01-20', at: '10:00' },
        { day: '2027-01-22', at: '9am' },
      ],
    });
    expect(await states()).toEqual(['replaced', 'open']);
    expect(proposalOf(again).slots[0]?.answers).toEqual([{ inviteeId: council, answer: 'yes' }]);
    expect(proposalOf(again).waitingFor).toContain(council);
    expect(await deliveries('proposal')).toHaveLength(8);
    expect((await answer(deps, arranged.meetingId, school, 'yes', 'no')).proposal?.slots[0]?.quorate).toBe('yes');
  });
});

describe('answering', () => {
  test('counts at once, may be changed until the deadline, and is kept with who gave it', async () => {
    const { council, school } = people(await propose(deps, arranged));
    const first = await answer(deps, arranged.meetingId, council, 'yes', 'no');
    expect(proposalOf(first).waitingFor).not.toContain(council);
    expect(proposalOf(first).slots.map(({ quorate }) => quorate)).toEqual(['maybe', 'no']);
    const second = await answer(deps, arranged.meetingId, council, 'no', 'if-need-be');
    expect(proposalOf(second).slots.map(({ quorate }) => quorate)).toEqual(['no', 'maybe']);
    const third = await answer(deps, arranged.meetingId, school, 'no', 'yes');
    expect(proposalOf(third).slots.map(({ quorate }) => quorate)).toEqual(['no', 'yes']);
    deps.clock.moveTo(new Date('2027-01-15T12:00:00Z'));
    const late = await answerProposal(deps, await answering(deps, third, council, ['yes', 'yes']));
    expect(late).toEqual({ ok: false, reason: 'closed' });
  });

  test('is refused where a time or the note is not right, and changes nothing', async () => {
    const view = await propose(deps, arranged);
    const { council } = people(view);
    const [one, two] = proposalOf(view).slots.map(({ id }) => id);
    const asked = await answering(deps, view, council, ['yes', 'yes'], { note: 'x'.repeat(301) });
    const refused = await answerProposal(deps, { ...asked, answers: { [one ?? '']: 'perhaps' } });
    expect(refused).toEqual({
      ok: false,
      reason: 'incomplete',
      problems: [
        { field: one, problem: 'unknown-choice' },
        { field: two, problem: 'missing' },
        { field: 'note', problem: 'too-long' },
      ],
    });
    expect(proposalOf(await meetingNow(deps, arranged.meetingId)).answered).toEqual([]);
  });

  test('from an inbox that several people read says whose answer it is', async () => {
    const view = await propose(deps, arranged);
    const { council } = people(view);
    await deps.db.agencyContact.updateMany({
      where: { organisationId: arranged.council.id },
      data: { sharedInbox: true },
    });
    const asked = await answering(deps, view, council, ['yes', 'yes']);
    expect(await answerProposal(deps, asked)).toMatchObject({
      ok: false,
      reason: 'incomplete',
      problems: [{ field: 'name' }, { field: 'jobRole' }, { field: 'phone' }],
    });
    const answeredBy = { name: 'Dee Example', jobRole: 'Duty worker', phone: '01632 960111' };
    granted(await answerProposal(deps, { ...asked, answeredBy }));
    expect(proposalOf(await meetingNow(deps, arranged.meetingId)).answered).toMatchObject([
      { inviteeId: council, answeredBy },
    ]);
  });

  test('is for the address that was invited alone; a coordinator may enter what somebody says', async () => {
    const view = await propose(deps, arranged);
    const { council, sam } = people(view);
    const stranger = await aVisitor(deps, 'somebody.else@example.org');
    const other = { actor: stranger, address: 'somebody.else@example.org' };
    expect(await answerProposal(deps, await answering(deps, view, council, ['yes', 'yes'], other))).toEqual({
      ok: false,
      reason: 'not-found',
    });
    expect(await viewProposal(deps, { ...other, inviteeId: council })).toEqual({ ok: false, reason: 'not-allowed' });
    // Nor for somebody who is said to have that address: the one they have confirmed counts.
    const { email } = inviteeOf(view, 'agency', arranged.council.id);
    const posing = { actor: stranger, address: email ?? '' };
    expect(await answerProposal(deps, await answering(deps, view, council, ['yes', 'yes'], posing))).toEqual({
      ok: false,
      reason: 'not-found',
    });
    expect(await viewProposal(deps, { ...posing, inviteeId: council })).toEqual({ ok: false, reason: 'not-allowed' });
    const nobody = await answerProposal(deps, {
      ...(await answering(deps, view, council, ['yes', 'yes'])),
      inviteeId: 'x',
    });
    expect(nobody).toEqual({ ok: false, reason: 'not-found' });
    granted(
      await answerProposal(
        deps,
        await answering(deps, view, sam, ['yes', 'no'], { actor: arranged.coordinator, address: '' }),
      ),
    );
    const mine = await viewProposal(deps, {
      actor: await aVisitor(deps, 'sam.okoro@example.org'),
      address: 'SAM.okoro@example.org',
      inviteeId: sam,
    });
    expect(granted(mine)).toMatchObject({ canAnswer: true, slots: [{ mine: 'yes' }, { mine: 'no' }], need: 'useful' });
  });

  test('shows nothing about the person, not in the place either', async () => {
    const view = await propose(deps, arranged);
    const { school } = people(view);
    await deps.db.meeting.update({ where: { id: arranged.meetingId }, data: { place: 'Jamie Example’s flat' } });
    const shown = granted(await viewProposal(deps, { actor: theService, address: '', inviteeId: school }));
    expect(shown).toMatchObject({ place: null, placeWithheld: true });
    expect(JSON.stringify(shown)).not.toMatch(/Jamie/);
  });

  test('of everybody at once is counted whole, and the chair is told of the quorum once', async () => {
    const view = await propose(deps, arranged);
    const asked = await Promise.all(Object.values(people(view)).map((id) => answering(deps, view, id, ['yes', 'yes'])));
    const answers = await Promise.all(asked.map((one) => answerProposal(deps, one)));
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, true]);
    const now = proposalOf(await meetingNow(deps, arranged.meetingId));
    expect([now.answered.length, now.waitingFor, now.slots[0]?.answers.length]).toEqual([4, [], 4]);
    const reached = await deliveries('quorum-reached');
    expect(reached.map(({ eventKey }) => eventKey)).toEqual([`quorum-reached:${now.id}`]);
  });

  test('by the same press delivered twice is taken once', async () => {
    const view = await propose(deps, arranged);
    const asked = await answering(deps, view, people(view).council, ['yes', 'no']);
    const answers = await Promise.all([answerProposal(deps, asked), answerProposal(deps, asked)]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
    const { id } = proposalOf(view);
    expect(await deps.db.auditEvent.count({ where: { nounId: id, useCase: 'answer-proposal' } })).toBe(1);
  });
});

describe('booking by itself', () => {
  test('takes the best time once it is quorate and everybody asked has answered, in the service’s name', async () => {
    const { council, school, sam, jamie } = people(await propose(deps, arranged, { autoBook: true }));
    await answer(deps, arranged.meetingId, council, 'yes', 'yes');
    await answer(deps, arranged.meetingId, school, 'if-need-be', 'yes');
    const waiting = await answer(deps, arranged.meetingId, sam, 'no', 'no');
    expect(waiting.state).toBe('being-arranged');
    const booked = await answer(deps, arranged.meetingId, jamie, 'yes', 'yes');
    const { slots, ...proposal } = proposalOf(booked);
    expect(booked).toMatchObject({ state: 'booked', startsAt: slots[1]?.startsAt, endsAt: slots[1]?.endsAt });
    expect(proposal).toMatchObject({ state: 'chosen', chosenSlotId: slots[1]?.id });
    const events = await deps.db.auditEvent.findMany({ where: { nounId: arranged.meetingId, toState: 'booked' } });
    expect(events).toMatchObject([{ actorKind: 'system', useCase: 'decide-proposal', fromState: 'being-arranged' }]);
    expect(deps.jobs.enqueued).toContainEqual({ name: 'sync-calendar', data: { meetingId: arranged.meetingId } });
    const { quorumState } = await deps.db.meeting.findUniqueOrThrow({ where: { id: arranged.meetingId } });
    expect(quorumState).toBe('kept');
    expect(deps.jobs.enqueued).toContainEqual({ name: 'sync-holds', data: { proposalId: proposal.id } });
    expect((await deliveries('request-news')).map(({ eventKey }) => eventKey)).toEqual([
      `request-news:${arranged.meetingId}:booked:0`,
    ]);
    expect((await deliveries('proposal-booked')).map(({ professionalId }) => professionalId)).toEqual([
      expect.any(String),
    ]);
  });

  test('happens once when the last two answer at the same moment', async () => {
    const view = await propose(deps, arranged, { autoBook: true });
    const { council, school, sam, jamie } = people(view);
    await answer(deps, arranged.meetingId, sam, 'no', 'no');
    await answer(deps, arranged.meetingId, jamie, 'yes', 'no');
    const asked = await Promise.all([council, school].map((id) => answering(deps, view, id, ['yes', 'no'])));
    const answers = await Promise.all(asked.map((one) => answerProposal(deps, one)));
    expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await meetingNow(deps, arranged.meetingId)).toMatchObject({ state: 'booked', version: 2 });
    expect(await deliveries('proposal-booked')).toHaveLength(1);
  });

  test('does not come twice beside a coordinator who books at that moment: one of the two times stands', async () => {
    const view = await propose(deps, arranged, { autoBook: true });
    const { council, school, sam, jamie } = people(view);
    for (const id of [school, sam, jamie]) await answer(deps, arranged.meetingId, id, 'yes', 'yes');
    const { version } = await meetingNow(deps, arranged.meetingId);
    const { coordinator: actor, meetingId } = arranged;
    const time = { slotId: proposalOf(view).slots[1]?.id ?? '' };
    const last = await answering(deps, view, council, ['yes', 'yes']);
    const [answered, booked] = await Promise.all([
      answerProposal(deps, last),
      bookMeeting(deps, { actor, meetingId, version, time, press: deps.newId() }),
    ]);
    const now = await meetingNow(deps, meetingId);
    const { slots, chosenSlotId, state } = proposalOf(now);
    expect([now.state, state]).toEqual(['booked', 'chosen']);
    const chosen = slots.find(({ id }) => id === chosenSlotId);
    expect(now.startsAt).toEqual(chosen?.startsAt);
    if (booked.ok) expect(answered.ok ? slots[1]?.id : answered.reason).toBe(answered.ok ? chosenSlotId : 'closed');
    else expect(booked.reason).toBe('already-booked');
    expect(
      await deps.db.auditEvent.count({ where: { nounId: meetingId, toState: 'booked', fromState: 'being-arranged' } }),
    ).toBe(1);
  });
});

describe('what else ends a proposal', () => {
  test('a coordinator books one of its times: it is chosen; another time: it is withdrawn', async () => {
    const one = await propose(deps, arranged);
    const { coordinator: actor, meetingId } = arranged;
    const booking = (over: { meetingId: string; time: Parameters<typeof bookMeeting>[1]['time']; version: number }) =>
      bookMeeting(deps, { actor, press: deps.newId(), ...over });
    const slotId = proposalOf(one).slots[0]?.id ?? '';
    const booked = granted(await booking({ meetingId, version: one.version, time: { slotId } }));
    expect(proposalOf(booked)).toMatchObject({ state: 'chosen', chosenSlotId: slotId });
    const other = await anArrangedMeeting(deps);
    const two = await propose(deps, other);
    const elsewhere = { meetingId: other.meetingId, version: two.version };
    const withdrawn = granted(await booking({ ...elsewhere, time: { day: '2027-01-25', at: '10:00' } }));
    expect(proposalOf(withdrawn)).toMatchObject({ state: 'withdrawn', chosenSlotId: null });
  });

  test('a typed time that is one of those asked about is that time', async () => {
    const view = await propose(deps, arranged);
    const { coordinator: actor, meetingId } = arranged;
    const time = { day: '21 January 2027', at: '2:30pm' };
    const booked = granted(
      await bookMeeting(deps, { actor, meetingId, version: view.version, time, press: deps.newId() }),
    );
    expect(proposalOf(booked)).toMatchObject({ state: 'chosen', chosenSlotId: proposalOf(view).slots[1]?.id });
  });

  test('the team takes it back: nobody can answer, and whoever was asked is to be told; a second press is no error', async () => {
    const view = await propose(deps, arranged);
    const { coordinator: actor, meetingId } = arranged;
    const input = { actor, meetingId, version: view.version, press: deps.newId() };
    const withdrawn = granted(await withdrawProposal(deps, input));
    expect(proposalOf(withdrawn).state).toBe('withdrawn');
    expect((await withdrawProposal(deps, input)).ok).toBe(true);
    expect(await withdrawProposal(deps, { ...input, version: withdrawn.version, press: deps.newId() })).toEqual({
      ok: false,
      reason: 'not-open',
    });
    expect(await answerProposal(deps, await answering(deps, withdrawn, people(view).council, ['yes', 'no']))).toEqual({
      ok: false,
      reason: 'closed',
    });
    expect(await deliveries('proposal-withdrawn')).toHaveLength(4);
  });

  test('the meeting is cancelled', async () => {
    const view = await propose(deps, arranged);
    const { coordinator: actor, meetingId } = arranged;
    const [reason] = deps.policy.cancelReasons.value;
    const cancelReason = reason?.code ?? '';
    const how = {
      version: view.version,
      note: 'Jamie has moved',
      next: 'end-request',
      cancelReason,
      press: deps.newId(),
    } as const;
    granted(await cancelMeeting(deps, { actor, meetingId, ...how }));
    expect(await states()).toEqual(['withdrawn']);
  });

  test('a booked meeting can be moved to another of the times, by its id', async () => {
    const view = await propose(deps, arranged);
    const { coordinator: actor, meetingId } = arranged;
    const [one, two] = proposalOf(view).slots;
    const booked = granted(
      await bookMeeting(deps, {
        actor,
        meetingId,
        version: view.version,
        time: { slotId: one?.id ?? '' },
        press: deps.newId(),
      }),
    );
    const moved = granted(
      await rescheduleMeeting(deps, {
        actor,
        meetingId,
        version: booked.version,
        time: { slotId: two?.id ?? '' },
        press: deps.newId(),
      }),
    );
    expect(moved.startsAt).toEqual(two?.startsAt);
    expect(proposalOf(moved).slots.length).toBe(2);
  });
});
