import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { MIGRATIONS } from '../../app/service.ts';
import { openDatabase } from '../../services/platform/database.ts';
import { startLocalPostgres } from '../../services/platform/local-postgres.ts';
import { deployMigrations } from '../../services/platform/migrations.ts';
import { prepareRecord, submitActivity } from './activities.ts';
import { type Measured, startMeasured } from './child.ts';
import { measureFindTimes } from './find-times.ts';
import { asFastAsItGoes, atASteadyRate, type NextActivity } from './load.ts';
import { measureRegister } from './register.ts';

// Every figure is paired: the service, the reference and the bare echo take turns in one run, several rounds, and a ratio
// is the median of the rounds' ratios. So a busy machine slows all three alike.
const ROUNDS = 5;
const TURNS_A_ROUND = 1_500;
const WARM_UP = 500;
const CALLERS = 10;
const STEADY_RATE = 100;
const STEADY_SECONDS = 15;
const STARTS = 5;

function report(metric: string, value: number, unit: string, digits = 2): void {
  console.log(JSON.stringify({ metric, value: Number(value.toFixed(digits)), unit }));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Hands out the next draft's submission; every draft is submitted once. */
function submissions(record: { organisationIds: string[]; draftIds: string[] }): NextActivity {
  let next = 0;
  return () => {
    const draftId = record.draftIds[next];
    if (!draftId) throw new Error('the bench ran out of drafts');
    return submitActivity(next++, draftId, record.organisationIds);
  };
}

type Contender = { name: string; measured: Measured; perSecond: number[]; p99: number[] };

async function race(contenders: readonly Contender[], next: NextActivity): Promise<void> {
  for (const { measured } of contenders) await asFastAsItGoes(measured.url, next, WARM_UP, CALLERS);
  for (let round = 0; round < ROUNDS; round++) {
    for (const contender of contenders) {
      const result = await asFastAsItGoes(contender.measured.url, next, TURNS_A_ROUND, CALLERS);
      if (result.refused > 0) throw new Error(`${contender.name} refused ${result.refused} turns`);
      contender.perSecond.push(result.perSecond);
      contender.p99.push(result.p99);
    }
  }
}

function ratio(of: Contender, to: Contender): number {
  return median(of.perSecond.map((value, round) => value / (to.perSecond[round] ?? Number.NaN)));
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  return port;
}

/** From `node app/main.ts` to the first 200 of /readyz, as a real service on a database that is there and migrated. */
async function startToReady(databaseUrl: string): Promise<number> {
  const port = await freePort();
  const id = '00000000-0000-4000-8000-000000000001';
  const begun = performance.now();
  const child = spawn(process.execPath, ['app/main.ts'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      MICROSOFT_APP_ID: id,
      MICROSOFT_APP_TENANT_ID: id,
      MICROSOFT_APP_PASSWORD: 'not-a-real-secret',
      DSR_CHANNEL_ID: '19:bench@thread.tacv2',
      DSR_COORDINATORS: id,
      DSR_CLINICAL_LEADS: '00000000-0000-4000-8000-000000000002',
      SMTP_URL: 'smtp://127.0.0.1:9',
      MAIL_FROM: 'dsr@example.org',
      HOST: '127.0.0.1',
      PORT: String(port),
    },
  });
  for (;;) {
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) break;
    if (child.exitCode !== null) throw new Error('the service did not start');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const took = performance.now() - begun;
  child.kill('SIGTERM');
  await once(child, 'exit');
  return took;
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'roundtable-bench-'));
const postgres = await startLocalPostgres(folder, { databaseName: 'bench' });
const running: Measured[] = [];
try {
  const databaseUrl = postgres.url('bench');
  const deployed = await deployMigrations(databaseUrl, MIGRATIONS);
  if (!deployed.ok) throw new Error(deployed.reason);
  const db = openDatabase(databaseUrl);
  const drafts = 4 * (WARM_UP + ROUNDS * TURNS_A_ROUND) + STEADY_RATE * STEADY_SECONDS + 1_000;
  const next = submissions(await prepareRecord(db, drafts));
  await db.$disconnect();

  const start = async (name: string, file: string, environment = {}): Promise<Contender> => {
    const measured = await startMeasured(file, { DATABASE_URL: databaseUrl, ...environment });
    running.push(measured);
    return { name, measured, perSecond: [], p99: [] };
  };
  const echo = await start('the echo', './echo-server.ts');
  const reference = await start('the reference', './reference-server.ts');
  const service = await start('the service', './roundtable-server.ts');
  await race([service, reference, echo], next);

  report('submit_turn_vs_reference', ratio(service, reference), 'ratio');
  report('submit_turn_vs_echo', ratio(service, echo), 'ratio');
  report('submit_turns_per_second', median(service.perSecond), 'turns/s', 0);
  report('reference_turns_per_second', median(reference.perSecond), 'turns/s', 0);
  report('echo_turns_per_second', median(echo.perSecond), 'turns/s', 0);
  report('memory_vs_echo', (await service.measured.residentBytes()) / (await echo.measured.residentBytes()), 'ratio');
  report('memory_mb', (await service.measured.residentBytes()) / 1e6, 'MB', 0);

  // The steady rate is measured with the jobs carried out in the same process, as a small deployment runs.
  await service.measured.stop();
  const whole = await start('the service with its jobs', './roundtable-server.ts', { CARRIES_OUT_JOBS: 'yes' });
  await asFastAsItGoes(whole.measured.url, next, WARM_UP, CALLERS);
  const steady = await atASteadyRate(whole.measured.url, next, STEADY_RATE, STEADY_SECONDS);
  report('submit_turn_p50_ms', steady.p50, 'ms', 1);
  report('submit_turn_p99_ms', steady.p99, 'ms', 1);

  const starts: number[] = [];
  for (let n = 0; n < STARTS; n++) starts.push(await startToReady(databaseUrl));
  report('start_to_ready_ms', median(starts), 'ms', 0);
} finally {
  await Promise.all(running.map((measured) => measured.stop().catch(() => undefined)));
  await postgres.stop();
  fs.rmSync(folder, { recursive: true, force: true });
}

measureFindTimes(report);
await measureRegister(report);
