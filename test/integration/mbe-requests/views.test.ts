import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerInformation } from '../../../services/mbe-requests/answer-information.ts';
import { askInformation } from '../../../services/mbe-requests/ask-information.ts';
import { findRequestByReference } from '../../../services/mbe-requests/find-request-by-reference.ts';
import { linkSamePerson } from '../../../services/mbe-requests/link-same-person.ts';
import { listQueue } from '../../../services/mbe-requests/list-queue.ts';
import type { QueueFilter, TypedRequest } from '../../../services/mbe-requests/model.ts';
import { saveDraft } from '../../../services/mbe-requests/save-draft.ts';
import { dsrTeam } from '../../../services/mbe-requests/store.ts';
import { takeMbeRequest } from '../../../services/mbe-requests/take-mbe-request.ts';
import { viewMbeRequest } from '../../../services/mbe-requests/view-mbe-request.ts';
import { viewRequestHistory } from '../../../services/mbe-requests/view-request-history.ts';
import { withdrawMbeRequest } from '../../../services/mbe-requests/withdraw-mbe-request.ts';
import {
  aCoordinator,
  anApprovedRequest,
  aProfessional,
  aSubmittedRequest,
  type TestActor,
} from '../../support/builders.ts';
import { countQueries } from '../../support/count-queries.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { testDeps } from '../../support/deps.ts';

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;
let requester: TestActor;
let cora: TestActor;

beforeEach(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
  requester = await aProfessional(deps);
  cora = await aCoordinator(deps);
});

afterEach(async () => {
  await deps?.close();
  await database?.drop();
});

const request = (typed: TypedRequest = {}) => aSubmittedRequest(deps, { requester, typed });

describe('looking at a request', () => {
  test('takes a requester one query, and shows them their own alone', async () => {
    const { id: requestId } = await request();
    const { result, statements } = await countQueries(() => viewMbeRequest(deps, { actor: requester, requestId }));
    expect(result).toMatchObject({ ok: true });
    expect(statements).toHaveLength(1);

    const stranger = await aProfessional(deps, { name: 'Stranger' });
    const notFound = { ok: false, reason: 'not-found' };
    expect(await viewMbeRequest(deps, { actor: stranger, requestId })).toEqual(notFound);
    expect(await viewMbeRequest(deps, { actor: stranger, requestId: deps.newId() })).toEqual(notFound);
    expect(await deps.db.auditEvent.findMany({ where: { result: 'refused' } })).toMatchObject([
      { nounId: requestId, actorId: stranger.id, useCase: 'view-mbe-request' },
    ]);
  });

  test('a draft is no request yet, for the team least of all', async () => {
    const draftId = deps.newId();
    await saveDraft(deps, { actor: requester, draftId, typed: {}, check: 'nothing' });
    for (const actor of [requester, cora]) {
      expect(await viewMbeRequest(deps, { actor, requestId: draftId })).toEqual({ ok: false, reason: 'not-found' });
    }
  });
});

describe('other requests that may concern the same individual', () => {
  async function maybeSame(requestId: string, actor = cora) {
    const view = await viewMbeRequest(deps, { actor, requestId });
    if (!view.ok) throw new Error(view.reason);
    return view.value.maybeSame.map(({ reference, because, linked }) => ({ reference, because, linked }));
  }

  test('are found by NHS number and by name, and shown to the team alone', async () => {
    const one = await request({ personName: 'Séan O’Example', nhsNumber: '9990000018' });
    const number = await request({ personName: 'Shaun Example', nhsNumber: '999 000 0018' });
    const name = await request({ personName: 'sean oexample' });
    await request({ personName: 'Somebody Else' });
    expect(await maybeSame(one.id)).toEqual([
      { reference: number.reference, because: ['nhs-number'], linked: false },
      { reference: name.reference, because: ['name'], linked: false },
    ]);
    expect(await maybeSame(one.id, requester)).toEqual([]);
  });

  test('a name does not count when NHS number or date of birth contradicts it', async () => {
    const one = await request({ nhsNumber: '9990000018', dateOfBirth: '01/03/2001' });
    await request({ nhsNumber: '9990000026' });
    await request({ dateOfBirth: '02/03/2001' });
    const same = await request({ dateOfBirth: '01/03/2001' });
    expect(await maybeSame(one.id)).toEqual([{ reference: same.reference, because: ['name'], linked: false }]);
  });

  test('a surname that stands first counts where the date of birth is the same and no NHS number contradicts', async () => {
    const one = await request({ personName: 'Jamie Okonkwo', dateOfBirth: '01/03/2001', nhsNumber: '9990000018' });
    const turned = await request({ personName: 'OKONKWO, Jamie', dateOfBirth: '01/03/2001' });
    await request({ personName: 'Okonkwo Jamie', dateOfBirth: '02/03/2001' });
    await request({ personName: 'Okonkwo Jamie' });
    await request({ personName: 'Okonkwo Jamie', dateOfBirth: '01/03/2001', nhsNumber: '9990000026' });
    await request({ personName: 'Jamie Okonkwa', dateOfBirth: '01/03/2001' });
    expect(await maybeSame(one.id)).toEqual([{ reference: turned.reference, because: ['name'], linked: false }]);
    const back = (await maybeSame(turned.id)).map(({ reference }) => reference);
    expect(back).toContain(one.reference);
  });

  test('only open ones', async () => {
    const one = await request();
    const other = await request();
    await withdrawMbeRequest(deps, { actor: requester, requestId: other.id, note: '', press: deps.newId() });
    expect(await maybeSame(one.id)).toEqual([]);
  });

  test('whoever a coordinator has linked counts, through any chain of links, and nothing is overwritten', async () => {
    const [a, b, c, d] = await Promise.all(
      ['Ann One', 'Ben Two', 'Cat Three', 'Cat Three'].map((personName) => request({ personName })),
    );
    if (!a || !b || !c || !d) throw new Error('four requests were made');
    const link = (one: string, other: string) =>
      linkSamePerson(deps, { actor: cora, requestId: one, otherRequestId: other, press: deps.newId() });
    // Two links at once, from both ends of the chain.
    await Promise.all([link(a.id, b.id), link(c.id, b.id)]);
    expect(await link(a.id, c.id)).toMatchObject({ ok: true, value: { personName: 'Ann One' } });
    const seen = await maybeSame(a.id);
    expect(
      seen
        .filter(({ linked }) => linked)
        .map(({ reference }) => reference)
        .toSorted(),
    ).toEqual([b.reference, c.reference].toSorted());
    expect(seen.filter(({ linked }) => !linked)).toEqual([
      { reference: d.reference, because: ['name'], linked: false },
    ]);
    const roots = await deps.db.person.findMany({ where: { sameAsId: { not: null } }, include: { sameAs: true } });
    expect(roots).toHaveLength(2);
    expect(roots.every((person) => person.sameAs?.sameAsId === null)).toBe(true);
  });

  test('only a coordinator links', async () => {
    const [one, other] = [await request(), await request()];
    const link = { requestId: one.id, otherRequestId: other.id, press: deps.newId() };
    expect(await linkSamePerson(deps, { ...link, actor: requester })).toEqual({ ok: false, reason: 'not-allowed' });
    expect(await linkSamePerson(deps, { ...link, actor: cora, otherRequestId: one.id })).toEqual({
      ok: false,
      reason: 'same-request',
    });
    expect(await linkSamePerson(deps, { ...link, actor: cora, otherRequestId: deps.newId() })).toEqual({
      ok: false,
      reason: 'not-found',
    });
    expect(await deps.db.person.count({ where: { sameAsId: { not: null } } })).toBe(0);
  });
});

describe('the queue', () => {
  async function queue(filter: QueueFilter = 'all', page = 1) {
    const answer = await listQueue(deps, { actor: cora, filter, page });
    if (!answer.ok) throw new Error(answer.reason);
    return answer.value;
  }

  test('lists open requests, needed-by first, then as they came in, ten a page', async () => {
    const first = await request({ personName: 'No hurry' });
    deps.clock.moveBy(60_000);
    const later = await request({ personName: 'End of month', neededBy: '29/01/2027' });
    const sooner = await request({ personName: 'Tomorrow', neededBy: '13/01/2027' });
    const gone = await request();
    await withdrawMbeRequest(deps, { actor: requester, requestId: gone.id, note: '', press: deps.newId() });
    const { items, ...page } = await queue();
    expect(page).toMatchObject({ filter: 'all', page: 1, pages: 1, total: 3, urgent: 1 });
    expect(await queue('urgent')).toMatchObject({ total: 1, urgent: 1, items: [{ reference: sooner.reference }] });
    expect(items.map(({ reference }) => reference)).toEqual([sooner.reference, later.reference, first.reference]);
    expect(items[0]).toMatchObject({ urgent: true, owner: null, waitingFor: 'anybody-in-the-team', overdue: false });
    for (let n = 0; n < 8; n++) await request({ personName: `Person ${n}` });
    expect(await queue('all', 2)).toMatchObject({ page: 2, pages: 2, total: 11, items: [{}] });
  });

  test('is filtered by mine, unowned and overdue', async () => {
    const mine = await request();
    await takeMbeRequest(deps, { actor: cora, requestId: mine.id, press: deps.newId() });
    const unowned = await request();
    const approved = await anApprovedRequest(deps, { requester, coordinator: await aCoordinator(deps, 'Other') });
    const asked = await request();
    const question = { version: asked.version, question: 'Who?', press: deps.newId() };
    await askInformation(deps, { actor: cora, requestId: asked.id, ...question });
    deps.clock.moveTo(new Date('2027-01-14T09:31:00Z'));
    const references = async (filter: QueueFilter) => (await queue(filter)).items.map(({ reference }) => reference);
    expect(await references('mine')).toEqual([mine.reference]);
    expect((await references('unowned')).toSorted()).toEqual([unowned.reference, asked.reference].toSorted());
    expect((await references('overdue')).toSorted()).toEqual([mine.reference, unowned.reference].toSorted());
    expect(await references('all')).toContain(approved.reference);
  });

  test('is the team’s alone', async () => {
    const answer = await listQueue(deps, { actor: requester, filter: 'all', page: 1 });
    expect(answer).toEqual({ ok: false, reason: 'not-allowed' });
  });
});

describe('the history of a request', () => {
  test('tells everything in order, in words kept with the record', async () => {
    const { id: requestId, reference, version } = await request();
    const twin = await request();
    await linkSamePerson(deps, { actor: cora, requestId, otherRequestId: twin.id, press: deps.newId() });
    const question = { version: version + 1, question: 'Who is the GP?', press: deps.newId() };
    await askInformation(deps, { actor: cora, requestId, ...question });
    await answerInformation(deps, { actor: requester, requestId, answer: 'Dr Example', press: deps.newId() });
    await withdrawMbeRequest(deps, { actor: requester, requestId, note: 'Solved', press: deps.newId() });

    const forTeam = await viewRequestHistory(deps, { actor: cora, reference: reference.toLowerCase() });
    if (!forTeam.ok) throw new Error(forTeam.reason);
    expect(forTeam.value.lines.map(({ what, by, note, to }) => [what, by?.name, note, to])).toEqual([
      ['submit-mbe-request', requester.name, null, 'submitted'],
      ['link-same-person', cora.name, null, null],
      ['ask-information', cora.name, 'Who is the GP?', 'information-requested'],
      ['answer-information', requester.name, 'Dr Example', 'submitted'],
      ['withdraw-mbe-request', requester.name, 'Solved', 'withdrawn'],
    ]);
    expect(forTeam.value.request.maybeSame).toHaveLength(1);
    const forRequester = await viewRequestHistory(deps, { actor: requester, reference });
    if (!forRequester.ok) throw new Error(forRequester.reason);
    expect(forRequester.value.request.maybeSame).toEqual([]);
    expect(forRequester.value.lines.map(({ what }) => what)).not.toContain('link-same-person');
  });

  test('another person’s reference is answered like one that does not exist', async () => {
    const { reference } = await request();
    const stranger = await aProfessional(deps, { name: 'Stranger' });
    const notFound = { ok: false, reason: 'not-found' };
    expect(await viewRequestHistory(deps, { actor: stranger, reference })).toEqual(notFound);
    expect(await viewRequestHistory(deps, { actor: stranger, reference: 'MBE-2027-9999' })).toEqual(notFound);
    expect(await viewRequestHistory(deps, { actor: cora, reference: 'nonsense' })).toEqual(notFound);
  });

  test('a reference is found however it is typed', async () => {
    const { id, reference } = await request();
    const [, year, number] = reference.split('-');
    expect(await findRequestByReference(deps, `mbe ${year} ${Number(number)}`)).toBe(id);
    expect(await findRequestByReference(deps, 'MBE-2027-9999')).toBeUndefined();
  });
});

test('the DSR team is listed by name, with roles', async () => {
  await aProfessional(deps, { name: 'Ann Lead', dsrRole: 'clinical-lead' });
  expect(await dsrTeam(deps)).toMatchObject([
    { name: 'Ann Lead', dsrRole: 'clinical-lead' },
    { name: 'Cora Coordinator', dsrRole: 'coordinator' },
  ]);
});
