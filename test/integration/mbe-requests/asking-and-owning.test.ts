import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answerInformation } from '../../../services/mbe-requests/answer-information.ts';
import { askInformation } from '../../../services/mbe-requests/ask-information.ts';
import { declineMbeRequest } from '../../../services/mbe-requests/decline-mbe-request.ts';
import { handOverMbeRequest } from '../../../services/mbe-requests/hand-over-mbe-request.ts';
import type { RequestView } from '../../../services/mbe-requests/model.ts';
import { recordBasis } from '../../../services/mbe-requests/record-basis.ts';
import { takeMbeRequest } from '../../../services/mbe-requests/take-mbe-request.ts';
import { withdrawMbeRequest } from '../../../services/mbe-requests/withdraw-mbe-request.ts';
import {
  aCoordinator,
  anApprovedRequest,
  aProfessional,
  aSubmittedRequest,
  type TestActor,
} from '../../support/builders.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ordinaryMorning, testDeps } from '../../support/deps.ts';

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;
let requester: TestActor;
let cora: TestActor;
let cai: TestActor;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
  cora = await aCoordinator(deps);
  cai = await aCoordinator(deps, 'Cai Coordinator');
  requester = await aProfessional(deps);
});

beforeEach(() => {
  deps.clock.moveTo(ordinaryMorning);
  deps.jobs.enqueued.length = 0;
});

afterAll(async () => {
  await deps?.close();
  await database?.drop();
});

const named = ({ id, name }: TestActor) => ({ id, name });

function decline(actor: TestActor, request: RequestView, press = deps.newId()) {
  const decision = { version: request.version, reason: 'other', note: 'Speak to the crisis team.' };
  return declineMbeRequest(deps, { actor, requestId: request.id, press, ...decision });
}

describe('asking for information', () => {
  test('stops the clock until the requester answers, then it starts afresh and the channel hears', async () => {
    const request = await aSubmittedRequest(deps, { requester });
    const { version, id: requestId } = request;
    const asked = await askInformation(deps, {
      actor: cora,
      requestId,
      version,
      question: 'Who is the GP?',
      press: deps.newId(),
    });
    expect(asked).toMatchObject({
      value: { state: 'information-requested', decideBy: null, waitingFor: 'requester', overdue: false },
    });
    deps.clock.moveTo(new Date('2027-01-20T10:00:00Z'));
    const answered = await answerInformation(deps, {
      actor: requester,
      requestId,
      answer: 'Dr Example',
      press: deps.newId(),
    });
    expect(answered).toMatchObject({
      value: {
        state: 'submitted',
        decideBy: new Date('2027-01-22T10:00:00Z'),
        information: [{ question: 'Who is the GP?', by: named(cora), answer: 'Dr Example' }],
      },
    });
    expect(await deps.db.delivery.count({ where: { requestId, kind: 'request-for-triage' } })).toBe(2);
  });

  test('an answer comes too late once it is decided, and an empty one is none', async () => {
    const { id: requestId, version } = await aSubmittedRequest(deps, { requester });
    const asked = await askInformation(deps, {
      actor: cora,
      requestId,
      version,
      question: 'Who?',
      press: deps.newId(),
    });
    if (!asked.ok) throw new Error(asked.reason);
    const answer = { actor: requester, requestId, press: deps.newId() };
    expect(await answerInformation(deps, { ...answer, answer: ' ' })).toMatchObject({
      problems: [{ field: 'answer', problem: 'missing' }],
    });
    await decline(cora, asked.value);
    expect(await answerInformation(deps, { ...answer, answer: 'Me' })).toEqual({
      ok: false,
      reason: 'too-late',
      state: 'declined',
    });
  });
});

describe('withdrawing', () => {
  test('is the requester’s while nothing is decided', async () => {
    const { id: requestId } = await aSubmittedRequest(deps, { requester });
    const input = { actor: requester, requestId, note: ' Solved. ' };
    expect(await withdrawMbeRequest(deps, { ...input, press: deps.newId() })).toMatchObject({
      value: { state: 'withdrawn', endNote: 'Solved.', waitingFor: 'nobody' },
    });
    expect(await withdrawMbeRequest(deps, { ...input, press: deps.newId() })).toEqual({
      ok: false,
      reason: 'too-late',
      state: 'withdrawn',
    });
  });

  test('somebody taking the request in the same moment does not stand in its way', async () => {
    for (let round = 0; round < 5; round++) {
      const { id: requestId } = await aSubmittedRequest(deps, { requester });
      const [withdrawn] = await Promise.all([
        withdrawMbeRequest(deps, { actor: requester, requestId, note: '', press: deps.newId() }),
        takeMbeRequest(deps, { actor: cora, requestId, press: deps.newId() }),
      ]);
      expect(withdrawn).toMatchObject({ ok: true, value: { state: 'withdrawn' } });
    }
  });
});

describe('owning a request', () => {
  test('of two who take it at once one has it, and the other learns who', async () => {
    const { id: requestId } = await aSubmittedRequest(deps, { requester });
    const press = deps.newId();
    const answers = await Promise.all([cora, cai].map((actor) => takeMbeRequest(deps, { actor, requestId, press })));
    const winner = answers[0]?.ok ? cora : cai;
    expect(answers.filter((answer) => answer.ok)).toMatchObject([
      { value: { owner: named(winner), waitingFor: 'owner' } },
    ]);
    expect(answers.filter((answer) => !answer.ok)).toEqual([{ ok: false, reason: 'already-owned', by: named(winner) }]);
  });

  test('it is handed over within the team, and its meeting’s chair with it', async () => {
    const request = await anApprovedRequest(deps, { requester, coordinator: cora });
    const input = { actor: cora, requestId: request.id };
    const outside = { ...input, toProfessionalId: requester.id, press: deps.newId() };
    expect(await handOverMbeRequest(deps, outside)).toEqual({ ok: false, reason: 'not-in-the-team' });
    const inside = { ...input, toProfessionalId: cai.id, press: deps.newId() };
    expect(await handOverMbeRequest(deps, inside)).toMatchObject({ value: { owner: named(cai) } });
    expect(await deps.db.meeting.findUnique({ where: { id: request.meetingId } })).toMatchObject({ chairId: cai.id });
  });

  test('what is over is neither taken nor handed over', async () => {
    const request = await aSubmittedRequest(deps, { requester });
    await decline(cora, request);
    const input = { actor: cai, requestId: request.id, press: deps.newId() };
    const tooLate = { ok: false, reason: 'too-late', state: 'declined' };
    expect(await takeMbeRequest(deps, input)).toEqual(tooLate);
    expect(await handOverMbeRequest(deps, { ...input, toProfessionalId: cai.id })).toEqual(tooLate);
  });
});

describe('recording the basis', () => {
  const agreed = { basis: 'consents', detail: '', day: '' };

  test('sends what was held: a booked meeting goes out again under a raised SEQUENCE', async () => {
    const typed = { basis: 'not-yet', basisDetail: 'Not asked yet' };
    const request = await anApprovedRequest(deps, { requester, coordinator: cora, typed });
    const times = { startsAt: new Date('2027-01-20T10:00:00Z'), endsAt: new Date('2027-01-20T11:00:00Z') };
    await deps.db.meeting.update({ where: { id: request.meetingId }, data: { state: 'booked', ...times } });
    deps.jobs.enqueued.length = 0;
    const answer = await recordBasis(deps, { actor: cora, requestId: request.id, ...agreed, press: deps.newId() });
    expect(answer).toMatchObject({ value: { basis: { basis: 'consents', detail: null, day: null } } });
    expect(await deps.db.meeting.findUnique({ where: { id: request.meetingId } })).toMatchObject({ sequence: 1 });
    expect(deps.jobs.enqueued).toContainEqual({ name: 'sync-calendar', data: { meetingId: request.meetingId } });
  });

  test('before a time is booked nothing goes out', async () => {
    const request = await anApprovedRequest(deps, { requester, coordinator: cora });
    deps.jobs.enqueued.length = 0;
    const decision = { basis: 'best-interest', detail: 'Dr Example', day: '11/01/2027' };
    expect(
      await recordBasis(deps, { actor: cora, requestId: request.id, ...decision, press: deps.newId() }),
    ).toMatchObject({
      value: { basis: { basis: 'best-interest', detail: 'Dr Example', day: '2027-01-11' } },
    });
    expect(deps.jobs.enqueued.map(({ name }) => name)).toEqual(['refresh-cards']);
  });

  test('is checked like the request’s own, and refused once it is over', async () => {
    const request = await aSubmittedRequest(deps, { requester });
    const input = { actor: cora, requestId: request.id, press: deps.newId() };
    expect(await recordBasis(deps, { ...input, basis: 'best-interest', detail: '', day: '31/02/2027' })).toMatchObject({
      problems: [
        { field: 'basisDetail', problem: 'missing' },
        { field: 'basisDay', problem: 'not-a-date' },
      ],
    });
    await decline(cora, request);
    expect(await recordBasis(deps, { ...input, ...agreed })).toMatchObject({ reason: 'too-late', state: 'declined' });
  });
});
