import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { viewPerson } from '../../../services/register/view-person.ts';
import { viewServiceQuestion } from '../../../services/service-questions/view-service-question.ts';
import { withdrawServiceQuestion } from '../../../services/service-questions/withdraw-service-question.ts';
import { aCoordinator, aProfessional, type TestActor } from '../../support/builders.ts';
import { record, withdraw } from '../../support/consent-builders.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ordinaryMorning, testDeps } from '../../support/deps.ts';
import { granted } from '../../support/meeting-builders.ts';
import { aService, ask, endAgreement, receiversOf } from '../../support/question-builders.ts';
import { anEntry } from '../../support/register-builders.ts';
import { deliveryService } from '../notifications/delivery-fixture.ts';

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;
let cora: TestActor;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
  cora = await aCoordinator(deps);
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});
beforeEach(async () => {
  deps.clock.moveTo(ordinaryMorning);
  await deps.db.delivery.deleteMany();
});

const nothingAsked = async (entryId: string) => {
  expect(await receiversOf(deps, entryId)).toEqual([]);
  expect(await deps.db.delivery.count()).toBe(0);
};

describe('asking services a question on behalf of somebody on the register', () => {
  test('goes to the first contact of each, or to its duty inbox, under one reference', async () => {
    const { entryId } = await anEntry(deps);
    const contact = { name: 'Asha Contact', email: 'asha@council.example.org' };
    const left = { name: 'Left Contact', email: 'left@council.example.org', active: false };
    const council = await aService(deps, { name: 'Example Council', contacts: [left, contact] });
    const ward = await aService(deps, { name: 'Example Ward', contacts: [], dutyEmail: 'duty@ward.example.org' });
    granted(await ask(deps, cora, { entryId, organisationIds: [council.id, ward.id] }));
    const receivers = await receiversOf(deps, entryId);
    expect(receivers).toMatchObject([
      { email: 'asha@council.example.org', name: 'Asha Contact', state: 'asked' },
      { email: 'duty@ward.example.org', name: 'Example Ward', state: 'asked' },
    ]);
    expect(receivers[0]?.question.reference).toMatch(/^QUE-2027-\d{4}$/);
    const person = granted(await viewPerson(deps, { actor: cora, entryId }));
    expect(person.questions).toMatchObject([
      {
        text: 'What is being offered?',
        dueDay: '2027-02-02',
        askedBy: 'Cora Coordinator',
        services: [{ state: 'asked', overdue: false, answer: null }, { state: 'asked' }],
      },
    ]);
  });

  test('the mail says the reference and the day, and nothing of the person or the question', async () => {
    const { entryId } = await anEntry(deps);
    const ward = await aService(deps, { contacts: [{ name: 'Wes Contact', email: 'wes@ward.example.org' }] });
    granted(await ask(deps, cora, { entryId, organisationIds: [ward.id], text: 'Is a bed free for Jordan?' }));
    const { runAll, mailer } = deliveryService(deps);
    await runAll();
    const [mail] = mailer.sent;
    expect(mail).toMatchObject({ to: { address: 'wes@ward.example.org' } });
    expect(mail?.subject).toMatch(/^QUE-2027-\d{4}: a question to your service$/);
    expect(mail?.text).toContain('Please answer by Tuesday 2 February 2027');
    expect(`${mail?.subject}${mail?.text}${mail?.html}`).not.toMatch(/Jordan|bed|DSR-/);
  });

  test('the mail brings a personal link where this service knows its own address', async () => {
    const { entryId } = await anEntry(deps);
    const ward = await aService(deps);
    granted(await ask(deps, cora, { entryId, organisationIds: [ward.id] }));
    const { runAll, mailer } = deliveryService({ ...deps, publicUrl: 'https://roundtable.example.org' } as typeof deps);
    await runAll();
    expect(mailer.sent[0]?.text).toMatch(/https:\/\/roundtable\.example\.org\/l\/[\w-]{43}/);
    const [receiver] = await receiversOf(deps, entryId);
    const link = await deps.db.accessLink.findFirstOrThrow({ where: { targetId: receiver?.id ?? '' } });
    expect(link).toMatchObject({ kind: 'question', address: receiver?.email });
  });

  test('pressed twice asks once', async () => {
    const { entryId } = await anEntry(deps);
    const ward = await aService(deps);
    const about = { entryId, organisationIds: [ward.id], press: deps.newId() };
    granted(await ask(deps, cora, about));
    granted(await ask(deps, cora, about));
    expect(await receiversOf(deps, entryId)).toHaveLength(1);
  });

  test('is on record, with codes and ids alone', async () => {
    const { entryId } = await anEntry(deps);
    const ward = await aService(deps);
    granted(await ask(deps, cora, { entryId, organisationIds: [ward.id] }));
    const audited = await deps.db.auditEvent.findFirstOrThrow({
      where: { useCase: 'ask-service', detail: { path: ['entryId'], equals: entryId } },
    });
    expect(audited).toMatchObject({
      noun: 'service-question',
      actorId: cora.id,
      detail: { dueDay: '2027-02-02', organisationIds: [ward.id] },
    });
  });
});

describe('nothing is asked, and nothing sent', () => {
  test('without consent to sharing, or once it is withdrawn', async () => {
    const ward = await aService(deps);
    const organisationIds = [ward.id];
    const none = await anEntry(deps, { consent: false });
    expect(await ask(deps, cora, { ...none, organisationIds })).toMatchObject({
      reason: 'no-consent',
      because: 'not-yet',
    });
    await nothingAsked(none.entryId);
    const only = await anEntry(deps);
    granted(await record(deps, cora, only.personId, { record: { sharing: 'no' } }));
    await deps.db.delivery.deleteMany();
    expect(await ask(deps, cora, { ...only, organisationIds })).toMatchObject({
      reason: 'no-consent',
      because: 'register-only',
    });
    await nothingAsked(only.entryId);
    const withdrawn = await anEntry(deps);
    granted(await withdraw(deps, cora, withdrawn.personId));
    expect(await ask(deps, cora, { ...withdrawn, organisationIds })).toMatchObject({ reason: 'entry-ended' });
    expect(await receiversOf(deps, withdrawn.entryId)).toEqual([]);
  });

  test('once consent has run out', async () => {
    const ward = await aService(deps);
    const lapsed = await anEntry(deps, { fromDay: '2026-01-11' });
    expect(await ask(deps, cora, { ...lapsed, organisationIds: [ward.id] })).toMatchObject({
      reason: 'no-consent',
      because: 'lapsed',
    });
    await nothingAsked(lapsed.entryId);
  });

  test('where one of the organisations has no agreement in force: it is named', async () => {
    const { entryId } = await anEntry(deps);
    const ward = await aService(deps);
    const school = await aService(deps, { name: 'Example School', agreement: null });
    const asked = await ask(deps, cora, { entryId, organisationIds: [ward.id, school.id] });
    const problem = { field: 'organisationIds', problem: 'no-agreement', organisation: 'Example School' };
    expect(asked).toMatchObject({ reason: 'incomplete', problems: [problem] });
    await endAgreement(deps, ward.id, '2027-01-11');
    expect(await ask(deps, cora, { entryId, organisationIds: [ward.id] })).toMatchObject({
      problems: [{ problem: 'no-agreement', organisation: ward.name }],
    });
    await nothingAsked(entryId);
  });

  test('where one has neither contact nor duty inbox, or its address is read by one without an agreement', async () => {
    const { entryId } = await anEntry(deps);
    const silent = await aService(deps, { name: 'Silent Service', contacts: [] });
    const contacts = [{ name: 'Both', email: 'Both@shared.example.org' }];
    const shared = await aService(deps, { name: 'Shared Service', contacts });
    await aService(deps, { name: 'Other School', agreement: null, contacts: [], dutyEmail: 'both@shared.example.org' });
    const asked = await ask(deps, cora, { entryId, organisationIds: [silent.id, shared.id] });
    expect(asked).toMatchObject({
      problems: expect.arrayContaining([
        { field: 'organisationIds', problem: 'no-address', organisation: 'Silent Service' },
        { field: 'organisationIds', problem: 'address-shared', organisation: 'Shared Service' },
      ]),
    });
    await nothingAsked(entryId);
  });

  test('without words, without anybody, or by a day that has passed', async () => {
    const { entryId } = await anEntry(deps);
    const typed = { entryId, organisationIds: [], text: ' ', dueDay: '2027-01-11' };
    expect(await ask(deps, cora, typed)).toMatchObject({
      reason: 'incomplete',
      problems: [
        { field: 'organisationIds', problem: 'missing' },
        { field: 'text', problem: 'missing' },
        { field: 'dueDay', problem: 'in-the-past' },
      ],
    });
    await nothingAsked(entryId);
  });

  test('by somebody who is not in the team', async () => {
    const { entryId } = await anEntry(deps);
    const rosa = await aProfessional(deps);
    expect(await ask(deps, rosa, { entryId, organisationIds: [] })).toMatchObject({ reason: 'not-allowed' });
    await nothingAsked(entryId);
  });
});

describe('a question that is taken back', () => {
  const taken = async () => {
    const { entryId, personId } = await anEntry(deps);
    const ward = await aService(deps);
    granted(await ask(deps, cora, { entryId, organisationIds: [ward.id] }));
    const [receiver] = await receiversOf(deps, entryId);
    return { entryId, personId, questionId: receiver?.questionId ?? '' };
  };

  test('by the team asks nobody any more, and its mail is not sent', async () => {
    const { entryId, questionId } = await taken();
    const press = deps.newId();
    granted(await withdrawServiceQuestion(deps, { actor: cora, questionId, press }));
    granted(await withdrawServiceQuestion(deps, { actor: cora, questionId, press }));
    expect(await withdrawServiceQuestion(deps, { actor: cora, questionId, press: deps.newId() })).toMatchObject({
      reason: 'nobody-asked',
    });
    expect(await receiversOf(deps, entryId)).toMatchObject([{ state: 'withdrawn' }]);
    const { runAll, mailer } = deliveryService(deps);
    await runAll();
    expect(mailer.sent).toEqual([]);
    const shown = granted(await viewServiceQuestion(deps, { actor: cora, questionId }));
    expect(shown).toMatchObject({ personName: 'Jordan Example', services: [{ state: 'withdrawn' }] });
  });

  test('withdrawing consent takes back every question that waits, in the same transaction', async () => {
    const { entryId, personId } = await taken();
    granted(await withdraw(deps, cora, personId));
    expect(await receiversOf(deps, entryId)).toMatchObject([{ state: 'withdrawn' }]);
  });
});
