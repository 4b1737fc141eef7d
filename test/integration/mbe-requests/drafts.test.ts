import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { copyDeclinedRequest } from '../../../services/mbe-requests/copy-declined-request.ts';
import { declineMbeRequest } from '../../../services/mbe-requests/decline-mbe-request.ts';
import { discardDraft } from '../../../services/mbe-requests/discard-draft.ts';
import { emptyDraft } from '../../../services/mbe-requests/draft-view.ts';
import { listMyRequests } from '../../../services/mbe-requests/list-my-requests.ts';
import type { TypedRequest } from '../../../services/mbe-requests/model.ts';
import { saveDraft } from '../../../services/mbe-requests/save-draft.ts';
import { viewDraft } from '../../../services/mbe-requests/view-draft.ts';
import {
  aCoordinator,
  anOrganisation,
  aProfessional,
  aSubmittedRequest,
  type TestActor,
  typedRequest,
} from '../../support/builders.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { testDeps } from '../../support/deps.ts';

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;
let requester: TestActor;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
});

beforeEach(async () => {
  requester = await aProfessional(deps);
});

afterAll(async () => {
  await deps?.close();
  await database?.drop();
});

function save(draftId: string, typed: TypedRequest, check: 'nothing' | 'step-1' = 'nothing', actor = requester) {
  return saveDraft(deps, { actor, draftId, typed, check });
}

describe('a new draft', () => {
  test('is not stored, knows what is remembered of the requester, and suggests their organisation', async () => {
    const { name } = await anOrganisation(deps, { mailDomain: 'council.example.org' });
    const actor = await aProfessional(deps, { email: 'Rosa@Council.example.org', profile: null });
    const draft = await emptyDraft(deps, actor, { purpose: ' Pasted\r\ntext ' });
    expect(draft).toMatchObject({
      version: 0,
      typed: { purpose: 'Pasted\ntext' },
      profile: { jobRole: null, organisation: null, phone: null },
      suggestedOrganisation: name,
    });
    expect(await viewDraft(deps, { actor, draftId: draft.id })).toEqual({ ok: false, reason: 'not-found' });
    expect(await emptyDraft(deps, requester)).toMatchObject({
      profile: { jobRole: 'Social worker' },
      suggestedOrganisation: null,
    });
  });
});

describe('saving a draft', () => {
  test('keeps anything half-made, field by field, however often it is pressed', async () => {
    const draftId = deps.newId();
    await save(draftId, { personName: 'Jo', purpose: 'First' });
    await save(draftId, { purpose: 'Second', organisationIds: ['half-made'] });
    await save(draftId, { neededBy: 'no date at all' });
    const view = await viewDraft(deps, { actor: requester, draftId });
    expect(view).toMatchObject({
      value: {
        version: 2,
        typed: { personName: 'Jo', purpose: 'Second', organisationIds: ['half-made'], neededBy: 'no date at all' },
      },
    });
    expect(await deps.db.auditEvent.count({ where: { nounId: draftId } })).toBe(1);
  });

  test('two cards saved at once both stay', async () => {
    const draftId = deps.newId();
    await save(draftId, {});
    await Promise.all([save(draftId, { purpose: 'One' }), save(draftId, { whyNoMdt: 'Other' })]);
    const view = await viewDraft(deps, { actor: requester, draftId });
    expect(view).toMatchObject({ value: { typed: { purpose: 'One', whyNoMdt: 'Other' } } });
  });

  test('the first card is kept only when it is right, and names what is wrong', async () => {
    const draftId = deps.newId();
    const answer = await save(draftId, { personName: 'Jo', purpose: 'x'.repeat(50_000) }, 'step-1');
    expect(answer).toEqual({
      ok: false,
      reason: 'incomplete',
      problems: [
        { field: 'purpose', problem: 'too-long' },
        { field: 'whyNoMdt', problem: 'missing' },
      ],
    });
    expect(await deps.db.mbeRequest.count({ where: { id: draftId } })).toBe(0);
    expect(await save(draftId, { personName: 'Jo', purpose: 'Short', whyNoMdt: 'Held' }, 'step-1')).toMatchObject({
      ok: true,
    });
  });

  test('a purpose of 50,000 characters can be saved for later', async () => {
    const draftId = deps.newId();
    expect(await save(draftId, { purpose: 'x'.repeat(50_000) })).toMatchObject({ ok: true });
  });

  test('what was sent is not changed by an old card', async () => {
    const { id } = await aSubmittedRequest(deps, { requester });
    const refused = { ok: false, reason: 'already-sent', requestId: id };
    expect(await save(id, { purpose: 'New' })).toEqual(refused);
    expect(await viewDraft(deps, { actor: requester, draftId: id })).toEqual(refused);
    expect(await discardDraft(deps, { actor: requester, draftId: id })).toEqual(refused);
  });
});

describe('somebody else’s draft', () => {
  test('can’t be seen, saved or discarded, by the DSR team either, and each attempt is on record', async () => {
    const draftId = deps.newId();
    await save(draftId, { purpose: 'Mine' });
    const coordinator = await aCoordinator(deps);
    const notFound = { ok: false, reason: 'not-found' };
    expect(await viewDraft(deps, { actor: coordinator, draftId })).toEqual(notFound);
    expect(await save(draftId, { purpose: 'Theirs' }, 'nothing', coordinator)).toEqual(notFound);
    expect(await discardDraft(deps, { actor: coordinator, draftId })).toEqual(notFound);
    expect(await viewDraft(deps, { actor: requester, draftId })).toMatchObject({
      value: { typed: { purpose: 'Mine' } },
    });
    const refused = await deps.db.auditEvent.findMany({
      where: { nounId: draftId, result: 'refused' },
      orderBy: { id: 'asc' },
    });
    expect(refused.map(({ useCase, actorId }) => [useCase, actorId])).toEqual([
      ['view-draft', coordinator.id],
      ['save-draft', coordinator.id],
      ['discard-draft', coordinator.id],
    ]);
  });
});

describe('discarding a draft', () => {
  test('leaves nothing of it but the audit event; again is no mistake', async () => {
    const draftId = deps.newId();
    await save(draftId, { purpose: 'Mine' });
    expect(await discardDraft(deps, { actor: requester, draftId })).toEqual({ ok: true, value: null });
    expect(await discardDraft(deps, { actor: requester, draftId })).toEqual({ ok: true, value: null });
    expect(await deps.db.mbeRequest.count({ where: { id: draftId } })).toBe(0);
    expect(await deps.db.auditEvent.findMany({ where: { nounId: draftId }, select: { useCase: true } })).toEqual([
      { useCase: 'save-draft' },
      { useCase: 'discard-draft' },
    ]);
  });
});

describe('a declined request', () => {
  async function declined() {
    const organisation = await anOrganisation(deps);
    const typed = {
      organisationIds: [organisation.id],
      nhsNumber: '9990000018',
      neededBy: '29/01/2027',
      place: 'Room 3',
    };
    const request = await aSubmittedRequest(deps, { requester, typed });
    const decision = { version: request.version, reason: 'hold-an-mdt-first', note: '', press: deps.newId() };
    await declineMbeRequest(deps, { actor: await aCoordinator(deps), requestId: request.id, ...decision });
    return { request, organisation };
  }

  test('is copied to a draft of what was asked, once for one press', async () => {
    const { request, organisation } = await declined();
    const press = deps.newId();
    const copy = await copyDeclinedRequest(deps, { actor: requester, requestId: request.id, press });
    const { neededBy: _none, ...asked } = typedRequest({ organisationIds: [organisation.id], place: 'Room 3' });
    expect(copy).toMatchObject({
      ok: true,
      value: { typed: { ...asked, nhsNumber: '9990000018', lengthMinutes: '60' } },
    });
    expect(copy.ok && copy.value.typed.neededBy).toBeUndefined();
    expect(await copyDeclinedRequest(deps, { actor: requester, requestId: request.id, press })).toEqual(copy);
    const copies = await deps.db.mbeRequest.findMany({ where: { copiedFromId: request.id } });
    expect(copies).toHaveLength(1);
  });

  test('only by its requester, and only when it was declined', async () => {
    const { request } = await declined();
    const stranger = await aProfessional(deps, { name: 'Stranger' });
    const input = { requestId: request.id, press: deps.newId() };
    expect(await copyDeclinedRequest(deps, { ...input, actor: stranger })).toEqual({ ok: false, reason: 'not-found' });
    const open = await aSubmittedRequest(deps, { requester });
    expect(await copyDeclinedRequest(deps, { ...input, actor: requester, requestId: open.id })).toEqual({
      ok: false,
      reason: 'too-late',
      state: 'submitted',
    });
  });
});

describe('my requests', () => {
  test('are mine alone, eight a page, drafts first, then what changed last', async () => {
    await aSubmittedRequest(deps);
    const sent: string[] = [];
    for (let n = 0; n < 9; n++) {
      deps.clock.moveBy(60_000);
      sent.push((await aSubmittedRequest(deps, { requester, typed: { personName: `Person ${n}` } })).reference);
    }
    const draftId = deps.newId();
    await save(draftId, { personName: 'Half made' });
    const first = await listMyRequests(deps, { actor: requester, page: 1 });
    const second = await listMyRequests(deps, { actor: requester, page: 99 });
    if (!first.ok || !second.ok) throw new Error('refused');
    expect(first.value).toMatchObject({ page: 1, pages: 2, total: 10 });
    expect(first.value.items[0]).toMatchObject({
      id: draftId,
      reference: null,
      state: 'draft',
      personName: 'Half made',
    });
    const references = [...first.value.items.slice(1), ...second.value.items].map(({ reference }) => reference);
    expect(references).toEqual(sent.toReversed());
    expect(second.value).toMatchObject({ page: 2, items: [{}, {}] });
  });

  test('nothing yet is an empty page', async () => {
    expect(await listMyRequests(deps, { actor: requester, page: 1 })).toEqual({
      ok: true,
      value: { items: [], page: 1, pages: 1, total: 0 },
    });
  });
});
