import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadPolicy } from '../../../services/policies/load-policy.ts';
import { type AcceptRefusal, acceptReferral } from '../../../services/referrals/accept-referral.ts';
import { answerReferralQuestion } from '../../../services/referrals/answer-referral-question.ts';
import { askReferralQuestion } from '../../../services/referrals/ask-referral-question.ts';
import { listReferrals } from '../../../services/referrals/list-referrals.ts';
import type { ReferralView } from '../../../services/referrals/model.ts';
import { recordReviewers } from '../../../services/referrals/record-reviewers.ts';
import { refuseReferral } from '../../../services/referrals/refuse-referral.ts';
import { takeReferral } from '../../../services/referrals/take-referral.ts';
import { viewReferral } from '../../../services/referrals/view-referral.ts';
import { viewReferralTriage } from '../../../services/referrals/view-referral-triage.ts';
import { readEntry } from '../../../services/register/entry-store.ts';
import { aCoordinator, aProfessional, type TestActor } from '../../support/builders.ts';
import { withdraw } from '../../support/consent-builders.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ordinaryMorning, testDeps } from '../../support/deps.ts';
import { aSentReferral, typedForAnother, typedReferral } from '../../support/referral-builders.ts';

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;
let cora: TestActor;
let dev: TestActor;
let referrer: TestActor;
let count = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
  cora = await aCoordinator(deps);
  dev = await aCoordinator(deps, 'Dev Coordinator');
  referrer = await aProfessional(deps, { name: 'Robin Referrer' });
});
beforeEach(() => {
  deps.clock.moveTo(ordinaryMorning);
  deps.policy = loadPolicy();
});
afterAll(async () => {
  await deps?.close();
  await database?.drop();
});

/** Somebody whom no other referral of these tests is about. */
function sent(over: Parameters<typeof typedReferral>[0] = {}) {
  count += 1;
  const locality = deps.policy.localities.value[0]?.code ?? '';
  const who = { personName: `Jordan Example ${'x'.repeat(count)}`, nhsNumber: '', locality };
  const make = over.forAnother === 'yes' ? typedForAnother : typedReferral;
  return aSentReferral(deps, {
    referrer: over.forAnother === 'yes' ? cora : referrer,
    typed: make({ ...who, ...over }),
  });
}

type Over = Partial<Parameters<typeof acceptReferral>[1]>;

function accept(referral: ReferralView, over: Over = {}) {
  return acceptReferral(deps, {
    actor: cora,
    referralId: referral.id,
    version: referral.version,
    press: deps.newId(),
    rating: 'red',
    setting: 'community',
    admittedOn: '',
    locality: 'staffordshire',
    decidedBy: 'The DSR panel',
    reviewLater: false,
    ...over,
  });
}

function refuse(referral: ReferralView, over: Partial<Parameters<typeof refuseReferral>[1]> = {}) {
  return refuseReferral(deps, {
    actor: cora,
    referralId: referral.id,
    version: referral.version,
    press: deps.newId(),
    reason: 'not-at-risk',
    note: '',
    whatElseHelps: 'The community team can visit.',
    decidedBy: 'Lena Example, clinical lead',
    reviewLater: false,
    ...over,
  });
}

const lettersOf = (referralId: string) =>
  deps.db.letter.findMany({ where: { referralId }, orderBy: { receiver: 'asc' } });
const entriesOf = (referralId: string) => deps.db.registerEntry.findMany({ where: { referralId } });
const reasonOf = (answer: { ok: boolean; reason?: AcceptRefusal['reason'] | string }) =>
  answer.ok ? 'ok' : answer.reason;

describe('accepting a referral', () => {
  it('puts the person onto the register from that day, with the rating, and drafts the letters', async () => {
    const referral = await sent();
    expect(await accept(referral)).toMatchObject({
      ok: true,
      value: { state: 'accepted', decision: { rating: 'red' } },
    });
    const [entry] = await entriesOf(referral.id);
    expect(await readEntry(deps.db, entry?.id ?? '')).toMatchObject({
      dsrReference: expect.stringMatching(/^DSR-\d{4}$/),
      fromDay: '2027-01-12',
      rating: 'red',
      setting: 'community',
      locality: 'staffordshire',
      consentUntil: '2028-01-11',
    });
    expect(await lettersOf(referral.id)).toMatchObject([
      { receiver: 'person', via: 'email', address: 'jordan@example.org', format: 'easy-read', state: 'drafted' },
      { receiver: 'referrer', receiverName: 'Robin Referrer', via: 'email', state: 'drafted' },
    ]);
    const letter = (await lettersOf(referral.id))[0];
    expect(letter?.facts).toMatchObject({ day: '2027-01-12', consentRoute: 'person', consentUntil: '2028-01-11' });
    expect(await deps.db.referral.findUnique({ where: { id: referral.id } })).toMatchObject({
      decisionMadeBy: 'The DSR panel',
    });
    expect(
      await deps.db.auditEvent.count({ where: { nounId: referral.id, useCase: 'accept-referral', result: 'done' } }),
    ).toBe(1);
  });

  it('tells the referrer nothing until their letter is released', async () => {
    const referral = await sent();
    const news = () =>
      deps.db.delivery.count({
        where: { kind: 'referral-news', detail: { path: ['referralId'], equals: referral.id } },
      });
    const before = await news();
    await accept(referral);
    expect(await news()).toBe(before);
    expect(await viewReferral(deps, { actor: referrer, referralId: referral.id })).toMatchObject({
      value: { referrerTold: false },
    });
  });

  it('is Blue with a hospital and the day of admission alone, and the clocks run from that day', async () => {
    const referral = await sent();
    expect(await accept(referral, { rating: 'blue' })).toMatchObject({
      problems: [{ field: 'setting', problem: 'blue-needs-hospital' }],
    });
    expect(await accept(referral, { rating: 'red', setting: 'adult', admittedOn: '2027-01-04' })).toMatchObject({
      problems: [{ field: 'rating', problem: 'hospital-needs-blue' }],
    });
    expect(await accept(referral, { rating: 'blue', setting: 'adult', admittedOn: '2027-02-01' })).toMatchObject({
      problems: [{ field: 'admittedOn', problem: 'in-the-future' }],
    });
    await accept(referral, { rating: 'blue', setting: 'adult', admittedOn: '4/1/2027' });
    const [entry] = await entriesOf(referral.id);
    expect(await readEntry(deps.db, entry?.id ?? '')).toMatchObject({
      rating: 'blue',
      setting: 'adult',
      settingSince: '2027-01-04',
    });
    const clock = await deps.db.clock.findFirst({ where: { subjectId: entry?.id ?? '', kind: 'cetr-first-offer' } });
    expect(clock?.startDay.toISOString().slice(0, 10)).toBe('2027-01-04');
  });

  it('names everything that is missing, and decides nothing', async () => {
    const referral = await sent();
    const answer = await accept(referral, { rating: '', locality: '', decidedBy: ' ', setting: 'prison' });
    expect(answer).toMatchObject({
      reason: 'incomplete',
      problems: [{ field: 'rating' }, { field: 'setting' }, { field: 'locality' }, { field: 'decidedBy' }],
    });
    expect(await entriesOf(referral.id)).toEqual([]);
    expect(await lettersOf(referral.id)).toEqual([]);
  });

  it('needs consent that is valid that day: none, refused, withdrawn or lapsed keeps the register closed', async () => {
    const none = await sent({ consentAnswer: 'not-yet', whyNot: 'Jordan is unwell.' });
    expect(reasonOf(await accept(none))).toBe('no-consent');
    const gone = await sent();
    await withdraw(deps, cora, gone.person.id);
    const fresh = await viewReferral(deps, { actor: cora, referralId: gone.id });
    if (!fresh.ok) throw new Error('it is there');
    if (['submitted', 'information-requested'].includes(fresh.value.state))
      expect(await accept(fresh.value)).toMatchObject({ reason: 'no-consent', consent: { state: 'withdrawn' } });
    const old = await sent();
    deps.clock.moveTo(new Date('2028-01-12T09:00:00Z'));
    expect(await accept(old)).toMatchObject({ reason: 'no-consent', consent: { state: 'lapsed' } });
    for (const referral of [none, gone, old]) expect(await entriesOf(referral.id)).toEqual([]);
  });

  it('and a withdrawal at the same moment: never an open entry without consent', async () => {
    for (let round = 0; round < 4; round += 1) {
      const referral = await sent();
      await Promise.all([accept(referral), withdraw(deps, dev, referral.person.id)]);
      const open = await deps.db.registerEntry.count({ where: { personId: referral.person.id, toDay: null } });
      expect(open).toBe(0);
    }
  });

  it('is done once by two who press at once, and the second sees who was first', async () => {
    const referral = await sent();
    const answers = await Promise.all([
      accept(referral),
      refuse(referral, { actor: dev }),
      accept(referral, { actor: dev, rating: 'green' }),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    for (const answer of answers) if (!answer.ok) expect(answer).toMatchObject({ reason: 'already-decided' });
    expect((await entriesOf(referral.id)).length).toBeLessThanOrEqual(1);
    expect(await lettersOf(referral.id)).toHaveLength(2);
  });

  it('is done once however often the same press arrives', async () => {
    const referral = await sent();
    const press = deps.newId();
    const answers = await Promise.all([1, 2, 3].map(() => accept(referral, { press })));
    answers.push(await accept(referral, { press }));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(await entriesOf(referral.id)).toHaveLength(1);
    expect(await lettersOf(referral.id)).toHaveLength(2);
  });

  it('is undone whole where it is killed before its end: no entry, no letter, nothing decided', async () => {
    const referral = await sent();
    const broken = { ...deps, jobs: { ...deps.jobs, enqueue: () => Promise.reject(new Error('killed here')) } };
    const asked = { actor: cora, referralId: referral.id, version: referral.version, press: deps.newId() };
    const typed = {
      rating: 'red',
      setting: '',
      admittedOn: '',
      locality: 'staffordshire',
      decidedBy: 'Panel',
      reviewLater: false,
    };
    await expect(acceptReferral(broken, { ...asked, ...typed })).rejects.toThrow('killed here');
    expect(await entriesOf(referral.id)).toEqual([]);
    expect(await lettersOf(referral.id)).toEqual([]);
    expect((await deps.db.referral.findUniqueOrThrow({ where: { id: referral.id } })).state).toBe('submitted');
    expect(await accept(referral, asked)).toMatchObject({ ok: true });
  });

  it('is for the DSR team alone, and an attempt is on record', async () => {
    const referral = await sent();
    expect(reasonOf(await accept(referral, { actor: referrer }))).toBe('not-allowed');
    expect(
      await deps.db.auditEvent.count({ where: { nounId: referral.id, useCase: 'accept-referral', result: 'refused' } }),
    ).toBe(1);
  });
});

describe('the reviewers', () => {
  const norfolk = loadPolicy('norfolk-and-waveney');

  it('from education and social care are recorded, or the coordinator says that the review goes on: its clock then runs on', async () => {
    const referral = await sent();
    deps.policy = norfolk;
    const locality = norfolk.localities.value[0]?.code ?? '';
    expect(await accept(referral, { locality })).toMatchObject({
      problems: [{ field: 'reviewers', problem: 'missing' }],
    });
    expect(await accept(referral, { locality, reviewLater: true })).toMatchObject({ ok: true });
    const clock = () => deps.db.clock.count({ where: { subjectId: referral.id, kind: 'referral-review' } });
    expect(await clock()).toBe(1);
    const triage = await viewReferralTriage(deps, { actor: cora, referralId: referral.id });
    expect(triage).toMatchObject({ value: { missingSectors: ['education', 'social-care'] } });

    const names = { education: 'Kim Example, teacher', 'social-care': 'Lou Example' };
    await recordReviewers(deps, { actor: cora, referralId: referral.id, press: deps.newId(), names });
    expect(await clock()).toBe(0);
  });

  it('may come one after the other, and what is written takes the place of what was', async () => {
    const referral = await sent();
    deps.policy = norfolk;
    const record = (names: object) =>
      recordReviewers(deps, { actor: cora, referralId: referral.id, press: deps.newId(), names });
    await record({ education: 'Kim Example\nPat Example', 'social-care': '' });
    const after = await record({ education: 'Kim Example', 'social-care': 'Lou Example' });
    expect(after).toMatchObject({
      value: {
        reviewers: [
          { sector: 'education', name: 'Kim Example' },
          { sector: 'social-care', name: 'Lou Example' },
        ],
      },
    });
  });
});

describe('not eligible', () => {
  it('needs a reason and what else could help, in words where the reason is another', async () => {
    const referral = await sent();
    expect(await refuse(referral, { reason: '', whatElseHelps: ' ', decidedBy: '' })).toMatchObject({
      problems: [{ field: 'reason' }, { field: 'whatElseHelps' }, { field: 'decidedBy' }],
    });
    expect(await refuse(referral, { reason: 'other' })).toMatchObject({
      problems: [{ field: 'note', problem: 'missing' }],
    });
    expect(await refuse(referral)).toMatchObject({
      ok: true,
      value: { state: 'not-eligible', decision: { reason: 'not-at-risk' } },
    });
    expect(await lettersOf(referral.id)).toMatchObject([
      { kind: 'referral-not-eligible', receiver: 'person' },
      { kind: 'referral-not-eligible', receiver: 'referrer' },
    ]);
    expect(await entriesOf(referral.id)).toEqual([]);
  });

  it('tells a carer who referred by phone once, by phone', async () => {
    const referral = await sent({ forAnother: 'yes' });
    await refuse(referral);
    expect(await lettersOf(referral.id)).toMatchObject([
      { receiver: 'person' },
      { receiver: 'referrer', receiverName: 'Alex Example', via: 'phone', address: '01632 960 123' },
    ]);
  });
});

describe('asking for information', () => {
  it('stops the clock only where the area says so', async () => {
    for (const mayPause of [false, true]) {
      const referral = await sent();
      const base = loadPolicy('norfolk-and-waveney');
      const source = { document: 'Test', place: 'Test' };
      deps.policy = mayPause ? { ...base, referralReviewMayPause: { value: true, source, layer: 'area' } } : base;
      const ask = { actor: cora, referralId: referral.id, version: referral.version, press: deps.newId() };
      expect(await askReferralQuestion(deps, { ...ask, question: ' ' })).toMatchObject({ reason: 'incomplete' });
      const asked = await askReferralQuestion(deps, { ...ask, question: 'Which school?' });
      expect(asked).toMatchObject({
        value: { state: 'information-requested', questions: [{ pausesClock: mayPause }] },
      });
      const clock = await deps.db.clock.findFirst({ where: { subjectId: referral.id, kind: 'referral-review' } });
      expect(clock?.pausedSince !== null).toBe(mayPause);
      deps.clock.moveBy(3 * 24 * 60 * 60 * 1000);
      const answer = { actor: referrer, referralId: referral.id, press: deps.newId(), answer: 'Example School' };
      await answerReferralQuestion(deps, answer);
      const after = await deps.db.clock.findFirst({ where: { subjectId: referral.id, kind: 'referral-review' } });
      expect(after?.pausedSince).toBeNull();
      expect(after?.dueDay.toISOString().slice(0, 10)).toBe(mayPause ? '2027-02-12' : '2027-02-09');
      deps.clock.moveTo(ordinaryMorning);
    }
  });
});

describe('the list of referrals', () => {
  it('has an owner, what is due and how long is left; the first due comes first', async () => {
    deps.policy = loadPolicy('norfolk-and-waveney');
    const [late, soon] = [await sent({ receivedOn: '2026-12-01', forAnother: 'yes' }), await sent()];
    await takeReferral(deps, { actor: cora, referralId: soon.id, press: deps.newId() });
    expect(await takeReferral(deps, { actor: dev, referralId: soon.id, press: deps.newId() })).toMatchObject({
      reason: 'already-owned',
      by: { name: 'Cora Coordinator' },
    });
    const list = await listReferrals(deps, { actor: cora, filter: 'overdue', page: 1 });
    expect(list).toMatchObject({ value: { items: [{ id: late.id, due: '2026-12-29' }] } });
    const mine = await listReferrals(deps, { actor: cora, filter: 'mine', page: 1 });
    expect(mine).toMatchObject({ value: { total: 1, items: [{ id: soon.id, due: '2027-02-09' }] } });
    const all = await listReferrals(deps, { actor: cora, filter: 'all', page: 1 });
    if (!all.ok) throw new Error('the team may look');
    expect(all.value.items[0]?.id).toBe(late.id);
    expect(reasonOf(await listReferrals(deps, { actor: referrer, filter: 'all', page: 1 }))).toBe('not-allowed');
  });
});
