import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answerInformation } from '../../../services/mbe-requests/answer-information.ts';
import { approveMbeRequest } from '../../../services/mbe-requests/approve-mbe-request.ts';
import { declineMbeRequest } from '../../../services/mbe-requests/decline-mbe-request.ts';
import type { RequestView } from '../../../services/mbe-requests/model.ts';
import { takeMbeRequest } from '../../../services/mbe-requests/take-mbe-request.ts';
import { viewMbeRequest } from '../../../services/mbe-requests/view-mbe-request.ts';
import { withdrawMbeRequest } from '../../../services/mbe-requests/withdraw-mbe-request.ts';
import {
  aCoordinator,
  anOrganisation,
  aProfessional,
  approvalOf,
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

function approve(actor: TestActor, request: RequestView, over: Partial<ReturnType<typeof approvalOf>> = {}) {
  return approveMbeRequest(deps, { ...approvalOf(deps, request, actor), ...over });
}

/** What was put on record of a request, apart from its submission. */
async function recorded(requestId: string) {
  const events = await deps.db.auditEvent.findMany({ where: { nounId: requestId }, orderBy: { id: 'asc' } });
  return events.slice(1).map(({ useCase, result, fromState, toState }) => [useCase, result, fromState, toState]);
}

describe('approving', () => {
  test('arranges a meeting with everybody asked for, looks for times and tells the requester', async () => {
    const council = await anOrganisation(deps, { contacts: [{ name: 'Asha Contact', email: 'asha@example.org' }] });
    const request = await aSubmittedRequest(deps, { requester, typed: { organisationIds: [council.id] } });
    deps.jobs.enqueued.length = 0;
    const answer = await approve(cora, request);
    expect(answer).toMatchObject({
      ok: true,
      value: {
        state: 'approved',
        owner: named(cora),
        decideBy: null,
        waitingFor: 'owner',
        corrections: [],
        decision: { by: named(cora), at: ordinaryMorning, reason: null, purposeCategory: 'placement' },
      },
    });
    const meeting = await deps.db.meeting.findFirstOrThrow({
      where: { requestId: request.id },
      include: { invitees: { orderBy: { position: 'asc' } } },
    });
    expect(meeting).toMatchObject({ state: 'being-arranged', chairId: cora.id, lengthMinutes: 60, sequence: 0 });
    expect(meeting.invitees.map(({ kind, name, email }) => [kind, name, email])).toEqual([
      ['agency', 'Asha Contact', 'asha@example.org'],
      ['individual', 'Jamie Example', 'jamie@example.org'],
      ['other', 'Sam Example', 'sam.okoro@example.org'],
    ]);
    expect(deps.jobs.enqueued.map(({ name }) => name).toSorted()).toEqual([
      'deliver',
      'look-for-times',
      'refresh-cards',
    ]);
    const news = { kind: 'request-news', requestId: request.id };
    expect(await deps.db.delivery.findFirst({ where: news })).toMatchObject({
      professionalId: requester.id,
      state: 'due',
    });
    expect(await recorded(request.id)).toEqual([['approve-mbe-request', 'done', 'submitted', 'approved']]);
  });

  test('what the coordinator corrects stands, and the requester sees what it was', async () => {
    const council = await anOrganisation(deps, { name: 'Corrected Council' });
    const request = await aSubmittedRequest(deps, { requester });
    const corrected = { organisationIds: [council.id], furtherPeople: '', lengthMinutes: '90', neededBy: '29/01/2027' };
    await approve(cora, request, corrected);
    expect(await viewMbeRequest(deps, { actor: requester, requestId: request.id })).toMatchObject({
      value: {
        organisations: [{ name: 'Corrected Council' }],
        furtherPeople: [],
        lengthMinutes: 90,
        neededBy: '2027-01-29',
        corrections: [
          { field: 'furtherPeople', before: 'Sam Example, sam.okoro@example.org', after: null, by: named(cora) },
          { field: 'lengthMinutes', before: '60', after: '90' },
          { field: 'neededBy', before: null, after: '2027-01-29' },
          { field: 'organisationIds', before: null, after: 'Corrected Council' },
        ],
      },
    });
  });

  test('the place goes out as the coordinator puts it, never with a name in it', async () => {
    const carer = { carerAnswer: 'invite', carerDetail: 'Rose Sample, rose@example.org' };
    const request = await aSubmittedRequest(deps, {
      requester,
      typed: { ...carer, place: 'With Rose, 2 Example Street' },
    });
    expect(await approve(cora, request)).toMatchObject({
      reason: 'incomplete',
      problems: [{ field: 'place', problem: 'says-who' }],
    });
    expect(await approve(cora, request, { place: 'Room 2, Civic Centre' })).toMatchObject({
      value: {
        place: 'Room 2, Civic Centre',
        corrections: [{ field: 'place', before: 'With Rose, 2 Example Street', after: 'Room 2, Civic Centre' }],
      },
    });
    expect(await deps.db.meeting.findFirst({ where: { requestId: request.id } })).toMatchObject({
      place: 'Room 2, Civic Centre',
    });
  });

  test('a mistake is named and nothing is decided', async () => {
    const request = await aSubmittedRequest(deps, { requester });
    expect(await approve(cora, request, { purposeCategory: '', lengthMinutes: '7' })).toMatchObject({
      reason: 'incomplete',
      problems: [
        { field: 'purposeCategory', problem: 'missing' },
        { field: 'lengthMinutes', problem: 'not-a-length' },
      ],
    });
    expect(await recorded(request.id)).toEqual([]);
  });

  test('an owner stays the owner when somebody else approves, and chairs', async () => {
    const request = await aSubmittedRequest(deps, { requester });
    const taken = await takeMbeRequest(deps, { actor: cai, requestId: request.id, press: deps.newId() });
    if (!taken.ok) throw new Error(taken.reason);
    expect(await approve(cora, taken.value)).toMatchObject({
      value: { owner: named(cai), decision: { by: named(cora) } },
    });
    expect(await deps.db.meeting.findFirst({ where: { requestId: request.id } })).toMatchObject({ chairId: cai.id });
  });
});

describe('two people deciding', () => {
  test('at once: one decision stands, the other learns who decided, when and what', async () => {
    for (let round = 0; round < 5; round++) {
      const request = await aSubmittedRequest(deps, { requester });
      // Both press on copies of one card in the channel: its key is the same.
      const press = deps.newId();
      const answers = await Promise.all([approve(cora, request, { press }), decline(cai, request, press)]);
      const [won, lost] = answers[0].ok ? answers : answers.toReversed();
      const winner = answers[0].ok ? cora : cai;
      expect(won).toMatchObject({ ok: true, value: { decision: { by: named(winner) } } });
      const state = answers[0].ok ? 'approved' : 'declined';
      expect(lost).toEqual({ ok: false, reason: 'already-decided', by: named(winner), at: ordinaryMorning, state });
      expect(await deps.db.meeting.count({ where: { requestId: request.id } })).toBe(state === 'approved' ? 1 : 0);
      expect(await recorded(request.id)).toHaveLength(1);
    }
  });

  test('two approvals at once make one meeting', async () => {
    const request = await aSubmittedRequest(deps, { requester });
    const answers = await Promise.all([approve(cora, request), approve(cai, request)]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(await deps.db.meeting.count({ where: { requestId: request.id } })).toBe(1);
  });

  test('one after the other, also when the requester withdrew first', async () => {
    const request = await aSubmittedRequest(deps, { requester });
    await withdrawMbeRequest(deps, { actor: requester, requestId: request.id, note: '', press: deps.newId() });
    expect(await approve(cora, request)).toEqual({
      ok: false,
      reason: 'already-decided',
      by: named(requester),
      at: ordinaryMorning,
      state: 'withdrawn',
    });
  });

  test('on a card that shows an older state, look again', async () => {
    const request = await aSubmittedRequest(deps, { requester });
    await takeMbeRequest(deps, { actor: cai, requestId: request.id, press: deps.newId() });
    expect(await decline(cora, request)).toEqual({ ok: false, reason: 'changed-meanwhile' });
  });
});

describe('the same press twice', () => {
  test('is carried out once and answers with the present state both times, also at once', async () => {
    const request = await aSubmittedRequest(deps, { requester });
    const press = deps.newId();
    const [first, second] = await Promise.all([decline(cora, request, press), decline(cora, request, press)]);
    const third = await decline(cora, request, press);
    expect(first).toMatchObject({ ok: true, value: { state: 'declined' } });
    expect(second).toEqual(first);
    expect(third).toEqual(first);
    expect(await recorded(request.id)).toHaveLength(1);
    expect(await deps.db.delivery.count({ where: { requestId: request.id, kind: 'request-news' } })).toBe(1);
  });
});

describe('declining', () => {
  test('needs a reason of the policy, and words with "another reason"', async () => {
    const request = await aSubmittedRequest(deps, { requester });
    const input = { actor: cora, requestId: request.id, version: request.version, press: deps.newId() };
    expect(await declineMbeRequest(deps, { ...input, reason: '', note: '' })).toMatchObject({
      problems: [{ field: 'reason', problem: 'missing' }],
    });
    expect(await declineMbeRequest(deps, { ...input, reason: 'boredom', note: '' })).toMatchObject({
      problems: [{ field: 'reason', problem: 'unknown-choice' }],
    });
    expect(await declineMbeRequest(deps, { ...input, reason: 'other', note: ' ' })).toMatchObject({
      problems: [{ field: 'note', problem: 'missing' }],
    });
    expect(await declineMbeRequest(deps, { ...input, reason: 'hold-an-mdt-first', note: '' })).toMatchObject({
      value: { state: 'declined', decision: { reason: 'hold-an-mdt-first', note: null }, waitingFor: 'nobody' },
    });
  });
});

describe('who may decide', () => {
  test('only the DSR team: for others it is refused and put on record, whether the request exists or not', async () => {
    const request = await aSubmittedRequest(deps, { requester });
    const notAllowed = { ok: false, reason: 'not-allowed' };
    expect(await approve(requester, request)).toEqual(notAllowed);
    expect(await decline(requester, request)).toEqual(notAllowed);
    const unknown = deps.newId();
    expect(await takeMbeRequest(deps, { actor: requester, requestId: unknown, press: deps.newId() })).toEqual(
      notAllowed,
    );
    expect(await recorded(request.id)).toEqual([
      ['approve-mbe-request', 'refused', null, null],
      ['decline-mbe-request', 'refused', null, null],
    ]);
    expect(await deps.db.auditEvent.count({ where: { nounId: unknown, result: 'refused' } })).toBe(1);
  });

  test('a coordinator can’t withdraw or answer for the requester', async () => {
    const { id: requestId } = await aSubmittedRequest(deps, { requester });
    const input = { actor: cora, requestId, press: deps.newId() };
    expect(await withdrawMbeRequest(deps, { ...input, note: '' })).toEqual({ ok: false, reason: 'not-allowed' });
    expect(await answerInformation(deps, { ...input, answer: 'x' })).toEqual({ ok: false, reason: 'not-allowed' });
  });

  test('a coordinator may ask for a meeting too, and withdraw their own request', async () => {
    const { id: requestId } = await aSubmittedRequest(deps, { requester: cora });
    const input = { actor: cora, requestId, note: '', press: deps.newId() };
    expect(await withdrawMbeRequest(deps, input)).toMatchObject({ ok: true });
  });
});
