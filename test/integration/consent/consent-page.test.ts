import { beforeEach, describe, expect, test } from 'vitest';
import { answerConsentPage, type TypedOnline } from '../../../services/consent/answer-consent-page.ts';
import { recordConsent } from '../../../services/consent/record-consent.ts';
import { sendConsentForm } from '../../../services/consent/send-consent-form.ts';
import { viewConsent } from '../../../services/consent/view-consent.ts';
import { viewConsentPage } from '../../../services/consent/view-consent-page.ts';
import { withdrawConsent } from '../../../services/consent/withdraw-consent.ts';
import { readEntry } from '../../../services/register/entry-store.ts';
import { aCoordinator, type TestActor } from '../../support/builders.ts';
import { aRegisterMeeting, aWaitingReferral, typedRecord, typedWho } from '../../support/consent-builders.ts';
import { granted } from '../../support/meeting-builders.ts';
import { aMeetingWorld, type MeetingDeps } from '../../support/meeting-world.ts';
import { aService, ask, aVisitor, receiversOf } from '../../support/question-builders.ts';
import { aConsentEvent, anEntry, aPerson } from '../../support/register-builders.ts';
import { deliveryService } from '../notifications/delivery-fixture.ts';

const world = aMeetingWorld();
let deps: MeetingDeps;
let cora: TestActor;
let number = 0;

beforeEach(async () => {
  deps = world.fresh();
  cora = await aCoordinator(deps);
});

/** Gives a person's row an address of theirs. */
async function reachable(personId: string, address: string) {
  await deps.db.person.update({ where: { id: personId }, data: { contactVia: 'email', contactDetail: address } });
}

/** Somebody who speaks for a person, with an address. */
async function aSpeaker(personId: string, relation: string, address: string) {
  const row = { id: deps.newId(), personId, name: 'Pat Example', relation, position: 0, active: true };
  await deps.db.representative.create({ data: { ...row, contactVia: 'email', contactDetail: address } });
}

const unique = (name: string) => `${name}${++number}.${deps.newId().slice(0, 8)}@example.org`;

/** An adult on the register who reads their own mail. */
async function anAdult(fromDay = '2026-09-01') {
  const address = unique('jordan');
  const entry = await anEntry(deps, { fromDay });
  await reachable(entry.personId, address);
  return { ...entry, address, actor: await aVisitor(deps, address) };
}

/** A child of nine, or of another age, with a parent who reads mail. */
async function aChild(as: { dateOfBirth?: string; consent?: boolean } = {}) {
  const { dateOfBirth = '2017-05-04', consent = true } = as;
  const address = unique('pat');
  const personId = await aPerson(deps, { dateOfBirth });
  if (consent) await aConsentEvent(deps, personId, { kind: 'given', day: '2026-09-01', route: 'parent' });
  const entry = consent ? await anEntry(deps, { personId, consent: false }) : { personId, entryId: '' };
  await aSpeaker(personId, 'parent', address);
  return { ...entry, address, actor: await aVisitor(deps, address) };
}
type Reader = { personId: string; address: string; actor: Awaited<ReturnType<typeof aVisitor>> };

const look = ({ personId, address, actor }: Reader) => viewConsentPage(deps, { actor, address, personId });
const answer = (
  { personId, address, actor }: Reader,
  typed: Partial<TypedOnline>,
  over: { press?: string; onlyCheck?: boolean } = {},
) =>
  answerConsentPage(deps, {
    ...{ actor, address, personId, informationFormat: 'easy-read', evidence: 'Answered on the page' },
    press: over.press ?? deps.newId(),
    ...(over.onlyCheck === undefined ? {} : { onlyCheck: over.onlyCheck }),
    typed: {
      ...{ speaker: '', answer: 'renew', name: 'Jordan Example', sharing: 'yes' },
      ...{ personView: '', othersAgree: '', assessedOn: '', ...typed },
    },
  });
const stands = async (personId: string) => granted(await viewConsent(deps, { actor: cora, personId }));

describe('consent on the web page', () => {
  test('is renewed by the person, with what they read and that it was online', async () => {
    const adult = await anAdult();
    granted(await answer(adult, {}));
    expect(await stands(adult.personId)).toMatchObject({
      state: { state: 'valid', since: '2027-01-12', route: 'person' },
      standing: {
        ...{ kind: 'renewed', form: 'online', informationFormat: 'easy-read', consenterName: 'Jordan Example' },
        scope: ['register', 'sharing'],
      },
    });
  });

  test('changes nothing at the first press, and once at the second however often it comes', async () => {
    const adult = await anAdult();
    const press = deps.newId();
    granted(await answer(adult, {}, { press, onlyCheck: true }));
    expect((await stands(adult.personId)).history).toHaveLength(1);
    granted(await answer(adult, {}, { press }));
    granted(await answer(adult, {}, { press }));
    expect((await stands(adult.personId)).history).toHaveLength(2);
  });

  test('withdrawn takes effect at once: entry, meetings, questions to services', async () => {
    const adult = await anAdult();
    const ward = await aService(deps);
    granted(await ask(deps, cora, { entryId: adult.entryId, organisationIds: [ward.id] }));
    const later = await aRegisterMeeting(deps, adult.entryId, { startsAt: new Date('2027-02-20T10:00:00Z') });
    const soon = await aRegisterMeeting(deps, adult.entryId, {
      kind: 'laep',
      startsAt: new Date('2027-01-13T10:00:00Z'),
    });
    granted(await answer(adult, { answer: 'withdraw' }));
    expect(await stands(adult.personId)).toMatchObject({ state: { state: 'withdrawn', on: '2027-01-12' } });
    expect(await readEntry(deps.db, adult.entryId)).toMatchObject({
      toDay: '2027-01-12',
      endReason: 'consent-withdrawn',
    });
    const state = async (id: string) => (await deps.db.meeting.findUniqueOrThrow({ where: { id } })).state;
    expect(await state(later.id)).toBe('cancelled');
    expect(await state(soon.id)).toBe('booked');
    const decide = { kind: 'decide-withdrawn-meeting', meetingId: soon.id };
    expect(await deps.db.teamTodo.count({ where: decide })).toBe(1);
    expect(await receiversOf(deps, adult.entryId)).toMatchObject([{ state: 'withdrawn' }]);
    const audited = { useCase: 'withdraw-consent', nounId: adult.personId, actorId: adult.actor.id, result: 'done' };
    expect(await deps.db.auditEvent.count({ where: audited })).toBe(1);
  });

  test('is given or refused with a referral that waits, and the team sees it', async () => {
    const give = { ...(await aPersonWithReferral()) };
    granted(await answer(give, { answer: 'give', sharing: 'no' }));
    expect(await stands(give.personId)).toMatchObject({ standing: { kind: 'given', scope: ['register'] } });
    const no = await aPersonWithReferral();
    granted(await answer(no, { answer: 'refuse' }));
    expect(await stands(no.personId)).toMatchObject({ state: { state: 'refused' } });
    const todo = { kind: 'referral-without-consent', referralId: no.referralId };
    expect(await deps.db.teamTodo.count({ where: todo })).toBe(1);
  });

  test('of a child is a parent’s, with the child’s own view', async () => {
    const child = await aChild();
    const missing = await answer(child, { name: 'Pat Example', othersAgree: 'yes' });
    expect(missing).toMatchObject({ reason: 'incomplete', problems: [{ field: 'personView', problem: 'missing' }] });
    granted(await answer(child, { name: 'Pat Example', othersAgree: 'yes', personView: 'Likes the support worker' }));
    expect(await stands(child.personId)).toMatchObject({
      state: { route: 'parent', since: '2027-01-12' },
      standing: { personView: 'Likes the support worker', consenterName: 'Pat Example' },
    });
  });

  test('goes to the clinical lead where not everybody agrees, and nothing is shared until then', async () => {
    const child = await aChild();
    expect(granted(await answer(child, { name: 'Pat Example', othersAgree: 'no' }))).toMatchObject({
      toClinicalLead: true,
    });
    expect(await stands(child.personId)).toMatchObject({ state: { state: 'found-invalid' } });
    expect(await readEntry(deps.db, child.entryId)).toMatchObject({ toDay: null });
    const asked = { kind: 'decide-consent', entryId: child.entryId, doneAt: null };
    expect(await deps.db.teamTodo.count({ where: asked })).toBe(1);
  });

  test('of a young person under 16 who answers themself goes to the clinical lead', async () => {
    const child = await aChild({ dateOfBirth: '2012-05-04' });
    const address = unique('jordan');
    await reachable(child.personId, address);
    const self = { personId: child.personId, address, actor: await aVisitor(deps, address) };
    expect(granted(await answer(self, { answer: 'withdraw' }))).toMatchObject({ toClinicalLead: true });
    expect(await readEntry(deps.db, child.entryId)).toMatchObject({ toDay: null });
    expect(await deps.db.teamTodo.count({ where: { kind: 'decide-consent', entryId: child.entryId } })).toBe(1);
  });
});

/** Somebody whose referral waits: their address is in it alone. */
async function aPersonWithReferral() {
  const address = unique('new');
  const personId = await aPerson(deps, { fullName: 'Robin Example' });
  await reachable(personId, address);
  const referralId = await aWaitingReferral(deps, personId, cora.id);
  return { personId, referralId, address, actor: await aVisitor(deps, address) };
}

describe('nobody else', () => {
  test('sees the page, or says anything: what they are follows from their address', async () => {
    const adult = await anAdult();
    const address = unique('mallory');
    const mallory = { personId: adult.personId, address, actor: await aVisitor(deps, address) };
    expect(await look(mallory)).toEqual({ ok: false, reason: 'not-found' });
    expect(await answer(mallory, { answer: 'withdraw' })).toEqual({ ok: false, reason: 'not-found' });
    // Nor by the team's use cases, with another's address left out or made up.
    const change = { actor: mallory.actor, personId: adult.personId, referralId: null, press: deps.newId() };
    const said = { saidBy: 'person', consenterName: 'Mallory', form: 'online', day: '2027-01-12' };
    expect(await withdrawConsent(deps, { ...change, typed: said })).toMatchObject({ reason: 'not-allowed' });
    expect(await recordConsent(deps, { ...change, address, who: typedWho(), record: typedRecord() })).toMatchObject({
      reason: 'not-allowed',
    });
    expect((await stands(adult.personId)).history).toHaveLength(1);
  });

  test('speaks for somebody on the register by naming an address in a referral of their own', async () => {
    const adult = await anAdult();
    const address = unique('forged');
    const forged = await aPerson(deps, { sameAsId: adult.personId });
    await reachable(forged, address);
    await aSpeaker(forged, 'deputy', address);
    await aWaitingReferral(deps, forged, cora.id);
    const actor = await aVisitor(deps, address);
    for (const personId of [adult.personId, forged]) {
      expect(await look({ personId, address, actor })).toEqual({ ok: false, reason: 'not-found' });
      expect(await answer({ personId, address, actor }, { answer: 'withdraw' })).toMatchObject({ reason: 'not-found' });
    }
  });

  test('a parent of an adult, or a carer, reads the page and answers nothing', async () => {
    const adult = await anAdult();
    for (const relation of ['parent', 'carer']) {
      const address = unique(relation);
      await aSpeaker(adult.personId, relation, address);
      const reader = { personId: adult.personId, address, actor: await aVisitor(deps, address) };
      expect(granted(await look(reader))).toMatchObject({ speakers: [{ say: { may: false } }] });
      expect(await answer(reader, { answer: 'withdraw' })).toMatchObject({ reason: 'incomplete' });
    }
    expect((await stands(adult.personId)).history).toHaveLength(1);
  });
});

describe('the consent form', () => {
  test('goes to whoever can answer it by mail, and says nothing of the register or the person', async () => {
    const adult = await anAdult();
    granted(await sendConsentForm(deps, { actor: cora, personId: adult.personId, press: deps.newId() }));
    const { runAll, mailer } = deliveryService({ ...deps, publicUrl: 'https://roundtable.example.org' } as typeof deps);
    await runAll();
    const sent = mailer.sent.filter(({ to }) => to.address === adult.address);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.text).toMatch(/https:\/\/roundtable\.example\.org\/l\/[\w-]{43}/);
    expect(sent[0]?.text).not.toMatch(/Jordan|consent/i);
    const link = await deps.db.accessLink.findFirstOrThrow({ where: { address: adult.address } });
    expect(link).toMatchObject({ kind: 'consent', targetId: adult.personId });
  });

  test('of a child goes to the parent; where nobody has an address the team is told', async () => {
    const child = await aChild();
    expect(
      granted(await sendConsentForm(deps, { actor: cora, personId: child.personId, press: deps.newId() })),
    ).toEqual({
      sent: 1,
    });
    const { personId } = await anEntry(deps);
    expect(await sendConsentForm(deps, { actor: cora, personId, press: deps.newId() })).toMatchObject({
      reason: 'nobody-by-email',
    });
  });
});
