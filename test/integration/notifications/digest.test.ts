import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dayOfEmptyDigest, raiseDigest } from '../../../services/notifications/digest.ts';
import { viewDigest } from '../../../services/register/view-digest.ts';
import { aCoordinator, aProfessional } from '../../support/builders.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ordinaryMorning, testDeps } from '../../support/deps.ts';
import { aClockRow, anEntryRow } from '../../support/register-rows.ts';
import { deliveryService } from './delivery-fixture.ts';

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;
let other: ReturnType<typeof testDeps>;
let number = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
  other = testDeps({ url: database.url, seed: 'other' });
});
afterAll(async () => {
  await deps.close();
  await other.close();
  await database.drop();
});
beforeEach(async () => {
  for (const { clock } of [deps, other]) clock.moveTo(ordinaryMorning);
  await deps.db.reminder.deleteMany();
  await deps.db.delivery.deleteMany();
  await deps.db.clock.deleteMany();
  await deps.db.registerEntry.updateMany({ data: { consentUntil: null } });
});

const due = async (day: string) => {
  number += 1;
  const entry = await anEntryRow(deps, { number });
  await aClockRow(deps, { entryId: entry.entryId, kind: 'panel-review', due: day });
  return entry;
};
const digests = () => deps.db.delivery.count({ where: { kind: 'register-digest' } });

describe('the daily digest', () => {
  test('goes to the channel once on a day with something due, however many processes ask', async () => {
    await due('2027-01-12');
    const raised = await Promise.all([raiseDigest(deps), raiseDigest(other), raiseDigest(deps)]);
    expect(raised.reduce((sum, count) => sum + count)).toBe(1);
    expect(await raiseDigest(other)).toBe(0);
    expect(await digests()).toBe(1);
    deps.clock.moveTo(new Date('2027-01-13T09:00:00Z'));
    expect(await raiseDigest(deps)).toBe(1);
  });

  test('waits for its time, and for a working day', async () => {
    await due('2027-01-10');
    for (const early of ['2027-01-12T08:29:00Z', '2027-01-16T12:00:00Z', '2027-03-26T12:00:00Z']) {
      deps.clock.moveTo(new Date(early));
      expect(await raiseDigest(deps)).toBe(0);
    }
  });

  test('of a week with nothing due is sent on Monday alone', async () => {
    expect(await raiseDigest(deps)).toBe(0);
    deps.clock.moveTo(new Date('2027-01-18T09:00:00Z'));
    expect(await raiseDigest(deps)).toBe(1);
    deps.clock.moveTo(new Date('2027-01-19T09:00:00Z'));
    expect(await raiseDigest(deps)).toBe(0);
  });

  test('of a week with nothing due comes on Tuesday where Monday is a bank holiday', () => {
    expect(dayOfEmptyDigest('2027-01-20', 1)).toBe('2027-01-18');
    expect(dayOfEmptyDigest('2027-03-31', 1)).toBe('2027-03-30');
    expect(dayOfEmptyDigest('2027-04-04', 1)).toBe('2027-03-30');
  });

  test('that comes a day late is not posted: the next one says it all', async () => {
    await due('2027-01-12');
    await raiseDigest(deps);
    const service = deliveryService(deps);
    deps.clock.moveTo(new Date('2027-01-13T07:00:00Z'));
    await service.runAll();
    expect(service.notifier.posted).toEqual([]);
    expect(await service.find({ eventKey: 'register-digest:2027-01-12' })).toMatchObject({ state: 'not-needed' });
  });
});

describe('what the digest says', () => {
  test('counts what is overdue, due today and due this week, and names the longest overdue first', async () => {
    const late = await due('2027-01-08');
    const today = await due('2027-01-12');
    await due('2027-01-17');
    await due('2027-01-18');
    const cora = await aCoordinator(deps);
    const view = await viewDigest(deps, { actor: cora });
    expect(view).toMatchObject({ ok: true, value: { counts: { overdue: 1, today: 1, week: 1, lapsed: 0 } } });
    if (!view.ok) return;
    expect(view.value.items.map((item) => [item.reference, item.due])).toEqual([
      [late.reference, '2027-01-08'],
      [today.reference, '2027-01-12'],
    ]);
  });

  test('counts people whose consent has run out, from the day after its last', async () => {
    number += 2;
    await anEntryRow(deps, { number, consentUntil: '2027-01-11' });
    await anEntryRow(deps, { number: number + 1000, consentUntil: '2027-01-12' });
    const view = await viewDigest(deps, { actor: { kind: 'system' } });
    expect(view).toMatchObject({ value: { counts: { lapsed: 1 } } });
  });

  test('is for the DSR team alone; anybody else’s attempt is on record', async () => {
    const rosa = await aProfessional(deps);
    expect(await viewDigest(deps, { actor: rosa })).toEqual({ ok: false, reason: 'not-allowed' });
    expect(await deps.db.auditEvent.count({ where: { useCase: 'view-digest', result: 'refused' } })).toBe(1);
  });
});
