import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadPolicy } from '../../../services/policies/load-policy.ts';
import { answerReferralQuestion } from '../../../services/referrals/answer-referral-question.ts';
import { discardReferralDraft } from '../../../services/referrals/discard-referral-draft.ts';
import { enterReferral } from '../../../services/referrals/enter-referral.ts';
import { listMyReferrals } from '../../../services/referrals/list-my-referrals.ts';
import { saveReferralDraft } from '../../../services/referrals/save-referral-draft.ts';
import { submitReferral } from '../../../services/referrals/submit-referral.ts';
import { viewReferral } from '../../../services/referrals/view-referral.ts';
import { viewReferralDraft } from '../../../services/referrals/view-referral-draft.ts';
import { withdrawReferral } from '../../../services/referrals/withdraw-referral.ts';
import { aCoordinator, aProfessional, type TestActor } from '../../support/builders.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ordinaryMorning, testDeps } from '../../support/deps.ts';
import { aReferralDraft, aSentReferral, typedForAnother, typedReferral } from '../../support/referral-builders.ts';

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;
let referrer: TestActor;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
});
beforeEach(async () => {
  deps.clock.moveTo(ordinaryMorning);
  deps.policy = loadPolicy();
  referrer = await aProfessional(deps, { name: 'Robin Referrer' });
});
afterAll(async () => {
  await deps?.close();
  await database?.drop();
});

const press = () => deps.newId();
const events = (nounId: string) => deps.db.auditEvent.findMany({ where: { nounId }, orderBy: { id: 'asc' } });

describe('sending a referral', () => {
  it('writes person, key professionals, consent, audit and the card to the team, under a reference', async () => {
    const sent = await aSentReferral(deps, { referrer });
    expect(sent.reference).toMatch(/^REF-2027-\d{4}$/);
    expect(sent).toMatchObject({
      state: 'submitted',
      route: 'professional',
      receivedBy: 'teams',
      receivedOn: '2027-01-12',
      contact: null,
      person: {
        fullName: 'Jordan Example',
        dateOfBirth: '1998-03-31',
        nhsNumber: '9990000018',
        told: { via: 'email', detail: 'jordan@example.org', format: 'easy-read' },
      },
      keyProfessionals: [{ name: 'Sam Example', lead: false }],
      eligibility: { diagnosis: 'yes', 'risk-of-admission': 'yes', 'placement-at-risk': 'unknown' },
      suggestedRating: 'amber',
      policyVersion: deps.policy.version,
      clocks: [],
      decision: null,
    });
    expect(sent.consent.map(({ kind, day, route }) => ({ kind, day, route }))).toEqual([
      { kind: 'informed', day: '2027-01-11', route: null },
      { kind: 'given', day: '2027-01-11', route: 'person' },
    ]);
    expect(sent.consent[1]).toMatchObject({ scope: ['register', 'sharing'], informationFormat: 'easy-read' });
    const row = await deps.db.referral.findUniqueOrThrow({ where: { id: sent.id } });
    expect(row.typed).toBeNull();
    expect((await events(sent.id)).map(({ useCase, result }) => `${useCase} ${result}`)).toEqual([
      'save-referral-draft done',
      'submit-referral done',
    ]);
    expect(await deps.db.delivery.count({ where: { eventKey: `referral-for-triage:${sent.id}` } })).toBe(1);
  });

  it('is done once, however often and on however many copies it is pressed', async () => {
    const draftId = await aReferralDraft(deps, referrer, typedReferral());
    const send = () => submitReferral(deps, { actor: referrer, draftId, press: press() });
    const answers = await Promise.all([send(), send(), send()]);
    const references = answers.map((answer) => answer.ok && answer.value.reference);
    expect(new Set(references).size).toBe(1);
    expect(await deps.db.consentEvent.count({ where: { referralId: draftId } })).toBe(2);
  });

  it('says which steps have something to put right, and changes nothing', async () => {
    const draftId = await aReferralDraft(deps, referrer, typedReferral({ personName: '', currentIssues: ' ' }));
    const sent = await submitReferral(deps, { actor: referrer, draftId, press: press() });
    expect(sent).toMatchObject({ ok: false, reason: 'incomplete', toMend: [{ step: 'who' }, { step: 'risk' }] });
    expect(await deps.db.referral.findUnique({ where: { id: draftId } })).toMatchObject({ state: 'draft', version: 0 });
  });

  it('marks words of danger urgent', async () => {
    const sent = await aSentReferral(deps, {
      typed: typedReferral({ currentIssues: 'Jordan says they want to die tonight' }),
    });
    expect(sent.urgentBecause).toEqual(['words-of-danger']);
  });

  it('may be sent with “not yet”, with why, and records no consent', async () => {
    const typed = typedReferral({ consentAnswer: 'not-yet', whyNot: 'We speak on Friday.' });
    const sent = await aSentReferral(deps, { typed });
    expect(sent.consent).toEqual([]);
    expect(sent.consentNote).toBe('We speak on Friday.');
  });

  it('records a refusal as what it is', async () => {
    const typed = typedReferral({ consentAnswer: 'refused', whyNot: 'Jordan does not want to be on a list.' });
    const [refused, ...more] = (await aSentReferral(deps, { typed })).consent;
    expect(refused).toMatchObject({ kind: 'refused', note: 'Jordan does not want to be on a list.' });
    expect(more).toEqual([]);
  });

  it('records a best-interest decision with who decided, when capacity was assessed and who was consulted', async () => {
    const typed = typedReferral({
      consentAnswer: 'best-interest',
      decidedBy: 'Dr Mina Example',
      capacityAssessedOn: '2027-01-05',
      consulted: 'Jordan’s sister',
    });
    const given = (await aSentReferral(deps, { typed })).consent.at(-1);
    expect(given).toMatchObject({
      kind: 'given',
      route: 'best-interest',
      decidedBy: 'Dr Mina Example',
      capacityAssessedOn: '2027-01-05',
      consulted: 'Jordan’s sister',
    });
  });

  it('remembers the referrer’s own details', async () => {
    const nurse = await aProfessional(deps, { profile: null });
    const me = { jobRole: 'Nurse', organisation: 'Example Trust', phone: '01632 960 001' };
    await aSentReferral(deps, { referrer: nurse, typed: typedReferral(me) });
    expect(await deps.db.professional.findUnique({ where: { id: nurse.id } })).toMatchObject(me);
  });

  it('in Norfolk and Waveney starts the review’s four weeks on the day of receipt', async () => {
    deps.policy = loadPolicy('norfolk-and-waveney');
    const [question] = deps.policy.eligibilityQuestions.value;
    const answers = Object.fromEntries(
      deps.policy.eligibilityQuestions.value.map(({ code }) => [`eligibility-${code}`, 'yes']),
    );
    expect(question).toBeDefined();
    const locality = deps.policy.localities.value[0]?.code ?? '';
    const sent = await aSentReferral(deps, { typed: typedReferral({ ...answers, locality }) });
    expect(sent.clocks).toMatchObject([{ kind: 'referral-review', due: '2027-02-09', start: { day: '2027-01-12' } }]);
    expect(await deps.db.clock.findMany({ where: { subjectId: sent.id } })).toMatchObject([
      { kind: 'referral-review' },
    ]);
  });
});

describe('a draft', () => {
  it('is nobody’s but its writer’s: not to open, keep, send or delete, and each attempt is on record', async () => {
    const draftId = await aReferralDraft(deps, referrer, typedReferral());
    const other = await aCoordinator(deps);
    const about = { actor: other, draftId };
    const answers = [
      await viewReferralDraft(deps, about),
      await saveReferralDraft(deps, { ...about, typed: { personName: 'X' }, check: 'nothing' }),
      await submitReferral(deps, { ...about, press: press() }),
      await discardReferralDraft(deps, about),
      await viewReferral(deps, { actor: other, referralId: draftId }),
    ];
    expect(answers.map((answer) => !answer.ok && answer.reason)).toEqual(answers.map(() => 'not-found'));
    expect((await events(draftId)).filter(({ result }) => result === 'refused')).toHaveLength(4);
    const kept = await viewReferralDraft(deps, { actor: referrer, draftId });
    expect(kept.ok && kept.value.typed.personName).toBe('Jordan Example');
  });

  it('keeps a step only when its answers are right; anything is kept for later', async () => {
    const draftId = deps.newId();
    const save = (check: 'who' | 'nothing') =>
      saveReferralDraft(deps, { actor: referrer, draftId, typed: { personName: 'Jordan Example' }, check });
    expect(await save('who')).toMatchObject({ ok: false, reason: 'incomplete' });
    expect(await deps.db.referral.count({ where: { id: draftId } })).toBe(0);
    expect(await save('nothing')).toMatchObject({ ok: true });
  });

  it('keeps =cmd(), Markdown, HTML and 50,000 characters as typed, without what no database takes', async () => {
    const draftId = deps.newId();
    const typed = { personName: '=cmd() **<b>Jordan</b>**', currentIssues: `\u0000${'long '.repeat(10_000)}` };
    const saved = await saveReferralDraft(deps, { actor: referrer, draftId, typed, check: 'nothing' });
    expect(saved.ok && saved.value.typed.personName).toBe(typed.personName);
    expect(saved.ok && saved.value.typed.currentIssues).toHaveLength(49_999);
  });

  it('once sent is opened, kept and deleted no more', async () => {
    const { id: draftId } = await aSentReferral(deps, { referrer });
    const about = { actor: referrer, draftId };
    const sent = { ok: false, reason: 'already-sent', referralId: draftId };
    expect(await viewReferralDraft(deps, about)).toEqual(sent);
    expect(await discardReferralDraft(deps, about)).toEqual(sent);
    expect(await saveReferralDraft(deps, { ...about, typed: { personName: 'X' }, check: 'nothing' })).toEqual(sent);
  });

  it('that is deleted leaves nothing but its audit event', async () => {
    const draftId = await aReferralDraft(deps, referrer, typedReferral());
    expect(await discardReferralDraft(deps, { actor: referrer, draftId })).toEqual({ ok: true, value: null });
    expect(await discardReferralDraft(deps, { actor: referrer, draftId })).toEqual({ ok: true, value: null });
    expect(await deps.db.referral.count({ where: { id: draftId } })).toBe(0);
    expect((await events(draftId)).map(({ useCase }) => useCase)).toEqual([
      'save-referral-draft',
      'discard-referral-draft',
    ]);
  });
});

describe('a referral that a coordinator enters', () => {
  it('counts from the day it was received and says who was on the phone', async () => {
    const coordinator = await aCoordinator(deps);
    const sent = await aSentReferral(deps, { referrer: coordinator, typed: typedForAnother() });
    expect(sent).toMatchObject({
      route: 'carer',
      receivedBy: 'phone',
      receivedOn: '2027-01-08',
      contact: { name: 'Alex Example', relation: 'Mother', via: 'phone', detail: '01632 960 123' },
    });
  });

  it('is the DSR team’s alone, and the attempt is on record', async () => {
    expect(await enterReferral(deps, { actor: referrer })).toEqual({ ok: false, reason: 'not-allowed' });
    const about = { actor: referrer, draftId: deps.newId(), check: 'nothing' } as const;
    const saved = await saveReferralDraft(deps, { ...about, typed: typedForAnother() });
    expect(saved).toEqual({ ok: false, reason: 'not-allowed' });
    expect(await deps.db.referral.count({ where: { id: about.draftId } })).toBe(0);
  });

  it('is refused on a route that the area does not take', async () => {
    deps.policy = loadPolicy('humber');
    const coordinator = await aCoordinator(deps);
    const draftId = await aReferralDraft(deps, coordinator, typedForAnother({ route: 'self' }));
    const sent = await submitReferral(deps, { actor: coordinator, draftId, press: press() });
    expect(!sent.ok && sent.reason === 'incomplete' && sent.toMend[0]).toMatchObject({
      step: 'received',
      problems: [{ field: 'route', problem: 'route-not-taken' }],
    });
  });
});

describe('somebody’s own referrals', () => {
  it('are listed, drafts first, and nobody else’s', async () => {
    await aSentReferral(deps, {});
    const { reference } = await aSentReferral(deps, { referrer });
    await aReferralDraft(deps, referrer, { personName: 'Taylor Example' });
    const listed = await listMyReferrals(deps, { actor: referrer, page: 1 });
    expect(
      listed.ok && listed.value.items.map(({ state, reference, personName }) => [state, reference, personName]),
    ).toEqual([
      ['draft', null, 'Taylor Example'],
      ['submitted', reference, 'Jordan Example'],
    ]);
  });

  it('are not there for another professional; the DSR team sees them', async () => {
    const { id: referralId } = await aSentReferral(deps, { referrer });
    const other = await aProfessional(deps);
    expect(await viewReferral(deps, { actor: other, referralId })).toEqual({ ok: false, reason: 'not-found' });
    expect(await viewReferral(deps, { actor: await aCoordinator(deps), referralId })).toMatchObject({ ok: true });
  });
});

describe('taking a referral back', () => {
  it('ends it once, with why, drafts the letter to the person, and stops its clocks', async () => {
    const { id: referralId } = await aSentReferral(deps, { referrer });
    const ask = { actor: referrer, referralId, note: 'The crisis is over.', press: press() };
    const first = await withdrawReferral(deps, ask);
    const again = await withdrawReferral(deps, ask);
    expect(first).toMatchObject({ ok: true, value: { state: 'withdrawn', endNote: 'The crisis is over.' } });
    expect(again).toEqual(first);
    expect(await deps.db.letter.findMany({ where: { referralId, receiver: 'person' } })).toMatchObject([
      { kind: 'referral-withdrawn', state: 'drafted' },
    ]);
    expect(await withdrawReferral(deps, { ...ask, press: press() })).toMatchObject({ ok: false, reason: 'too-late' });
  });

  it('is refused with a note that is too long, to somebody else, and to an unknown referral', async () => {
    const { id: referralId } = await aSentReferral(deps, { referrer });
    const note = 'x'.repeat(50_000);
    expect(await withdrawReferral(deps, { actor: referrer, referralId, note, press: press() })).toMatchObject({
      reason: 'incomplete',
    });
    const other = await aProfessional(deps);
    for (const id of [referralId, deps.newId()]) {
      const asked = await withdrawReferral(deps, { actor: other, referralId: id, note: '', press: press() });
      expect(asked).toEqual({ ok: false, reason: 'not-found' });
    }
    expect(await viewReferral(deps, { actor: referrer, referralId })).toMatchObject({ value: { state: 'submitted' } });
  });
});

describe('answering what the team asks', () => {
  it('brings the referral back to the team once; without a question it is too late', async () => {
    const { id: referralId } = await aSentReferral(deps, { referrer });
    const coordinator = await aCoordinator(deps);
    const answer = (text: string, key = press()) =>
      answerReferralQuestion(deps, { actor: referrer, referralId, answer: text, press: key });
    expect(await answer('Nobody asked')).toMatchObject({ ok: false, reason: 'too-late' });
    const questionId = deps.newId();
    await deps.db.referral.update({ where: { id: referralId }, data: { state: 'information-requested' } });
    await deps.db.referralQuestion.create({
      data: {
        ...{ id: questionId, referralId, question: 'Who is the GP?', askedById: coordinator.id },
        ...{ askedAt: deps.clock.now(), pausesClock: false },
      },
    });
    expect(await answer('  ')).toMatchObject({ ok: false, reason: 'incomplete', problem: 'missing' });
    expect(await answer('x'.repeat(50_000))).toMatchObject({ ok: false, reason: 'incomplete', problem: 'too-long' });
    const key = press();
    const answered = await answer('Dr Mina Example', key);
    expect(answered).toMatchObject({ ok: true, value: { state: 'submitted' } });
    expect(answered.ok && answered.value.questions).toMatchObject([{ answer: 'Dr Mina Example' }]);
    expect(await answer('Dr Mina Example', key)).toEqual(answered);
    expect(await deps.db.delivery.count({ where: { eventKey: `referral-for-triage:${questionId}` } })).toBe(1);
  });
});
