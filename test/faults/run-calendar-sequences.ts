/**
 * Runs random fault sequences over booking, moving, cancelling and answering: `npm run faults -- 10000 [first seed]`. On a
 * PostgreSQL of its own, which is thrown away. Prints one JSON line; ends with 1, the seed and every step at the first that
 * breaks a rule.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startLocalPostgres } from '../../services/platform/local-postgres.ts';
import { deployMigrations } from '../../services/platform/migrations.ts';
import { movableClock } from '../../services/platform/time.ts';
import { ordinaryMorning, testDeps } from '../support/deps.ts';
import { anArrangedMeeting } from '../support/meeting-builders.ts';
import { runSequence } from './calendar-sequences.ts';

const NAME = 'sequences';
const MIGRATIONS = path.join(import.meta.dirname, '..', '..', 'prisma', 'migrations');
/** At once, each with a clock of its own. */
const LANES = 3;

const count = Number(process.argv[2] ?? 10_000);
const first = Number(process.argv[3] ?? 1);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'roundtable-sequences-'));
const postgres = await startLocalPostgres(folder, { databaseName: NAME });
try {
  const url = postgres.url(NAME);
  await deployMigrations(url, MIGRATIONS);
  const since = performance.now();
  const total = { sequences: 0, faults: 0, booked: 0, cancelled: 0 };
  let next = first;
  const lane = async (number: number) => {
    const deps = { ...testDeps({ url, seed: `lane ${number} of ${first}` }), clock: movableClock(ordinaryMorning) };
    const like = await anArrangedMeeting(deps);
    while (next < first + count) {
      const seed = next++;
      deps.clock.moveTo(ordinaryMorning);
      const { faults, ended } = await runSequence(deps, seed, like);
      total.sequences += 1;
      total.faults += faults;
      if (ended === 'booked') total.booked += 1;
      if (ended === 'cancelled') total.cancelled += 1;
      if (total.sequences % 1000 === 0) console.error(`${total.sequences} sequences`);
    }
    await deps.close();
  };
  await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));
  const seconds = Math.round((performance.now() - since) / 1000);
  console.log(JSON.stringify({ figure: 'calendar_fault_sequences', ...total, firstSeed: first, seconds }));
} catch (fault) {
  console.error(fault);
  process.exitCode = 1;
} finally {
  await postgres.stop();
  fs.rmSync(folder, { recursive: true, force: true });
}
process.exit();
