import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { acceptReferral } from '../../../services/referrals/accept-referral.ts';
import { closeDuplicateReferral } from '../../../services/referrals/close-duplicate-referral.ts';
import { decideDuplicate } from '../../../services/referrals/decide-duplicate.ts';
import type { ReferralView } from '../../../services/referrals/model.ts';
import { viewReferral } from '../../../services/referrals/view-referral.ts';
import { viewReferralTriage } from '../../../services/referrals/view-referral-triage.ts';
import { aCoordinator, aProfessional, aSubmittedRequest, type TestActor } from '../../support/builders.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ordinaryMorning, testDeps } from '../../support/deps.ts';
import { aSentReferral, typedReferral } from '../../support/referral-builders.ts';

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;
let cora: TestActor;
let referrer: TestActor;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
  cora = await aCoordinator(deps);
  referrer = await aProfessional(deps, { name: 'Robin Referrer' });
});
beforeEach(() => deps.clock.moveTo(ordinaryMorning));
afterAll(async () => {
  await deps?.close();
  await database?.drop();
});

let born = 0;
/** A day of birth that nobody else in these tests has. */
function birthday(): string {
  born += 1;
  return `${(born % 28) + 1}/${(born % 12) + 1}/${1960 + born}`;
}

const sent = (over: Parameters<typeof typedReferral>[0]) =>
  aSentReferral(deps, { referrer, typed: typedReferral({ nhsNumber: '', ...over }) });

async function triage(referralId: string) {
  const found = await viewReferralTriage(deps, { actor: cora, referralId });
  if (!found.ok) throw new Error('the team may look');
  return found.value;
}

const accept = (referral: ReferralView, version = referral.version) =>
  acceptReferral(deps, {
    ...{ actor: cora, referralId: referral.id, version, press: deps.newId() },
    ...{
      rating: 'red',
      setting: '',
      admittedOn: '',
      locality: 'staffordshire',
      decidedBy: 'Panel',
      reviewLater: false,
    },
  });

const decide = (referral: { id: string }, otherId: string, same: boolean) =>
  decideDuplicate(deps, { actor: cora, referralId: referral.id, otherId, same, press: deps.newId() });

describe('people who may be one', () => {
  it.each([
    [
      'the same NHS number',
      { nhsNumber: '999 000 0026' },
      { nhsNumber: '9990000026', personName: 'Someone Else' },
      'nhs-number',
    ],
    [
      'the same name however it is spelled',
      { personName: 'Zoë O’Brien-Example' },
      { personName: 'zoe obrien example' },
      'name-and-date-of-birth',
    ],
    [
      'the names the other way round',
      { personName: 'Ada Sample' },
      { personName: 'SAMPLE, Ada' },
      'name-and-date-of-birth',
    ],
  ])('%s is shown before anybody is added', async (_why, one, other, sign) => {
    const dateOfBirth = birthday();
    const first = await sent({ dateOfBirth, ...one });
    const second = await sent({ dateOfBirth: sign === 'nhs-number' ? birthday() : dateOfBirth, ...other });
    const seen = await triage(second.id);
    expect(seen.possible).toMatchObject([{ signs: expect.arrayContaining([sign]), referrals: [{ id: first.id }] }]);
    expect(seen.gaps).toContain('duplicates');
    expect(await accept(second)).toMatchObject({ reason: 'undecided-duplicates' });
    expect(await deps.db.registerEntry.count({ where: { personId: second.person.id } })).toBe(0);
  });

  it('the same name with another date of birth is nobody', async () => {
    const personName = 'Common Example';
    await sent({ personName, dateOfBirth: birthday() });
    const second = await sent({ personName, dateOfBirth: birthday() });
    expect((await triage(second.id)).possible).toEqual([]);
  });

  it('are found in requests for a meeting, and on the register now and before', async () => {
    const personName = 'Meeting Example';
    const request = await aSubmittedRequest(deps, { typed: { personName } });
    const referral = await sent({ personName, dateOfBirth: birthday() });
    const [other] = (await triage(referral.id)).possible;
    expect(other).toMatchObject({ signs: ['name'], requests: [{ reference: request.reference }] });
  });

  it('the referrer is shown nothing of it', async () => {
    const dateOfBirth = birthday();
    const personName = 'Private Example';
    await sent({ personName, dateOfBirth });
    const second = await sent({ personName, dateOfBirth });
    const seen = await viewReferral(deps, { actor: referrer, referralId: second.id });
    expect(JSON.stringify(seen)).not.toMatch(/possible|linked|DSR-/);
    expect(await viewReferralTriage(deps, { actor: referrer, referralId: second.id })).toMatchObject({ ok: false });
  });
});

describe('a coordinator', () => {
  it('says that they are different people: nobody is asked again, on either side', async () => {
    const who = { personName: 'Twin Example', dateOfBirth: birthday() };
    const [first, second] = [await sent(who), await sent(who)];
    const [other] = (await triage(second.id)).possible;
    expect(await decide(second, other?.id ?? '', false)).toMatchObject({ ok: true });
    expect((await triage(second.id)).gaps).not.toContain('duplicates');
    expect((await triage(first.id)).possible).toMatchObject([{ saidDifferent: true }]);
    const fresh = await triage(second.id);
    expect(await accept(fresh.referral)).toMatchObject({ ok: true });
    const now = await triage(first.id);
    expect(now.possible).toMatchObject([{ saidDifferent: true, entries: [{ toDay: null }] }]);
    expect(await accept(now.referral)).toMatchObject({ ok: true });
    expect(await deps.db.registerEntry.count({ where: { referralId: { in: [first.id, second.id] } } })).toBe(2);
  });

  it('links the same person, who then is on the register once, however the second referral is pressed', async () => {
    const who = { personName: 'Linked Example', dateOfBirth: birthday() };
    const [first, second] = [await sent(who), await sent(who)];
    const [other] = (await triage(second.id)).possible;
    await decide(second, other?.id ?? '', true);
    const seen = await triage(second.id);
    expect(seen).toMatchObject({ possible: [], linked: { referrals: [{ id: first.id }] } });
    const both = await Promise.all([accept((await triage(first.id)).referral), accept(seen.referral)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ reason: 'on-register' });
    const entries = await deps.db.registerEntry.findMany({ where: { referralId: { in: [first.id, second.id] } } });
    expect(entries).toHaveLength(1);
  });

  it('ends a referral of somebody on the register: the referrer hears that it ended, and never why', async () => {
    const who = { personName: 'Already Example', dateOfBirth: birthday() };
    const first = await sent(who);
    await accept(first);
    const second = await sent(who);
    const close = (version: number) =>
      closeDuplicateReferral(deps, { actor: cora, referralId: second.id, version, press: deps.newId() });
    expect(await close(second.version)).toMatchObject({ reason: 'not-on-register' });
    const [other] = (await triage(second.id)).possible;
    expect(other?.entries).toMatchObject([{ toDay: null }]);
    await decide(second, other?.id ?? '', true);
    const seen = await triage(second.id);
    expect(seen.gaps).toContain('on-register');
    expect(await accept(seen.referral)).toMatchObject({ reason: 'on-register' });
    expect(await close(seen.referral.version)).toMatchObject({
      ok: true,
      value: { state: 'withdrawn', endNote: null },
    });
    expect(await triage(second.id)).toMatchObject({ closedBecause: 'already-on-register' });
    const mine = await viewReferral(deps, { actor: referrer, referralId: second.id });
    expect(mine).toMatchObject({ value: { state: 'withdrawn', decision: null, endNote: null } });
    expect(JSON.stringify(mine)).not.toContain('already-on-register');
    expect(await deps.db.letter.findMany({ where: { referralId: second.id } })).toHaveLength(2);
  });

  it('is told where the two are no longer a pair, and two entries are never linked', async () => {
    const who = { personName: 'Pair Example', dateOfBirth: birthday() };
    const [first, second] = [await sent(who), await sent(who)];
    expect(await decide(second, first.id, true)).toMatchObject({ reason: 'no-duplicate' });
    const [other] = (await triage(second.id)).possible;
    const answers = await Promise.all([decide(second, other?.id ?? '', true), decide(first, second.person.id, true)]);
    expect(answers.some(({ ok }) => ok)).toBe(true);
    const people = await deps.db.person.findMany({ where: { id: { in: [first.person.id, second.person.id] } } });
    expect(people.filter(({ sameAsId }) => sameAsId !== null)).toHaveLength(1);
  });
});
