import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toDateColumn } from '../../../services/platform/date-column.ts';
import { loadPolicy } from '../../../services/policies/load-policy.ts';
import { type Simulation, simulatePolicy } from '../../../services/policies/simulate-policy.ts';
import { readingOnly } from '../../../services/policies/simulation-store.ts';
import { simulationText } from '../../../wording/policy-simulation.ts';
import { policyWith } from '../../support/clock-facts.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type TestDeps, testDeps } from '../../support/deps.ts';
import { anEntry, aPerson } from '../../support/register-builders.ts';

let database: TestDatabase;
let deps: TestDeps<ReturnType<typeof testDeps>['jobs']>;
const today = '2027-01-12';
const current = loadPolicy();

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
  const admitted = (day: string, setting: 'adult' | 'tier-4') =>
    ({ kind: 'admitted', day, detail: { setting } }) as const;
  const discussed = { kind: 'discussed', day: '2027-01-05', detail: {} } as const;
  await named('DSR-0001', anEntry(deps, { rating: 'green', events: [discussed] }));
  await named(
    'DSR-0002',
    anEntry(deps, { dateOfBirth: '2011-03-10', events: [admitted('2027-01-04', 'tier-4'), discussed] }),
  );
  await named('DSR-0003', anEntry(deps, { events: [admitted('2026-12-30', 'adult'), discussed] }));
  await named(
    'DSR-0004',
    anEntry(deps, { events: [discussed, { kind: 'ended', day: '2027-01-06', detail: { reason: 'moved-away' } }] }),
  );
  await aReferral('REF-2027-0001');
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});

/** A referral that was sent on 12 January 2027 and waits. */
async function aReferral(reference: string): Promise<void> {
  const at = deps.clock.now();
  const receivedOn = toDateColumn('2027-01-12');
  await deps.db.referral.create({
    data: {
      ...{ id: deps.newId(), reference, state: 'submitted', enteredById: deps.newId(), route: 'professional' },
      ...{ personId: await aPerson(deps), receivedOn, receivedBy: 'teams', policyVersion: deps.policy.version },
      ...{
        eligibility: { diagnosis: 'yes' },
        currentIssues: 'Made up.',
        submittedAt: at,
        createdAt: at,
        updatedAt: at,
      },
    },
  });
}

async function named(reference: string, entry: Promise<{ personId: string }>): Promise<void> {
  const { personId } = await entry;
  await deps.db.person.update({ where: { id: personId }, data: { dsrReference: reference } });
}

async function simulated(tried: Parameters<typeof policyWith>[0]): Promise<Simulation> {
  const result = await simulatePolicy(deps.db, { current, tried: policyWith(tried), today });
  if (result === 'no-register') throw new Error('There is a register');
  return result;
}

/** Every row of every table. */
async function everything(): Promise<string> {
  const tables = await deps.db.$queryRaw<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`;
  const rows = await Promise.all(
    tables.map(({ name }) => deps.db.$queryRawUnsafe(`SELECT t::text, xmin::text FROM "${name}" t ORDER BY 1`)),
  );
  return JSON.stringify(rows);
}

const none = { earlier: 0, later: 0, appear: 0, disappear: 0, newlyDue: { count: 0, references: [] }, noLongerDue: 0 };

describe('a policy tried on the present register', () => {
  test('that is the one in force changes nothing; who has left is not looked at', async () => {
    const result = await simulated({});
    expect(result).toMatchObject({ entries: 3, referrals: 1, kinds: [] });
    expect(result.unchanged).toBeGreaterThan(6);
  });

  test('says how many dates would move, and who would newly be due, by reference', async () => {
    const result = await simulated({
      cetrFirstOffer: { adult: { days: 10 }, 'tier-4': { days: 21 }, secure: { days: 28 } },
      panelInterval: { weeks: 1 },
    });
    expect(result.kinds).toEqual([
      { ...none, kind: 'cetr-first-offer', earlier: 1, later: 1, newlyDue: { count: 1, references: ['DSR-0003'] } },
      {
        ...none,
        kind: 'panel-review',
        earlier: 3,
        newlyDue: { count: 3, references: expect.arrayContaining(['DSR-0001', 'DSR-0002', 'DSR-0003']) },
      },
    ]);
  });

  test('says which clocks would appear and disappear; a referral’s by its reference; an earliest date is never due', async () => {
    const result = await simulated({ greenExit: { months: 1 }, panelInterval: null, referralTriage: { hours: 1 } });
    const [triage, panel, green] = result.kinds;
    expect(triage).toMatchObject({ kind: 'referral-triage', appear: 1, newlyDue: { count: 0 } });
    expect(panel).toMatchObject({ kind: 'panel-review', disappear: 3 });
    expect(green).toMatchObject({ kind: 'green-exit', appear: 1, newlyDue: { count: 0 } });
    const [review] = (await simulatedLater({ referralTriage: { hours: 48 } })).kinds;
    expect(review?.newlyDue).toEqual({ count: 1, references: [expect.stringMatching(/^REF-2027-\d{4}$/)] });
  });

  test('changes no row, whatever it finds', async () => {
    const before = await everything();
    await simulated({ greenExit: { months: 1 }, panelInterval: { weeks: 1 }, consentRenewal: { days: 1 } });
    expect(await everything()).toBe(before);
  });

  test('is read where PostgreSQL refuses to write', async () => {
    const write = readingOnly(deps.db, (tx) => tx.$executeRaw`UPDATE register_entry SET rating = 'red'`);
    await expect(write).rejects.toThrow(/read-only transaction/);
  });

  test('names nobody', async () => {
    const tried = policyWith({ consentRenewal: { days: 1 }, panelInterval: { weeks: 1 } });
    const result = await simulated({ consentRenewal: { days: 1 }, panelInterval: { weeks: 1 } });
    const text = simulationText({ current, tried, today, result });
    expect(text).toContain('DSR-0001');
    expect(text).not.toMatch(/Jordan|Example NHS|999/);
    expect(text.trim().endsWith('Nothing was changed.')).toBe(true);
  });
});

async function simulatedLater(tried: Parameters<typeof policyWith>[0]): Promise<Simulation> {
  const result = await simulatePolicy(deps.db, { current, tried: policyWith(tried), today: '2027-01-20' });
  return result as Simulation;
}

test('a database that has no register is said to have none', async () => {
  const empty = await createTestDatabase({ empty: true });
  const other = testDeps({ url: empty.url });
  expect(await simulatePolicy(other.db, { current, tried: current, today })).toBe('no-register');
  await other.close();
  await empty.drop();
});
