import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { toDateColumn } from '../../../services/platform/date-column.ts';
import { clocksOf, refreshReferralClocks } from '../../../services/register/clock-store.ts';
import { readEntry, recordEvents } from '../../../services/register/entry-store.ts';
import { recomputeAllClocks } from '../../../services/register/recompute-clocks.ts';
import { writeEntries } from '../../../services/register/recompute-store.ts';
import { policyWith } from '../../support/clock-facts.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type TestDeps, testDeps } from '../../support/deps.ts';
import { aConsentEvent, anEntry, aPerson, aReferralRow } from '../../support/register-builders.ts';

let database: TestDatabase;
let deps: TestDeps<ReturnType<typeof testDeps>['jobs']>;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
});
beforeEach(async () => {
  await deps.db.clock.deleteMany();
  await recomputeAllClocks(deps);
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});

const inHospital = { events: [{ kind: 'admitted', day: '2026-10-05', detail: { setting: 'adult' } }] } as const;

test('a run after a run changes nothing', async () => {
  await anEntry(deps, inHospital);
  expect(await recomputeAllClocks(deps)).toMatchObject({ changed: 0, failed: 0 });
});

test('a new policy version moves what is due, and the version with it; nothing has happened to the entry', async () => {
  const { entryId } = await anEntry(deps, inHospital);
  const before = await readEntry(deps.db, entryId);
  const changed = { ...policyWith({ cetrFirstOffer: null, panelInterval: { weeks: 2 } }), version: 'next' };
  const { changed: written, entries } = await recomputeAllClocks({ ...deps, policy: changed });
  expect(written).toBe(entries);
  const clocks = await clocksOf(deps.db, entryId);
  expect(clocks.map(({ kind }) => kind)).toEqual(['panel-review', 'oversight-visit', 'consent-renewal']);
  expect(new Set(clocks.map(({ policyVersion }) => policyVersion))).toEqual(new Set(['next']));
  expect(await readEntry(deps.db, entryId)).toEqual({ ...before, nextDue: '2026-09-15', policyVersion: 'next' });
  expect(await recomputeAllClocks({ ...deps, policy: changed })).toMatchObject({ changed: 0 });
});

test('clocks that were lost, and one that is none any more, are put right', async () => {
  const { entryId } = await anEntry(deps, inHospital);
  const right = await clocksOf(deps.db, entryId);
  await deps.db.clock.deleteMany({ where: { subjectId: entryId, kind: 'cetr-first-offer' } });
  await deps.db.clock.updateMany({
    where: { subjectId: entryId, kind: 'oversight-visit' },
    data: { kind: 'green-exit', dueDay: toDateColumn('2020-01-01') },
  });
  expect(await recomputeAllClocks(deps)).toMatchObject({ changed: 1 });
  expect(await clocksOf(deps.db, entryId)).toEqual(right);
});

test('a date of birth that became known, and consent of a row that was linked, are read at the next run', async () => {
  const { entryId, personId } = await anEntry(deps, {
    dateOfBirth: null,
    events: [{ kind: 'admitted', day: '2026-10-05', detail: { setting: 'tier-4' } }],
  });
  const linked = await aPerson(deps, { dateOfBirth: '1990-01-01', sameAsId: personId });
  await aConsentEvent(deps, linked, { kind: 'renewed', day: '2026-12-01' });
  await recomputeAllClocks(deps);
  expect(await readEntry(deps.db, entryId)).toMatchObject({ dateOfBirth: '1990-01-01', consentUntil: '2027-12-01' });
  const clocks = await clocksOf(deps.db, entryId);
  expect(clocks.find(({ kind }) => kind === 'cetr-first-offer')?.due).toBe('2026-11-02');
});

test('cards that show an entry whose dates moved are brought up to date, and no others', async () => {
  const { entryId } = await anEntry(deps, inHospital);
  await anEntry(deps);
  const at = deps.clock.now();
  await deps.db.sentCard.create({
    data: {
      conversationId: 'a-chat',
      activityId: 'an-activity',
      nounId: entryId,
      card: 'person',
      digest: 'of what was shown',
      revision: '1',
      sentAt: at,
    },
  });
  deps.jobs.enqueued.length = 0;
  await recomputeAllClocks({ ...deps, policy: policyWith({ panelInterval: { weeks: 3 } }) });
  expect(deps.jobs.enqueued).toEqual([{ name: 'refresh-cards', data: { nounId: entryId } }]);
});

describe('beside people who record things', () => {
  test('what was recorded since an entry was read is not overwritten', async () => {
    const { entryId } = await anEntry(deps);
    const stale = await readEntry(deps.db, entryId);
    await deps.db.$transaction((tx) =>
      recordEvents(
        tx,
        deps,
        entryId,
        [{ kind: 'rating-changed', day: '2026-11-01', detail: { rating: 'red', decidedBy: 'Panel' } }],
        { byId: null },
      ),
    );
    const columns = {
      ...({ rating: 'green', rating_rank: 3, rating_since: '2026-09-01', setting: 'community' } as const),
      ...{ setting_since: '2026-09-01', last_discussed: null, to_day: null, end_reason: null, date_of_birth: null },
      ...{ consent_until: null, next_due: null, policy_version: 'stale' },
    };
    const write = { id: entryId, version: stale?.version ?? -1, columns, clocks: [] };
    expect(await deps.db.$transaction((tx) => writeEntries(tx, [write], deps.clock.now()))).toEqual([]);
    expect(await readEntry(deps.db, entryId)).toMatchObject({ rating: 'red', policyVersion: deps.policy.version });
    expect((await clocksOf(deps.db, entryId)).length).toBeGreaterThan(0);
  });

  test('several processes at once come to the same end', async () => {
    const { entryId } = await anEntry(deps, inHospital);
    const right = await clocksOf(deps.db, entryId);
    await deps.db.clock.deleteMany();
    const runs = await Promise.all([recomputeAllClocks(deps), recomputeAllClocks(deps), recomputeAllClocks(deps)]);
    expect(runs.every(({ failed }) => failed === 0)).toBe(true);
    expect(await clocksOf(deps.db, entryId)).toEqual(right);
  });
});

test('a run that is stopped, as by a kill, is made good by the next', async () => {
  const { entryId } = await anEntry(deps, inHospital);
  const right = await clocksOf(deps.db, entryId);
  await deps.db.clock.deleteMany();
  expect(await recomputeAllClocks(deps, { stopped: () => true })).toMatchObject({ entries: 0, changed: 0 });
  await recomputeAllClocks(deps);
  expect(await clocksOf(deps.db, entryId)).toEqual(right);
});

test('an entry that can’t be worked out is named by its id, and the others are put right', async () => {
  const { entryId, personId } = await anEntry(deps);
  const broken = await deps.db.registerEntry.create({
    data: {
      ...{
        id: deps.newId(),
        personId: await aPerson(deps),
        fromDay: toDateColumn('2026-09-01'),
        locality: 'staffordshire',
      },
      ...{ rating: 'red', ratingRank: 0, ratingSince: toDateColumn('2026-09-01'), setting: 'community' },
      ...{ settingSince: toDateColumn('2026-09-01'), policyVersion: 'none' },
      ...{ createdAt: deps.clock.now(), updatedAt: deps.clock.now() },
    },
  });
  await aConsentEvent(deps, personId, { kind: 'renewed', day: '2026-12-24' });
  const faults: unknown[] = [];
  const log = { ...deps.log, fault: (...said: unknown[]) => void faults.push(said[0], said[2]) };
  expect(await recomputeAllClocks({ ...deps, log })).toMatchObject({ changed: 1, failed: 1 });
  expect(faults).toEqual(['clocks-not-recomputed', { id: broken.id }]);
  expect(await readEntry(deps.db, entryId)).toMatchObject({ consentUntil: '2027-12-24' });
  await deps.db.registerEntry.delete({ where: { id: broken.id } });
});

describe('a referral', () => {
  const policy = policyWith({ referralReview: { weeks: 4 }, referralReviewMayPause: true });

  test('has its clocks from the day it was received until it is decided', async () => {
    const referralId = await aReferralRow(deps, { receivedOn: '2026-11-02' });
    await deps.db.$transaction((tx) => refreshReferralClocks(tx, { policy }, referralId));
    expect(await clocksOf(deps.db, referralId)).toMatchObject([{ kind: 'referral-review', due: '2026-11-30' }]);
    await deps.db.referral.update({
      where: { id: referralId },
      data: { state: 'accepted', decidedAt: deps.clock.now() },
    });
    await deps.db.$transaction((tx) => refreshReferralClocks(tx, { policy }, referralId));
    expect(await clocksOf(deps.db, referralId)).toEqual([]);
  });

  test('stands while the referrer is asked, as days in England', async () => {
    const referralId = await aReferralRow(deps, { receivedOn: '2026-11-02' });
    const ask = (askedAt: string, answeredAt: string | null) =>
      deps.db.referralQuestion.create({
        data: {
          ...{ id: deps.newId(), referralId, question: 'Which school?', askedById: deps.newId(), pausesClock: true },
          ...{ askedAt: new Date(askedAt), answeredAt: answeredAt === null ? null : new Date(answeredAt) },
          answer: answeredAt === null ? null : 'The one in town.',
        },
      });
    await ask('2026-11-03T10:00:00Z', '2026-11-07T10:00:00Z');
    await ask('2026-11-10T10:00:00Z', null);
    await deps.db.$transaction((tx) => refreshReferralClocks(tx, { policy }, referralId));
    expect(await clocksOf(deps.db, referralId)).toMatchObject([{ due: '2026-12-04', pausedSince: '2026-11-10' }]);
  });

  test('whose decision lacks a sector that the policy names runs on; one decided when none was named does not', async () => {
    const named = policyWith({ referralReview: { weeks: 4 }, referralReviewers: ['education', 'social-care'] });
    const kindsOf = async (reviewers: { sector: string; name: string }[] | null) => {
      const id = await aReferralRow(deps, { receivedOn: '2026-11-02' });
      const decided = { state: 'not-eligible', decidedAt: deps.clock.now() };
      await deps.db.referral.update({
        where: { id },
        data: { ...decided, ...(reviewers === null ? {} : { reviewers }) },
      });
      await deps.db.$transaction((tx) => refreshReferralClocks(tx, { policy: named }, id));
      return (await clocksOf(deps.db, id)).map(({ kind }) => kind);
    };
    const education = { sector: 'education', name: 'Edie Example' };
    expect(await kindsOf([])).toEqual(['referral-review']);
    expect(await kindsOf([education])).toEqual(['referral-review']);
    expect(await kindsOf([education, { sector: 'social-care', name: 'Sol Example' }])).toEqual([]);
    expect(await kindsOf(null)).toEqual([]);
  });

  test('is put right by the nightly run too', async () => {
    const referralId = await aReferralRow(deps, { receivedOn: '2026-11-02' });
    await recomputeAllClocks({ ...deps, policy });
    expect(await clocksOf(deps.db, referralId)).toMatchObject([{ kind: 'referral-review' }]);
    await recomputeAllClocks(deps);
    expect(await clocksOf(deps.db, referralId)).toEqual([]);
  });
});
