import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { MIGRATIONS } from '../../app/service.ts';
import { entryClocks } from '../../services/clocks/clock-engine.ts';
import type { EntryFacts } from '../../services/clocks/model.ts';
import { type Database, openDatabase } from '../../services/platform/database.ts';
import { startLocalPostgres } from '../../services/platform/local-postgres.ts';
import { deployMigrations } from '../../services/platform/migrations.ts';
import { loadPolicy } from '../../services/policies/load-policy.ts';
import { countDue, duePage } from '../../services/register/due-store.ts';
import { factsFrom } from '../../services/register/facts-store.ts';
import { countByRating, listPage } from '../../services/register/list-store.ts';
import { recomputeAllClocks } from '../../services/register/recompute-clocks.ts';
import { FROM_THE_START, nextEntries } from '../../services/register/recompute-store.ts';
import { fillRegister, TODAY } from './register-record.ts';
import { rowsExamined } from './rows-examined.ts';

const PEOPLE = 100_000;
const FEW_PEOPLE = 1_000;
const ASKED = 200;
const WARM_UP = 20;
const ENGINE_RUNS = 20_000;

type Report = (metric: string, value: number, unit: string, digits?: number) => void;

const policy = loadPolicy();
const filter = { rating: 'all', locality: 'all', age: 'all', due: 'all', keyProfessional: '' } as const;
const ask = { filter, today: TODAY, policy };

/** What the two commands ask the database, and the counts at the top of the register. */
const questions = {
  due_this_week: (db: Database) => duePage(db, { tab: 'week', today: TODAY, skip: 0, take: 8 }),
  register_first_page: (db: Database) => listPage(db, { ...ask, skip: 0, take: 8 }),
};
const counts = {
  register_counts: (db: Database) => countByRating(db, ask),
  due_counts: (db: Database) => countDue(db, TODAY),
};

async function p95(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < WARM_UP + ASKED; n++) {
    const begun = performance.now();
    await work();
    if (n >= WARM_UP) times.push(performance.now() - begun);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(ASKED * 0.95)] ?? Number.NaN;
}

/** The engine alone, on people with five years behind them. */
function engineMilliseconds(everybody: readonly EntryFacts[]): number {
  const run = (times: number) => {
    for (let n = 0; n < times; n++) entryClocks(everybody[n % everybody.length] as EntryFacts, policy);
  };
  run(ENGINE_RUNS / 10);
  const begun = performance.now();
  run(ENGINE_RUNS);
  return (performance.now() - begun) / ENGINE_RUNS;
}

async function nightlyRun(db: Database, under = policy): Promise<{ seconds: number; changed: number }> {
  const log = { info: () => {}, warn: () => {}, fault: (event: string) => console.error(event) };
  const jobs = { enqueue: async () => {}, wake: () => {}, withoutJob: async () => [] };
  const clock = { now: () => new Date(`${TODAY}T03:00:00Z`) };
  const begun = performance.now();
  const { entries, changed, failed } = await recomputeAllClocks({ db, clock, jobs, log, policy: under });
  if (failed > 0) throw new Error(`${failed} of ${entries} entries could not be worked out`);
  return { seconds: (performance.now() - begun) / 1000, changed };
}

/** Measures the register at 100,000 people with five years of events (or fewer, to try it out), and some of it beside 1,000. */
export async function measureRegister(report: Report, people = PEOPLE): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'roundtable-register-bench-'));
  const postgres = await startLocalPostgres(folder, { databaseName: 'many' });
  const opened: Database[] = [];
  const open = async (url: string, people: number) => {
    const deployed = await deployMigrations(url, MIGRATIONS);
    if (!deployed.ok) throw new Error(deployed.reason);
    await fillRegister(url, people);
    const db = openDatabase(url);
    opened.push(db);
    return db;
  };
  try {
    const url = postgres.url('many');
    const filling = performance.now();
    const many = await open(url, people);
    report('register_filled_s', (performance.now() - filling) / 1000, 's', 0);
    const first = await nightlyRun(many);
    if (first.changed !== people) throw new Error(`${first.changed} of ${people} entries were written`);
    report('nightly_run_all_changed_s', first.seconds, 's', 1);
    await many.$executeRaw`ANALYZE clock`;
    await many.$executeRaw`ANALYZE register_entry`;
    const next = await nightlyRun(many);
    if (next.changed !== 0) throw new Error(`${next.changed} entries were written again`);
    report('nightly_run_s', next.seconds, 's', 1);

    const everybody = (await nextEntries(many, FROM_THE_START, FEW_PEOPLE)).map(factsFrom);
    report('clocks_recompute_ms', engineMilliseconds(everybody), 'ms', 4);

    await many.$executeRaw`CREATE DATABASE few`;
    const few = await open(postgres.url('few'), FEW_PEOPLE);
    await nightlyRun(few);
    await few.$executeRaw`ANALYZE`;
    await vacuumed(many, few);
    for (const [name, question] of Object.entries(questions)) {
      report(`${name}_p95_ms`, await p95(() => question(many)), 'ms', 1);
      const [of, to] = [
        await rowsExamined(url, () => question(many)),
        await rowsExamined(postgres.url('few'), () => question(few)),
      ];
      report(`${name}_rows_ratio`, of / to, 'ratio');
    }
    for (const [name, question] of Object.entries(counts)) {
      report(`${name}_p95_ms`, await p95(() => question(many)), 'ms', 1);
    }
  } finally {
    for (const db of opened) await db.$disconnect();
    await postgres.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** As autovacuum leaves a database that has been running for a while: what an index alone can answer, it does. */
async function vacuumed(...databases: Database[]): Promise<void> {
  for (const db of databases) {
    await db.$executeRaw`VACUUM register_entry`;
    await db.$executeRaw`VACUUM clock`;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const report: Report = (metric, value, unit, digits = 2) =>
    console.log(JSON.stringify({ metric, value: Number(value.toFixed(digits)), unit }));
  await measureRegister(report, Number(process.argv[2] ?? PEOPLE));
}
