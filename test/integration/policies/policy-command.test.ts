import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_DATABASE, keepArea } from '../../../app/demo/data-folder.ts';
import { startLocalPostgres, stopLocalPostgres } from '../../../services/platform/local-postgres.ts';
import { deployMigrations } from '../../../services/platform/migrations.ts';
import { createTestDatabase } from '../../support/database.ts';
import { databaseServer } from '../../support/demo-process.ts';
import { testDeps } from '../../support/deps.ts';
import { anEntry } from '../../support/register-builders.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const HUMBER = path.join(ROOT, 'services/policies/areas/humber.json');
let parent: string;

beforeAll(() => {
  parent = fs.mkdtempSync(path.join(os.tmpdir(), 'roundtable-policy-'));
});
afterAll(() => fs.rmSync(parent, { recursive: true, force: true }));

/** Runs the command as npm does, from a folder of somebody's own. */
function policy(
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<{ code: number; out: string; err: string }> {
  const { DATABASE_URL: _, DATA_FOLDER: __, AREA: ___, ...rest } = process.env;
  const env = { ...rest, INIT_CWD: parent, ...environment };
  return new Promise((resolve) => {
    execFile(process.execPath, ['app/policy-command.ts', ...args], { cwd: ROOT, env }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

describe('npm run policy -- check FILE', () => {
  test('says that a file is a valid policy, and what it says', async () => {
    fs.copyFileSync(HUMBER, path.join(parent, 'mine.json'));
    const { code, out, err } = await policy(['check', 'mine.json']);
    expect(out).toMatch(
      /^mine\.json is a valid policy of Humber\. Version 2026-11, in force from Sunday 1 November 2026\.\n/,
    );
    expect(out).toContain('Not set locally');
    expect([code, err]).toEqual([0, '']);
  });

  test('says in a sentence each what keeps it from being one, and ends with 1', async () => {
    const json = JSON.parse(fs.readFileSync(HUMBER, 'utf8'));
    fs.writeFileSync(
      path.join(parent, 'wrong.json'),
      JSON.stringify({ ...json, effectiveFrom: '31/3/2027', shade: 1 }),
    );
    const { code, out, err } = await policy(['check', 'wrong.json']);
    expect([code, out]).toEqual([1, '']);
    expect(err.trim().split('\n')).toEqual([
      'wrong.json is not a policy yet. 2 things are to be put right:',
      '  effectiveFrom: “31/3/2027” is not a day of the calendar in the form 2026-11-01.',
      '  The file: there is no field “shade” here.',
    ]);
  });

  test('says of a changed file that still has the version of another that it needs one of its own', async () => {
    const json = JSON.parse(fs.readFileSync(HUMBER, 'utf8'));
    json.rules.greenExit.value = { months: 6 };
    fs.writeFileSync(path.join(parent, 'changed.json'), JSON.stringify(json));
    expect((await policy(['check', 'changed.json'])).out).toContain('Humber already has another version 2026-11.');
  });

  test.each([
    [['check', 'nowhere.json'], 'There is no file nowhere.json.'],
    [['check', '.'], '. is a folder. Name the policy file in it.'],
    [['check'], 'Usage:'],
    [['chekc', 'mine.json'], 'Usage:'],
    [['check', 'a.json', 'b.json'], 'Usage:'],
    [[], 'Usage:'],
  ])('%j is answered in a sentence', async (args, said) => {
    const { code, out, err } = await policy(args);
    expect(err.startsWith(said), err).toBe(true);
    expect(err).not.toMatch(/\bat .*\.ts:\d/);
    expect([code, out]).toEqual([1, '']);
  });
});

describe('npm run policy -- simulate FILE', () => {
  test('says on the register of DATABASE_URL what would change', async () => {
    const database = await createTestDatabase();
    const deps = testDeps({ url: database.url });
    await anEntry(deps, { rating: 'green' });
    const { code, out, err } = await policy(['simulate', HUMBER], { DATABASE_URL: database.url });
    expect(err).toBe('');
    expect(out).toContain('These are two areas: this register is served under Staffordshire and Stoke-on-Trent.');
    expect(out).toContain('1 person on the register and no referrals were looked at.');
    expect(out).toContain('Discussion at the panel: 1 date no longer there');
    expect(out).toContain('Leaving the register can be considered: 1 new date');
    expect(code).toBe(0);
    await deps.close();
    await database.drop();
  });

  test('on the demo’s register, while the demo runs and while it does not; and leaves the database as it found it', {
    timeout: 60_000,
  }, async () => {
    const folder = path.join(parent, 'demo');
    keepArea(folder, 'humber');
    const postgres = await startLocalPostgres(folder, { databaseName: DEMO_DATABASE, settings: { fsync: 'off' } });
    const url = postgres.url(DEMO_DATABASE);
    await deployMigrations(url, path.join(ROOT, 'prisma/migrations'));
    const deps = testDeps({ url });
    await anEntry(deps, { rating: 'green', locality: 'hull' });
    await deps.close();

    const running = await policy(['simulate', HUMBER], { DATA_FOLDER: folder });
    expect(running.out).toContain('No due date would change.');
    expect(running.out).toContain('If Humber, version 2026-11, held today');
    expect(databaseServer(folder), 'the server goes on').toBeGreaterThan(0);

    await stopLocalPostgres(folder);
    const stopped = await policy(['simulate', HUMBER], { DATA_FOLDER: folder });
    expect(stopped).toEqual(running);
    expect(databaseServer(folder), 'and is stopped again where it was not running').toBeUndefined();
  });

  test('without a demo and without DATABASE_URL says what there is to do', async () => {
    const { code, err } = await policy(['simulate', HUMBER], { DATA_FOLDER: path.join(parent, 'none') });
    expect(err).toMatch(/^There is no register to simulate on: .*none holds no demo\. Start it once with npm start/);
    expect(code).toBe(1);
    expect(fs.existsSync(path.join(parent, 'none'))).toBe(false);
  });

  test('of a database that cannot be reached says so, without its password', async () => {
    const { code, err } = await policy(['simulate', HUMBER], { DATABASE_URL: 'postgres://u:secr3t@127.0.0.1:1/none' });
    expect(err).toMatch(/^The database cannot be reached.*Check DATABASE_URL/);
    expect(err).not.toContain('secr3t');
    expect(code).toBe(1);
  });

  test('of an area that there is not names those that there are', async () => {
    const { err } = await policy(['simulate', HUMBER], {
      DATABASE_URL: 'postgres://u@127.0.0.1:1/none',
      AREA: 'narnia',
    });
    expect(err).toMatch(/^There is no policy of an area “narnia”\. There are: example-vale, humber, /);
  });
});
