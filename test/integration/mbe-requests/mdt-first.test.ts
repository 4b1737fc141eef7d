import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { chooseMdtFirst } from '../../../services/mbe-requests/choose-mdt-first.ts';
import { discardDraft } from '../../../services/mbe-requests/discard-draft.ts';
import { listQueue } from '../../../services/mbe-requests/list-queue.ts';
import { readMdtTimes } from '../../../services/mbe-requests/mdt-invitation.ts';
import { prepareMdtInvitation } from '../../../services/mbe-requests/prepare-mdt-invitation.ts';
import { saveDraft } from '../../../services/mbe-requests/save-draft.ts';
import { submitMbeRequest } from '../../../services/mbe-requests/submit-mbe-request.ts';
import { viewDraft } from '../../../services/mbe-requests/view-draft.ts';
import { draftsWithoutInvitation } from '../../../services/notifications/forgotten-store.ts';
import { aCoordinator, anOrganisation, aProfessional, type TestActor, typedRequest } from '../../support/builders.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ordinaryMorning, testDeps } from '../../support/deps.ts';
import { fakeCalendar } from '../../support/fake-calendar.ts';

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;
let requester: TestActor;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
});

beforeEach(async () => {
  deps.clock.moveTo(ordinaryMorning);
  deps.jobs.enqueued.length = 0;
  requester = await aProfessional(deps, { email: 'rosa@trust.example.org' });
});

afterAll(async () => {
  await deps?.close();
  await database?.drop();
});

const answers = {
  mdtTried: 'yes',
  mdtWhen: 'In December',
  mdtWhoCame: 'The ward',
  mdtWouldHelp: 'Housing at the table',
};

async function aThinDraft(): Promise<string> {
  const draftId = deps.newId();
  const typed = typedRequest({ whyNoMdt: 'No time', organisationIds: [(await anOrganisation(deps)).id] });
  const saved = await saveDraft(deps, { actor: requester, draftId, typed, check: 'nothing' });
  if (!saved.ok) throw new Error(saved.reason);
  return draftId;
}

const invite = (draftId: string, mdtColleagues: string, actor = requester) =>
  chooseMdtFirst(deps, { actor, draftId, typed: { mdtColleagues }, choice: 'mdt-invitation' });

test('what was answered about an MDT goes with the request, and so does that the reason said little', async () => {
  const draftId = await aThinDraft();
  const chosen = await chooseMdtFirst(deps, { actor: requester, draftId, typed: answers, choice: 'go-on' });
  expect(chosen.ok).toBe(true);
  const sent = await submitMbeRequest(deps, { actor: requester, draftId, typed: {}, press: deps.newId() });
  expect(sent.ok && sent.value.mdt).toEqual({
    reasonThin: true,
    tried: 'yes',
    when: 'In December',
    whoCame: 'The ward',
    wouldHelp: 'Housing at the table',
  });
});

test('a request with a thin reason and no answer at all is sent like any other', async () => {
  const draftId = await aThinDraft();
  const sent = await submitMbeRequest(deps, { actor: requester, draftId, typed: {}, press: deps.newId() });
  expect(sent.ok && sent.value.mdt).toMatchObject({ reasonThin: true, tried: null });
});

test('an invitation is made of times when the requester and their colleagues are free, and sent to nobody but them', async () => {
  const calendar = fakeCalendar();
  calendar.know('rosa@trust.example.org', [
    { start: new Date('2027-01-13T08:00:00Z'), end: new Date('2027-01-15T18:00:00Z') },
  ]);
  calendar.know('nadia@trust.example.org');
  const draftId = await aThinDraft();
  expect((await invite(draftId, 'nadia@trust.example.org\nout@other.example.org')).ok).toBe(true);
  expect(deps.jobs.enqueued).toContainEqual({ name: 'prepare-mdt-invitation', data: { draftId } });

  await prepareMdtInvitation({ ...deps, calendar }, { draftId, lastTry: false });
  const draft = await viewDraft(deps, { actor: requester, draftId });
  const found = readMdtTimes(draft.ok ? draft.value.typed.mdtTimes : undefined);
  expect(found?.unread).toBe(1);
  expect(found?.times).toHaveLength(3);
  expect(found?.times.every(({ start }) => start >= new Date('2027-01-18T00:00:00Z'))).toBe(true);
  const made = await deps.db.delivery.findMany({ where: { kind: 'mdt-invitation' } });
  expect(made.map(({ channel, professionalId, detail }) => ({ channel, professionalId, detail }))).toEqual([
    { channel: 'teams', professionalId: requester.id, detail: { draftId } },
  ]);
});

test('an invitation is sent once each time that it is asked for, also when its job runs again; a lost job is picked up', async () => {
  const calendar = fakeCalendar();
  const draftId = await aThinDraft();
  const made = () => deps.db.delivery.count({ where: { eventKey: { startsWith: `mdt-invitation:${draftId}:` } } });
  const run = () => prepareMdtInvitation({ ...deps, calendar }, { draftId, lastTry: false });
  const forgotten = async () => (await draftsWithoutInvitation(deps.db)).some(({ id }) => id === draftId);
  await invite(draftId, 'nadia@trust.example.org');
  expect(await forgotten()).toBe(true);
  await run();
  await run();
  expect([await made(), await forgotten()]).toEqual([1, false]);
  deps.clock.moveTo(new Date(deps.clock.now().getTime() + 60_000));
  await invite(draftId, 'nadia@trust.example.org');
  expect(await forgotten()).toBe(true);
  await run();
  expect([await made(), await forgotten()]).toEqual([2, false]);
  deps.clock.moveTo(new Date(deps.clock.now().getTime() + 60_000));
  await chooseMdtFirst(deps, { actor: requester, draftId, typed: answers, choice: 'go-on' });
  await run();
  expect([await made(), await forgotten()]).toEqual([2, false]);
});

test('a calendar that can’t be read is asked again, and at the last try nobody counts as free', async () => {
  const calendar = fakeCalendar();
  const draftId = await aThinDraft();
  await invite(draftId, 'nadia@trust.example.org');
  calendar.failNext('freeBusy', 'before');
  await expect(prepareMdtInvitation({ ...deps, calendar }, { draftId, lastTry: false })).rejects.toThrow();
  calendar.failNext('freeBusy', 'before');
  await prepareMdtInvitation({ ...deps, calendar }, { draftId, lastTry: true });
  const draft = await viewDraft(deps, { actor: requester, draftId });
  expect(readMdtTimes(draft.ok ? draft.value.typed.mdtTimes : undefined)?.unread).toBe(2);
});

test('what is no address is refused, changes nothing and puts nothing on record', async () => {
  const draftId = await aThinDraft();
  expect(await invite(draftId, 'Nadia')).toEqual({ ok: false, reason: 'incomplete', problem: 'bad-email' });
  const draft = await viewDraft(deps, { actor: requester, draftId });
  expect(draft.ok && draft.value.typed.mdtColleagues).toBeUndefined();
  expect(await deps.db.mdtChoice.count({ where: { draftId } })).toBe(0);
});

test('nobody chooses for somebody else', async () => {
  const draftId = await aThinDraft();
  const other = await aProfessional(deps);
  expect(await invite(draftId, 'nadia@trust.example.org', other)).toEqual({ ok: false, reason: 'not-found' });
});

test('the team sees how many took an MDT invitation, and how many of them asked for an MbE all the same', async () => {
  await deps.db.mdtChoice.deleteMany();
  const [kept, sent, discarded] = [await aThinDraft(), await aThinDraft(), await aThinDraft()];
  for (const draftId of [kept, sent, discarded]) await invite(draftId, 'nadia@trust.example.org');
  await submitMbeRequest(deps, { actor: requester, draftId: sent, typed: {}, press: deps.newId() });
  await discardDraft(deps, { actor: requester, draftId: discarded });
  await chooseMdtFirst(deps, { actor: requester, draftId: await aThinDraft(), typed: {}, choice: 'go-on' });
  const queue = await listQueue(deps, { actor: await aCoordinator(deps), filter: 'all', page: 1 });
  expect(queue.ok && queue.value.mdtFirst).toEqual({ invitations: 3, sentAllTheSame: 1 });
});
