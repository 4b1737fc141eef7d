import { beforeEach, describe, expect, test } from 'vitest';
import type { MeetingView } from '../../../services/meetings/model.ts';
import type { OutcomeProblem, TypedOutcome } from '../../../services/meetings/outcome-model.ts';
import { saveOutcome } from '../../../services/meetings/save-outcome.ts';
import { viewOutcome } from '../../../services/meetings/view-outcome.ts';
import {
  type ArrangedMeeting,
  anArrangedMeeting,
  anotherCoordinator,
  asTyped,
  book,
  granted,
  inviteeOf,
  typedOutcome,
} from '../../support/meeting-builders.ts';
import { aMeetingWorld, type MeetingDeps } from '../../support/meeting-world.ts';

const world = aMeetingWorld();
let deps: MeetingDeps;
let arranged: ArrangedMeeting;
let booked: MeetingView;

beforeEach(async () => {
  deps = world.fresh();
  arranged = await anArrangedMeeting(deps);
  booked = await book(deps, arranged);
  if (booked.endsAt) deps.clock.moveTo(booked.endsAt);
});

function save(typed: TypedOutcome, over: { saves?: number; press?: string } = {}) {
  const { coordinator: actor, meetingId } = arranged;
  return saveOutcome(deps, { actor, meetingId, saves: 0, press: deps.newId(), ...typed, ...over });
}

describe('the first save', () => {
  test('records that the meeting took place, and keeps everything that was typed', async () => {
    const saved = granted(
      await save(typedOutcome(booked, { themes: ['housing'], gaps: ' No flats \r\n near the family ' })),
    );
    expect(saved.meeting.state).toBe('took-place');
    expect(saved.outcome).toMatchObject({
      version: 1,
      state: 'draft',
      saves: 1,
      recommendedRating: 'amber',
      nextStep: 'Meet again in March',
      themes: ['housing'],
      gaps: 'No flats \n near the family',
      decisions: [{ text: 'Jamie stays where they live', parties: [] }],
      actions: [{ what: 'Find support for weekends', who: 'Asha Contact', dueDay: '2027-01-20' }],
      recordedBy: { id: arranged.coordinator.id },
    });
    expect(saved.outcome.attendance).toHaveLength(booked.invitees.length);
  });

  test('sends nothing', async () => {
    await save(typedOutcome(booked));
    expect(await deps.db.delivery.count({ where: { meetingId: arranged.meetingId, kind: 'summary' } })).toBe(0);
    const request = await deps.db.mbeRequest.findUnique({ where: { id: arranged.requestId } });
    expect(request?.state).toBe('approved');
  });

  test('is refused while the meeting’s end has not passed', async () => {
    deps.clock.moveBy(-1);
    expect(await save(typedOutcome(booked))).toEqual({ ok: false, reason: 'not-ended' });
    expect(await deps.db.outcome.count({ where: { meetingId: arranged.meetingId } })).toBe(0);
  });

  test('is refused of a meeting that has no time', async () => {
    const other = await anArrangedMeeting(deps);
    const input = { actor: other.coordinator, meetingId: other.meetingId, saves: 0, press: deps.newId() };
    const answer = await saveOutcome(deps, { ...input, ...typedOutcome(booked) });
    expect(answer).toEqual({ ok: false, reason: 'wrong-state', state: 'being-arranged' });
  });

  test('by two people at once stands once, and the other looks again', async () => {
    const colin = await anotherCoordinator(deps);
    const input = { actor: colin, meetingId: arranged.meetingId, saves: 0, press: deps.newId() };
    const answers = await Promise.all([
      save(typedOutcome(booked)),
      saveOutcome(deps, { ...input, ...typedOutcome(booked, { nextStep: 'Something else' }) }),
    ]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.filter((answer) => !answer.ok && answer.reason === 'changed-meanwhile')).toHaveLength(1);
    expect(await deps.db.outcome.count({ where: { meetingId: arranged.meetingId } })).toBe(1);
  });

  test('pressed twice is one save', async () => {
    const press = deps.newId();
    granted(await save(typedOutcome(booked), { press }));
    expect(granted(await save(typedOutcome(booked), { press })).outcome.saves).toBe(1);
  });
});

describe('a later save', () => {
  test('leaves what was not asked for as it was, and keeps the keys of its rows', async () => {
    const first = granted(await save(typedOutcome(booked))).outcome;
    const typed = asTyped(first);
    const second = granted(
      await save({ decisions: [...typed.decisions, { key: null, text: 'One more', parties: [] }] }, { saves: 1 }),
    ).outcome;
    expect(second.saves).toBe(2);
    expect(second.actions).toEqual(first.actions);
    expect(second.nextStep).toBe(first.nextStep);
    expect(second.decisions[0]).toEqual(first.decisions[0]);
    expect(second.decisions).toHaveLength(2);
  });

  test('from a card that is older than the last save is refused, also with the press of that save', async () => {
    const press = deps.newId();
    granted(await save(typedOutcome(booked), { press }));
    const answer = await save(typedOutcome(booked, { nextStep: 'Written after the press' }), { press });
    expect(answer).toEqual({ ok: false, reason: 'changed-meanwhile' });
  });

  test('can take things away', async () => {
    granted(await save(typedOutcome(booked)));
    const empty = { decisions: [], actions: [], recommendedRating: '', nextStep: '', themes: [], gaps: null };
    const { outcome } = granted(await save(empty, { saves: 1 }));
    expect(outcome).toMatchObject({ decisions: [], actions: [], recommendedRating: null, nextStep: null, gaps: null });
  });
});

describe('what is wrong is named field by field, and nothing is stored', () => {
  const firstInvitee = () => booked.invitees[0]?.id ?? '';
  const attendanceWith = (came: string, standInName?: string) =>
    booked.invitees.map(({ id }, index) =>
      index === 0
        ? { inviteeId: id, came, ...(standInName === undefined ? {} : { standInName }) }
        : { inviteeId: id, came: 'came' },
    );
  const cases: [string, () => TypedOutcome, () => OutcomeProblem][] = [
    [
      'somebody without an answer on who came',
      () => ({ attendance: attendanceWith('') }),
      () => ({ field: 'attendance', inviteeId: firstInvitee(), problem: 'missing' }),
    ],
    [
      'an answer that is none of the choices',
      () => ({ attendance: attendanceWith('perhaps') }),
      () => ({ field: 'attendance', inviteeId: firstInvitee(), problem: 'unknown-choice' }),
    ],
    [
      'a stand-in without a name',
      () => ({ attendance: attendanceWith('stand-in', ' ') }),
      () => ({ field: 'attendance', inviteeId: firstInvitee(), problem: 'no-name' }),
    ],
    [
      'a decision that is too long',
      () => ({ decisions: [{ key: null, text: 'x'.repeat(4001), parties: [] }] }),
      () => ({ field: 'decisions', index: 0, part: 'text', problem: 'too-long' }),
    ],
    [
      'a decision for somebody who is no party of the meeting',
      () => ({ decisions: [{ key: null, text: 'Move', parties: ['organisation:elsewhere'] }] }),
      () => ({ field: 'decisions', index: 0, part: 'parties', problem: 'unknown-choice' }),
    ],
    [
      'a decision that has parties but no words',
      () => ({ decisions: [{ key: null, text: '', parties: ['dsr-team'] }] }),
      () => ({ field: 'decisions', index: 0, part: 'text', problem: 'missing' }),
    ],
    [
      'more decisions than anybody reads',
      () => ({ decisions: Array.from({ length: 31 }, (_, n) => ({ key: null, text: `D${n}`, parties: [] })) }),
      () => ({ field: 'decisions', problem: 'too-many' }),
    ],
    [
      'an action that is due before the meeting',
      () => ({ actions: [{ key: null, what: 'A', party: 'dsr-team', who: 'Cora', dueDay: '2027-01-19' }] }),
      () => ({ field: 'actions', index: 0, part: 'due-day', problem: 'before-the-meeting' }),
    ],
    [
      'a rating that there is not',
      () => ({ recommendedRating: 'purple' }),
      () => ({ field: 'recommendedRating', problem: 'unknown-choice' }),
    ],
    [
      'a theme that the policy does not have',
      () => ({ themes: ['weather'] }),
      () => ({ field: 'themes', problem: 'unknown-choice' }),
    ],
    [
      'a next step that is too long',
      () => ({ nextStep: 'x'.repeat(4001) }),
      () => ({ field: 'nextStep', problem: 'too-long' }),
    ],
  ];

  test.each(cases)('%s', async (_rule, over, problem) => {
    const answer = await save(typedOutcome(booked, over()));
    expect(answer).toEqual({ ok: false, reason: 'incomplete', problems: [problem()] });
    expect(await deps.db.outcome.count({ where: { meetingId: arranged.meetingId } })).toBe(0);
  });

  test('all problems at once', async () => {
    const answer = await save({ recommendedRating: 'purple', themes: ['weather'] });
    const fields = !answer.ok && answer.reason === 'incomplete' ? answer.problems.map((one) => one.field) : [];
    expect(new Set(fields)).toEqual(new Set(['attendance', 'recommendedRating', 'themes']));
  });
});

test('before anything is saved, the parties to choose from are those invited and the DSR team', async () => {
  const { outcome, parties } = granted(
    await viewOutcome(deps, { actor: arranged.coordinator, meetingId: arranged.meetingId }),
  );
  expect(outcome).toBeNull();
  expect(new Set(parties.map((one) => one.party))).toEqual(
    new Set([
      `organisation:${arranged.council.id}`,
      `organisation:${arranged.school.id}`,
      `invitee:${inviteeOf(booked, 'other').id}`,
      'individual',
      'carer',
      'dsr-team',
    ]),
  );
  expect(parties.at(-1)).toEqual({ party: 'dsr-team', label: deps.policy.team });
});

test('a stand-in is kept by name', async () => {
  const attendance = booked.invitees.map(({ id }) => ({
    inviteeId: id,
    came: 'stand-in',
    standInName: ' Bo Standin ',
  }));
  const { outcome } = granted(await save(typedOutcome(booked, { attendance })));
  expect(outcome.attendance[0]).toMatchObject({ came: 'stand-in', standInName: 'Bo Standin' });
});
