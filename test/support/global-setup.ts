import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { startLocalPostgres, stopLocalPostgres } from '../../services/platform/local-postgres.ts';
import { absent } from '../../services/platform/postgres-account.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The database `postgres` of the tests' own server, as its superuser. */
    postgresAdminUrl: string;
    /** The migrated, empty database that every test database is copied from. Nobody may be connected to it. */
    templateDatabase: string;
  }
}

const TEMPLATE_DATABASE = 'roundtable_template';
const FOLDER_PREFIX = 'roundtable-test-';
/** Losing everything in a power cut is fine here, waiting for the disk is not. */
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_connections: '200',
};

/** One PostgreSQL for the whole run, in a folder of its own that goes with it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeLeftovers();
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), `${FOLDER_PREFIX}${process.pid}-`));
  const tearDown = () => remove(folder);
  // After a throw vitest does not call the function we return.
  try {
    const local = await startLocalPostgres(folder, { databaseName: TEMPLATE_DATABASE, settings: SETTINGS });
    await migrate(local.url(TEMPLATE_DATABASE));
    project.provide('postgresAdminUrl', local.url('postgres'));
    project.provide('templateDatabase', TEMPLATE_DATABASE);
    return tearDown;
  } catch (error) {
    await tearDown();
    throw error;
  }
}

/** By the same command as everybody else, in a process of its own. */
async function migrate(url: string): Promise<void> {
  const script = path.resolve(import.meta.dirname, '../../prisma/migrate.ts');
  await promisify(execFile)(process.execPath, [script, 'deploy'], { env: { ...process.env, DATABASE_URL: url } });
}

async function remove(folder: string): Promise<void> {
  await stopLocalPostgres(folder);
  await fs.rm(folder, { recursive: true, force: true });
}

/** A run that was killed leaves its server behind; the number in the folder's name tells whose it was. */
async function removeLeftovers(): Promise<void> {
  for (const name of await fs.readdir(os.tmpdir())) {
    const pid = Number(new RegExp(`^${FOLDER_PREFIX}(\\d+)-`).exec(name)?.[1]);
    const folder = path.join(os.tmpdir(), name);
    if (pid && !isRunning(pid) && (await isOurs(folder))) await remove(folder);
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** False also when another run has just removed it. Windows knows no owners: 0 for everything. */
async function isOurs(folder: string): Promise<boolean> {
  const found = await fs.stat(folder).catch(absent);
  return found?.uid === (process.getuid?.() ?? 0);
}
