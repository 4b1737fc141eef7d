import { afterAll, beforeAll, expect, test } from 'vitest';
import { openMetrics } from '../../app/metrics.ts';
import { sweepOnce } from '../../app/sweeping.ts';
import type { JobQueue } from '../../services/platform/jobs.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type TestDeps, testDepsWithQueue } from '../support/deps.ts';
import { aSentReferral } from '../support/referral-builders.ts';
import { anEntry } from '../support/register-builders.ts';

let database: TestDatabase;
let deps: TestDeps<JobQueue>;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = await testDepsWithQueue({ url: database.url });
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});

test('metrics count what waits, and of the register how many are on it: nothing by rating, area or age', async () => {
  const metrics = openMetrics();
  metrics.countIn(deps.db, deps.jobs);
  await aSentReferral(deps);
  await anEntry(deps, { rating: 'red' });
  await sweepOnce(deps, metrics.onSweep);
  metrics.onSweep({ part: 'recompute', result: 'failed', seconds: 2 });
  const { text } = await metrics.text();
  expect(text).toContain('roundtable_referrals{state="submitted"} 1');
  expect(text).toContain('roundtable_register_entries 1');
  expect(text).toContain('roundtable_register_enquiries_open 0');
  expect(text).toMatch(/roundtable_deliveries\{kind="register-digest",state="due"\} 1/);
  for (const part of ['lapses', 'requests', 'meetings', 'digest', 'clock-reminders']) {
    expect(text).toContain(`roundtable_sweep_seconds_count{part="${part}",result="done"} 1`);
    expect(text).toMatch(new RegExp(`roundtable_sweep_last_done_seconds\\{part="${part}"\\} \\d`));
  }
  expect(text).toContain('roundtable_sweep_seconds_count{part="recompute",result="failed"} 1');
  expect(text).not.toContain('roundtable_sweep_last_done_seconds{part="recompute"}');
  for (const word of ['red', 'amber', 'staffordshire', 'Jordan']) {
    const ours = text.split('\n').filter((line) => line.startsWith('roundtable_'));
    expect(ours.filter((line) => line.includes(`"${word}"`))).toEqual([]);
  }
});
