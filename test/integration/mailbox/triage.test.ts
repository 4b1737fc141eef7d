import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { draftMailedMessage } from '../../../services/mailbox/draft-mailed-message.ts';
import { listMailedMessages } from '../../../services/mailbox/list-mailed-messages.ts';
import { settleMailedMessage } from '../../../services/mailbox/settle-mailed-message.ts';
import { viewMailedMessage } from '../../../services/mailbox/view-mailed-message.ts';
import { mailedRequests } from '../../../services/mbe-requests/mailed-requests.ts';
import { aBookedMeeting } from '../../support/booked-meeting.ts';
import { aCoordinator, aProfessional, type TestActor } from '../../support/builders.ts';
import { granted } from '../../support/meeting-builders.ts';
import { ownDeps } from '../../support/own-deps.ts';
import { aVisitor } from '../../support/visitor-builders.ts';
import { beginAnew, mailboxService } from './mailbox-fixture.ts';

const deps = await ownDeps();
let cora: TestActor;
let colin: TestActor;

beforeAll(async () => {
  cora = await aCoordinator(deps);
  colin = await aCoordinator(deps, 'Colin Coordinator');
});
beforeEach(() => beginAnew(deps));

const view = (mailedMessageId: string, actor = cora) => viewMailedMessage(deps, { actor, mailedMessageId });
const settle = (
  mailedMessageId: string,
  over: { actor?: TestActor; answer?: string; note?: string; press?: string } = {},
) =>
  settleMailedMessage(deps, {
    ...{ actor: cora, answer: 'done', note: 'Called them', press: deps.newId() },
    ...{ ...over, mailedMessageId },
  });
const makeDraft = (mailedMessageId: string, actor = cora) =>
  draftMailedMessage({ ...deps, requests: mailedRequests(deps) }, { actor, mailedMessageId });

describe('a message that waits for somebody', () => {
  test('is shown to the team with who wrote it, whether that is checked, and what it is about', async () => {
    const service = mailboxService(deps);
    const meeting = await aBookedMeeting(deps, { number: 77 });
    const text = 'I cannot come.';
    const { id } = await service.take({ subject: `Re: ${meeting.reference}`, text, checked: false });
    expect(granted(await view(id))).toMatchObject({
      ...{ state: 'to-triage', because: 'not-placed', subject: `Re: ${meeting.reference}`, text, canBecomeDraft: true },
      sender: { name: 'Wes Contact', address: 'wes@ward.example.org', checked: false },
      about: [{ what: 'request', reference: meeting.reference, requestId: meeting.requestId }],
    });
  });

  test('is there for the team alone, and whoever opens it is put on record', async () => {
    const service = mailboxService(deps);
    const { id } = await service.take({});
    const others = [await aProfessional(deps), await aVisitor(deps, 'wes@ward.example.org')];
    for (const actor of others) {
      expect(await viewMailedMessage(deps, { actor, mailedMessageId: id })).toMatchObject({ reason: 'not-allowed' });
      const list = await listMailedMessages(deps, { actor, filter: 'waiting', page: 1 });
      expect(list).toMatchObject({ reason: 'not-allowed' });
    }
    const [professional] = others;
    if (professional?.kind !== 'professional') throw new Error('nobody');
    const name = 'Pat';
    expect(await settle(id, { actor: { ...professional, name } })).toMatchObject({ reason: 'not-allowed' });
    expect(await makeDraft(id, { ...professional, name })).toMatchObject({ reason: 'not-allowed' });
    granted(await viewMailedMessage(deps, { actor: cora, mailedMessageId: id, opened: true }));
    const seen = await deps.db.auditEvent.findMany({
      where: { nounId: id, useCase: 'view-mailed-message', result: 'done' },
    });
    expect(seen.map(({ actorId }) => actorId)).toEqual([cora.id]);
  });

  test('is marked as dealt with, with a note on how, once; its original goes to the others that are done with', async () => {
    const service = mailboxService(deps);
    const { id, mailboxId } = await service.take({});
    expect(await settle(id, { note: '  ' })).toMatchObject({ problems: [{ field: 'note', problem: 'missing' }] });
    expect(await settle(id, { note: 'x'.repeat(5000) })).toMatchObject({ problems: [{ problem: 'too-long' }] });
    expect(await settle(id, { answer: 'whatever' })).toMatchObject({ reason: 'not-found' });
    const press = deps.newId();
    granted(await settle(id, { press }));
    granted(await settle(id, { press }));
    expect(await settle(id, { actor: colin })).toMatchObject({ reason: 'already-settled', by: cora.name });
    expect(granted(await view(id))).toMatchObject({
      state: 'triaged',
      handled: { by: { id: cora.id }, note: 'Called them' },
    });
    expect(deps.jobs.enqueued).toContainEqual({ name: 'handle-mailed-message', data: { mailedMessageId: id } });
    await service.handle(mailboxId);
    expect(service.box.folderOf(mailboxId)).toBe('handled');
    const audit = await deps.db.auditEvent.findMany({ where: { nounId: id, toState: 'triaged' } });
    expect(audit).toMatchObject([{ useCase: 'settle-mailed-message', reason: 'done', actorId: cora.id }]);
  });

  test('of two coordinators who press at once one was first, and the other is told who', async () => {
    const service = mailboxService(deps);
    const { id } = await service.take({});
    const both = await Promise.all([settle(id), settle(id, { actor: colin, answer: 'nothing', note: '' })]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ reason: 'already-settled' });
  });

  test('becomes a draft for whoever wrote it, once, with its text; a second coordinator is told who was first', async () => {
    const service = mailboxService(deps);
    const text = 'Purpose: We need to talk about the placement of Jordan Example.';
    const { id, mailboxId } = await service.take({ subject: 'Please help', text });
    granted(await makeDraft(id));
    granted(await makeDraft(id));
    expect(await makeDraft(id, colin)).toMatchObject({ reason: 'already-settled', by: cora.name });
    const drafts = await deps.db.mbeRequest.findMany({ where: { mailedMessageId: id } });
    expect(drafts).toMatchObject([{ state: 'draft' }]);
    expect(granted(await view(id))).toMatchObject({ state: 'draft-kept', drafts: 1, canBecomeDraft: false });
    const told = await deps.db.delivery.findMany({ where: { detail: { path: ['mailedMessageId'], equals: id } } });
    expect(told.map(({ kind }) => kind).toSorted()).toEqual(['mail-for-triage', 'mail-reply']);
    await service.handle(mailboxId);
    expect(service.box.folderOf(mailboxId)).toBe('handled');
  });

  test('does not become a draft where nobody knows what it says or who wrote it', async () => {
    const service = mailboxService(deps);
    const { id } = await service.take({ from: 'nobody at all', subject: 'Hello' });
    expect(granted(await view(id))).toMatchObject({ sender: null, canBecomeDraft: false });
    expect(await makeDraft(id)).toMatchObject({ reason: 'no-draft' });
    expect(granted(await view(id)).state).toBe('to-triage');
  });
});

describe('the lists of the mailbox', () => {
  test('have what waits, oldest first and page by page, and what was left alone, newest first', async () => {
    const service = mailboxService(deps);
    for (let count = 1; count <= 12; count++) {
      deps.clock.moveBy(60_000);
      await service.take({ subject: `Question ${count}` });
      await service.take({ subject: `News ${count}`, headers: { 'List-Id': 'news' } });
    }
    const page = async (filter: 'waiting' | 'left-alone', number: number) =>
      granted(await listMailedMessages(deps, { actor: cora, filter, page: number }));
    const first = await page('waiting', 1);
    expect(first).toMatchObject({ page: 1, pages: 2, total: 12 });
    expect(first.items.map(({ subject }) => subject).slice(0, 2)).toEqual(['Question 1', 'Question 2']);
    expect((await page('waiting', 99)).items.map(({ subject }) => subject)).toEqual(['Question 11', 'Question 12']);
    const left = await page('left-alone', 1);
    expect(left.items[0]).toMatchObject({ subject: 'News 12', because: 'newsletter' });
    expect(left.total).toBe(12);
  });
});
