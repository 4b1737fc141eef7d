import { beforeEach, describe, expect, test } from 'vitest';
import type { MeetingView } from '../../../services/meetings/model.ts';
import { sweepProposals } from '../../../services/proposals/sweep-proposals.ts';
import { type ArrangedMeeting, anArrangedMeeting, inviteeOf, meetingNow } from '../../support/meeting-builders.ts';
import { aMeetingWorld, type MeetingDeps } from '../../support/meeting-world.ts';
import { answer, proposalOf, propose } from '../../support/proposal-builders.ts';

const world = aMeetingWorld();
let deps: MeetingDeps;
let arranged: ArrangedMeeting;

beforeEach(async () => {
  deps = world.fresh();
  await deps.db.proposal.updateMany({ where: { state: 'open' }, data: { state: 'withdrawn' } });
  arranged = await anArrangedMeeting(deps);
});

function people(view: MeetingView) {
  return {
    council: inviteeOf(view, 'agency', arranged.council.id).id,
    school: inviteeOf(view, 'agency', arranged.school.id).id,
    sam: inviteeOf(view, 'other').id,
    jamie: inviteeOf(view, 'individual').id,
  };
}

const sweepAt = (time: string) => {
  deps.clock.moveTo(new Date(time));
  return sweepProposals(deps);
};
const chasers = async () => {
  const rows = await deps.db.delivery.findMany({ where: { kind: 'proposal-chaser', meetingId: arranged.meetingId } });
  return rows.map(({ inviteeId, eventKey }) => `${inviteeId} ${eventKey.split(':').slice(3).join(':')}`).sort();
};
const news = async () =>
  (await deps.db.delivery.findMany({ where: { meetingId: arranged.meetingId }, orderBy: { eventKey: 'asc' } }))
    .filter(({ kind }) => ['quorum-reached', 'proposal-closed', 'proposal-booked'].includes(kind))
    .map(({ kind }) => kind);

describe('chasing', () => {
  test('reminds only those who have not answered, 48 and 24 hours before the deadline, once each', async () => {
    const { council, school, sam, jamie } = people(await propose(deps, arranged));
    await answer(deps, arranged.meetingId, council, 'yes', 'no');
    await sweepAt('2027-01-13T11:59:59Z');
    expect(await chasers()).toEqual([]);
    await Promise.all([sweepAt('2027-01-13T12:00:00Z'), sweepAt('2027-01-13T12:00:00Z')]);
    await sweepAt('2027-01-13T12:01:00Z');
    const first = '2027-01-13T12:00:00.000Z';
    expect(await chasers()).toEqual([school, sam, jamie].map((id) => `${id} ${first}`).sort());
    await answer(deps, arranged.meetingId, sam, 'yes', 'no');
    await sweepAt('2027-01-14T12:00:30Z');
    await sweepAt('2027-01-14T15:00:00Z');
    const second = '2027-01-14T12:00:00.000Z';
    expect(await chasers()).toEqual(
      [school, sam, jamie]
        .map((id) => `${id} ${first}`)
        .concat([school, jamie].map((id) => `${id} ${second}`))
        .sort(),
    );
  });

  test('reminds in working hours alone: before a weekend in time, and after a pause once for both', async () => {
    const { council, school, sam, jamie } = people(
      await propose(deps, arranged, { deadline: { day: '2027-01-18', at: '10:00' } }),
    );
    await sweepAt('2027-01-15T15:59:00Z');
    expect(await chasers()).toEqual([]);
    // The service was away on Friday afternoon: nobody is written to at the weekend.
    await sweepAt('2027-01-15T20:00:00Z');
    await sweepAt('2027-01-16T12:00:00Z');
    expect(await chasers()).toEqual([]);
    await sweepAt('2027-01-18T09:00:00Z');
    expect(await chasers()).toEqual([council, school, sam, jamie].map((id) => `${id} 2027-01-15T16:00:00.000Z`).sort());
  });

  test('reminds of two moments that were both missed once', async () => {
    await propose(deps, arranged);
    await sweepAt('2027-01-15T09:00:00Z');
    expect(new Set((await chasers()).map((one) => one.split(' ')[1]))).toEqual(new Set(['2027-01-14T12:00:00.000Z']));
    expect(await chasers()).toHaveLength(4);
  });

  test('does not remind somebody for whom another person stands in: the stand-in is asked, and reminded', async () => {
    const view = await propose(deps, arranged);
    const { council } = people(view);
    const id = deps.newId();
    const standIn = {
      id,
      meetingId: arranged.meetingId,
      kind: 'agency',
      name: 'Stan Example',
      email: 'stan@example.org',
    };
    await deps.db.invitee.create({
      data: { ...standIn, organisationId: arranged.council.id, position: 9, need: 'required', standsInForId: council },
    });
    await sweepAt('2027-01-12T10:00:00Z');
    expect(await deps.db.delivery.count({ where: { kind: 'proposal', inviteeId: id } })).toBe(1);
    await sweepAt('2027-01-13T12:00:00Z');
    const reminded = (await chasers()).map((one) => one.split(' ')[0]);
    expect(reminded).toContain(id);
    expect(reminded).not.toContain(council);
  });
});

test('the family is asked as soon as a ground for sharing is recorded, and the to-do to speak to them first is closed', async () => {
  arranged = await anArrangedMeeting(deps, { basis: 'not-yet' });
  const { jamie } = people(await propose(deps, arranged));
  await sweepAt('2027-01-12T10:00:00Z');
  expect(await deps.db.delivery.count({ where: { kind: 'proposal', inviteeId: jamie } })).toBe(0);
  await deps.db.mbeRequest.update({ where: { id: arranged.requestId }, data: { basis: 'consents' } });
  expect(await sweepAt('2027-01-12T10:01:00Z')).toBe(1);
  expect(await sweepAt('2027-01-12T10:02:00Z')).toBe(0);
  expect(await deps.db.delivery.count({ where: { kind: 'proposal', inviteeId: jamie } })).toBe(1);
  const todos = await deps.db.teamTodo.findMany({ where: { meetingId: arranged.meetingId, inviteeId: jamie } });
  expect(todos.map(({ kind, doneAt }) => [kind, doneAt !== null])).toEqual([['speak-first', true]]);
});

test('somebody who could not be asked when their turn came is asked once a ground is back, and spoken to first when it is gone', async () => {
  const { jamie } = people(await propose(deps, arranged));
  const basis = (ended: Date | null) =>
    deps.db.mbeRequest.update({
      where: { id: arranged.requestId },
      data: { basisEndedAt: ended, basisEndedBecause: ended && 'withdrawn' },
    });
  const asked = () => deps.db.delivery.findFirstOrThrow({ where: { kind: 'proposal', inviteeId: jamie } });
  const jobs = async () => {
    const { id } = await asked();
    return deps.jobs.enqueued.filter(({ name, data }) => name === 'deliver' && data.deliveryId === id).length;
  };
  const open = () => deps.db.teamTodo.count({ where: { inviteeId: jamie, kind: 'speak-first', doneAt: null } });
  const held = { state: 'not-needed', lastError: 'held-until-basis' };

  // What the delivery comes to while consent is withdrawn.
  await basis(deps.clock.now());
  await deps.db.delivery.update({ where: { id: (await asked()).id }, data: held });
  await sweepAt('2027-01-12T10:00:00Z');
  expect([await open(), await jobs(), (await asked()).state]).toEqual([1, 1, 'not-needed']);
  await basis(null);
  await Promise.all([sweepAt('2027-01-12T10:01:00Z'), sweepAt('2027-01-12T10:01:00Z')]);
  expect(await sweepAt('2027-01-12T10:02:00Z')).toBe(0);
  expect([await open(), await jobs(), (await asked()).state]).toEqual([0, 2, 'due']);
  await basis(deps.clock.now());
  expect(await sweepAt('2027-01-12T10:03:00Z')).toBe(1);
  expect(await sweepAt('2027-01-12T10:04:00Z')).toBe(0);
  expect(await open()).toBe(1);
  // Whoever has been asked, or did not need to be, is not asked again.
  await deps.db.delivery.update({ where: { id: (await asked()).id }, data: { state: 'sent', lastError: null } });
  await basis(null);
  await sweepAt('2027-01-12T10:05:00Z');
  expect([await open(), await jobs(), (await asked()).state]).toEqual([0, 2, 'sent']);
});

describe('the deadline', () => {
  test('without a time that suits closes it, and tells the chair or the owner once', async () => {
    const { council, school } = people(await propose(deps, arranged, { autoBook: true }));
    await answer(deps, arranged.meetingId, council, 'no', 'no');
    await answer(deps, arranged.meetingId, school, 'yes', 'yes');
    await sweepAt('2027-01-15T11:59:59Z');
    expect(proposalOf(await meetingNow(deps, arranged.meetingId)).state).toBe('open');
    await Promise.all([sweepAt('2027-01-15T12:00:00Z'), sweepAt('2027-01-15T12:00:00Z')]);
    await sweepAt('2027-01-15T12:01:00Z');
    const view = await meetingNow(deps, arranged.meetingId);
    expect([view.state, proposalOf(view).state]).toEqual(['being-arranged', 'closed']);
    expect(await news()).toEqual(['proposal-closed']);
  });

  test('books the best time at which enough people can come, also when not everybody has answered', async () => {
    const { council, school } = people(await propose(deps, arranged, { autoBook: true }));
    await answer(deps, arranged.meetingId, council, 'if-need-be', 'yes');
    await answer(deps, arranged.meetingId, school, 'yes', 'yes');
    expect((await meetingNow(deps, arranged.meetingId)).state).toBe('being-arranged');
    await Promise.all([sweepAt('2027-01-15T12:00:00Z'), sweepAt('2027-01-15T12:00:00Z')]);
    const view = await meetingNow(deps, arranged.meetingId);
    const { slots, ...proposal } = proposalOf(view);
    expect(view).toMatchObject({ state: 'booked', startsAt: slots[1]?.startsAt });
    expect(proposal).toMatchObject({ state: 'chosen', chosenSlotId: slots[1]?.id });
    expect(await news()).toEqual(['proposal-booked', 'quorum-reached']);
  });

  test('with enough people but nothing to book by itself reminds the chair, who may still take one of the times', async () => {
    const { council, school } = people(await propose(deps, arranged));
    await answer(deps, arranged.meetingId, council, 'yes', 'no');
    await answer(deps, arranged.meetingId, school, 'yes', 'no');
    await sweepAt('2027-01-15T12:00:00Z');
    const view = await meetingNow(deps, arranged.meetingId);
    expect([view.state, proposalOf(view).state]).toEqual(['being-arranged', 'closed']);
    expect(await news()).toEqual(['quorum-reached', 'quorum-reached']);
  });

  test('one proposal that can’t be attended to keeps no other from its turn', async () => {
    await propose(deps, arranged);
    const other = await anArrangedMeeting(deps);
    await propose(deps, other);
    await deps.db.meeting.update({ where: { id: arranged.meetingId }, data: { quorum: 'nonsense' } });
    await expect(sweepAt('2027-01-15T12:00:00Z')).rejects.toThrow();
    expect(proposalOf(await meetingNow(deps, other.meetingId)).state).toBe('closed');
  });
});
