import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TypedRequest } from '../../../services/mbe-requests/model.ts';
import { saveDraft } from '../../../services/mbe-requests/save-draft.ts';
import { submitMbeRequest } from '../../../services/mbe-requests/submit-mbe-request.ts';
import { viewMbeRequest } from '../../../services/mbe-requests/view-mbe-request.ts';
import type { Deps } from '../../../services/platform/deps.ts';
import {
  anOrganisation,
  aProfessional,
  aSubmittedRequest,
  type TestActor,
  typedRequest,
} from '../../support/builders.ts';
import { countQueries } from '../../support/count-queries.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ordinaryMorning, testDepsWithQueue } from '../../support/deps.ts';

let database: TestDatabase;
let deps: Awaited<ReturnType<typeof testDepsWithQueue>>;
let requester: TestActor;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = await testDepsWithQueue({ url: database.url });
});

beforeEach(async () => {
  deps.clock.moveTo(ordinaryMorning);
  requester = await aProfessional(deps);
});

afterAll(async () => {
  await deps?.close();
  await database?.drop();
});

function submit(typed: TypedRequest = {}, draftId = deps.newId(), with_: Deps = deps) {
  return submitMbeRequest(with_, { actor: requester, draftId, typed: typedRequest(typed), press: deps.newId() });
}

/** How many rows of each table there are, and how many jobs. */
async function rowCounts() {
  const { db } = deps;
  const [jobs] = await db.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM pgboss.job`;
  return {
    requests: await db.mbeRequest.count(),
    people: await db.person.count(),
    invitees: await db.requestedInvitee.count(),
    deliveries: await db.delivery.count(),
    audit: await db.auditEvent.count(),
    jobs: jobs?.count,
  };
}

describe('submitting a request', () => {
  test('writes the request, the person, whom to invite, the audit event, the delivery and its job', async () => {
    const council = await anOrganisation(deps, { name: 'Example Council' });
    const school = await anOrganisation(deps, { name: 'Example School', agreement: null });
    const before = await rowCounts();
    const answer = await submit({ organisationIds: [school.id, council.id], neededBy: '29/01/2027' });
    expect(answer).toMatchObject({
      ok: true,
      value: {
        state: 'submitted',
        personName: 'Jamie Example',
        neededBy: '2027-01-29',
        organisations: [
          { name: 'Example School', agreementInForce: false },
          { name: 'Example Council', agreementInForce: true },
        ],
        furtherPeople: [{ name: 'Sam Example', email: 'sam.okoro@example.org' }],
        urgentBecause: [],
        waitingFor: 'anybody-in-the-team',
        decideBy: new Date('2027-01-14T09:30:00Z'),
        maybeSame: [],
      },
    });
    const after = await rowCounts();
    expect(after).toEqual({
      requests: before.requests + 1,
      people: before.people + 1,
      invitees: before.invitees + 3,
      deliveries: before.deliveries + 1,
      audit: before.audit + 1,
      jobs: (before.jobs ?? 0) + 1,
    });
  });

  test('answers with what a look at the record would show', async () => {
    const { id: organisation } = await anOrganisation(deps);
    const optional = { nhsNumber: '999 000 0018', dateOfBirth: '01/03/2001', neededBy: '13/01/2027', place: 'Room 3' };
    const bestInterest = { basis: 'best-interest', basisDetail: 'Dr Example', basisDay: '11/01/2027' };
    const draftId = deps.newId();
    await saveDraft(deps, { actor: requester, draftId, typed: { purpose: 'First' }, check: 'nothing' });
    const answer = await submit({ ...optional, ...bestInterest, organisationIds: [organisation] }, draftId);
    if (!answer.ok) throw new Error(answer.reason);
    const look = await viewMbeRequest(deps, { actor: requester, requestId: draftId });
    expect(look).toEqual(answer);
    expect(answer.value).toMatchObject({ urgentBecause: ['needed-by-soon'], version: 1, nhsNumber: '9990000018' });
  });

  test('takes six round trips to the database, four of them the transaction, the job included', async () => {
    const { id } = await anOrganisation(deps);
    await submit();
    const { result, statements } = await countQueries(() => submit({ organisationIds: [id] }));
    expect(result.ok).toBe(true);
    expect(statements).toHaveLength(6);
    expect(statements.indexOf('BEGIN')).toBe(2);
  });

  test('numbers requests through the year in England, four digits at least', async () => {
    const first = await aSubmittedRequest(deps, { requester });
    const [, year, number] = first.reference.split('-');
    const next = await aSubmittedRequest(deps, { requester });
    expect(year).toBe('2027');
    expect(next.reference).toBe(`MBE-2027-${String(Number(number) + 1).padStart(4, '0')}`);
    // The count starts afresh with the year.
    deps.clock.moveTo(new Date('2028-01-01T00:30:00Z'));
    expect((await aSubmittedRequest(deps, { requester })).reference).toBe('MBE-2028-0001');
  });

  test('ten at once get ten references', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => submit()));
    const references = answers.map((answer) => (answer.ok ? answer.value.reference : answer.reason));
    expect(new Set(references).size).toBe(10);
  });

  test('remembers the requester’s own details for the next time', async () => {
    const newcomer = await aProfessional(deps, { profile: null });
    const typed = typedRequest({ jobRole: 'Teacher', organisation: 'Example School', phone: '01632 960123' });
    const input = { actor: newcomer, draftId: deps.newId(), typed, press: deps.newId() };
    expect((await submitMbeRequest(deps, { ...input, typed: typedRequest() })).ok).toBe(false);
    expect(await submitMbeRequest(deps, input)).toMatchObject({
      ok: true,
      value: { requester: { jobRole: 'Teacher' } },
    });
    expect(await aSubmittedRequest(deps, { requester: newcomer })).toMatchObject({
      requester: { jobRole: 'Teacher', organisation: 'Example School', phone: '01632 960123' },
    });
  });

  test('a date soon and words of danger each make it urgent, and say so', async () => {
    const answer = await submit({ neededBy: '14/01/2027', purpose: 'He says he wants to kill himself.' });
    expect(answer).toMatchObject({ ok: true, value: { urgentBecause: ['needed-by-soon', 'words-of-danger'] } });
  });
});

describe('the same request again', () => {
  test('a second press answers with the present state and writes nothing', async () => {
    const draftId = deps.newId();
    const first = await submit({}, draftId);
    const before = await rowCounts();
    const second = await submit({ purpose: 'Changed on an old card' }, draftId);
    expect(second).toEqual(first);
    expect(await rowCounts()).toEqual(before);
  });

  test('two presses at once make one request, whether the draft was stored or not', async () => {
    for (const stored of [true, false]) {
      const draftId = deps.newId();
      if (stored) await saveDraft(deps, { actor: requester, draftId, typed: {}, check: 'nothing' });
      const before = await rowCounts();
      const [one, other] = await Promise.all([submit({}, draftId), submit({}, draftId)]);
      expect(one).toEqual(other);
      expect(one.ok).toBe(true);
      const { requests, people, deliveries, jobs } = await rowCounts();
      expect({ people, deliveries, jobs }).toEqual({
        people: before.people + 1,
        deliveries: before.deliveries + 1,
        jobs: (before.jobs ?? 0) + 1,
      });
      expect(requests).toBe(before.requests + (stored ? 0 : 1));
    }
  });
});

describe('what is refused', () => {
  test.each<[string, TypedRequest, string]>([
    ['a purpose of 50,000 characters', { purpose: 'x'.repeat(50_000) }, 'purpose'],
    ['a needed-by day that has passed', { neededBy: '11/01/2027' }, 'neededBy'],
    ['an impossible NHS number', { nhsNumber: '1234567890' }, 'nhsNumber'],
    ['an organisation nobody knows', { organisationIds: ['not-an-id'] }, 'organisationIds'],
  ])('%s stores nothing, and the field is named', async (_what, typed, field) => {
    const before = await rowCounts();
    expect(await submit(typed)).toMatchObject({ ok: false, reason: 'incomplete', problems: [{ field }] });
    expect(await rowCounts()).toEqual(before);
  });

  test('an organisation that has left the directory', async () => {
    const { id } = await anOrganisation(deps, { active: false });
    const answer = await submit({ organisationIds: [id] });
    expect(answer).toMatchObject({ problems: [{ field: 'organisationIds', problem: 'unknown-organisation' }] });
  });

  test('somebody else’s draft is not there, stays as it is, and the attempt is on record', async () => {
    const draftId = deps.newId();
    const owner = await aProfessional(deps, { name: 'Somebody Else' });
    await saveDraft(deps, { actor: owner, draftId, typed: { purpose: 'Theirs' }, check: 'nothing' });
    expect(await submit({}, draftId)).toEqual({ ok: false, reason: 'not-found' });
    expect(await deps.db.mbeRequest.findUnique({ where: { id: draftId } })).toMatchObject({
      state: 'draft',
      requesterId: owner.id,
      typed: { purpose: 'Theirs' },
    });
    expect(await deps.db.auditEvent.findFirst({ where: { nounId: draftId, result: 'refused' } })).toMatchObject({
      actorId: requester.id,
      useCase: 'submit-mbe-request',
      reason: 'not-allowed',
    });
  });
});

describe('odd names', () => {
  test.each([
    ["=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"],
    ['**Jo** [Example](https://example.org)', '**Jo** [Example](https://example.org)'],
    ['<b>Jo</b> <script>alert(1)</script>', '<b>Jo</b> <script>alert(1)</script>'],
    ['Zoë 🙂 👩‍👧 O’Example', 'Zoë 🙂 👩‍👧 O’Example'],
    ['Jo\0\0 Exam\u0007ple', 'Jo Example'],
    ["Robert'); DROP TABLE person; --", "Robert'); DROP TABLE person; --"],
  ])('%j is kept as %j, in a draft and in a request', async (typed, kept) => {
    const draftId = deps.newId();
    const saved = await saveDraft(deps, { actor: requester, draftId, typed: { personName: typed }, check: 'nothing' });
    expect(saved).toMatchObject({ ok: true, value: { typed: { personName: kept } } });
    expect(await submit({ personName: typed }, draftId)).toMatchObject({ ok: true, value: { personName: kept } });
    expect(await viewMbeRequest(deps, { actor: requester, requestId: draftId })).toMatchObject({
      value: { personName: kept },
    });
  });
});

describe('when something fails on the way', () => {
  test('nothing is left: no row, no delivery, no job, and the draft can be sent again', async () => {
    const draftId = deps.newId();
    await saveDraft(deps, { actor: requester, draftId, typed: typedRequest(), check: 'nothing' });
    const before = await rowCounts();
    const failing: Deps = {
      ...deps,
      jobs: {
        ...deps.jobs,
        enqueue: async (tx, jobs) => {
          await deps.jobs.enqueue(tx, jobs);
          throw new Error('The process lost its database');
        },
      },
    };
    await expect(submit({}, draftId, failing)).rejects.toThrow('lost its database');
    expect(await rowCounts()).toEqual(before);
    expect(await submit({}, draftId)).toMatchObject({ ok: true });
  });
});

describe('the audit record', () => {
  test('holds ids and codes, never what was typed', async () => {
    const { id } = await aSubmittedRequest(deps, { requester, typed: { personName: 'Unmistakable Name' } });
    const [event] = await deps.db.auditEvent.findMany({ where: { nounId: id } });
    expect(event).toMatchObject({
      useCase: 'submit-mbe-request',
      fromState: 'draft',
      toState: 'submitted',
      result: 'done',
    });
    expect(JSON.stringify(event, (_key, value) => (typeof value === 'bigint' ? Number(value) : value))).not.toContain(
      'Unmistakable',
    );
  });

  test.each(['UPDATE audit_event SET result = result', 'DELETE FROM audit_event', 'TRUNCATE audit_event'])(
    'refuses %s',
    async (statement) => {
      await aSubmittedRequest(deps, { requester });
      await expect(deps.db.$executeRawUnsafe(statement)).rejects.toThrow('append-only');
    },
  );
});
