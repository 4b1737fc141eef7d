import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startLocalPostgres, stopLocalPostgres } from '../../services/platform/local-postgres.ts';

const FAST = { fsync: 'off' };
let folder: string;

beforeEach(async () => {
  // The prefix lets the next run clean up after a killed one; the rest is what folders of people's own are like.
  folder = await fs.mkdtemp(path.join(os.tmpdir(), `roundtable-test-${process.pid}-my folder ü-`));
});

afterEach(async () => {
  await stopLocalPostgres(folder);
  await fs.rm(folder, { recursive: true, force: true });
});

async function ask<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Starts the database from another process, and kills that one without warning. */
async function startAndKillParent(): Promise<{ port: number }> {
  const script = path.resolve(import.meta.dirname, '../support/start-postgres.ts');
  const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const [line] = await once(createInterface(child.stdout), 'line');
  child.kill('SIGKILL');
  await exited;
  return JSON.parse(line as string);
}

test('the first start makes a UTF-8 database that listens on this machine only and asks for its password', async () => {
  const local = await startLocalPostgres(folder, { databaseName: 'roundtable', settings: FAST });
  const [facts] = await ask<Record<string, string>>(
    local.url('roundtable'),
    `SELECT current_setting('server_encoding') AS encoding, current_setting('listen_addresses') AS addresses,
      current_setting('unix_socket_directories') AS sockets, current_setting('fsync') AS fsync, upper('ß é') AS upper,
      (SELECT datlocprovider FROM pg_database WHERE datname = 'roundtable') AS provider`,
  );
  expect(facts).toEqual({
    encoding: 'UTF8',
    addresses: '127.0.0.1',
    sockets: '',
    fsync: 'off',
    upper: 'ß É',
    provider: 'b',
  });
  expect(local.adopted).toBe(false);

  const stranger = new URL(local.url('roundtable'));
  stranger.password = 'guess';
  await expect(ask(stranger.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
  const { mode } = await fs.stat(path.join(folder, 'postgres', 'password'));
  expect(mode & 0o777).toBe(0o600);
});

test('PostgreSQL never runs as root', async () => {
  const local = await startLocalPostgres(folder, { settings: FAST });
  await expect(ask(local.url('postgres'), 'SELECT 1')).resolves.toHaveLength(1);
  const [pid] = (await fs.readFile(path.join(folder, 'postgres', 'cluster', 'postmaster.pid'), 'utf8')).split('\n');
  const status = await fs.readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const effective = /^CapEff:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0';
  expect(BigInt(`0x${effective}`)).toBe(0n);
});

test('the second start finds the data of the first', async () => {
  const first = await startLocalPostgres(folder, { databaseName: 'roundtable', settings: FAST });
  await ask(first.url('roundtable'), 'CREATE TABLE kept AS SELECT 42 AS answer');
  await first.stop();
  await first.stop();
  await expect(ask(first.url('roundtable'), 'SELECT 1')).rejects.toThrow('ECONNREFUSED');

  const second = await startLocalPostgres(folder, { databaseName: 'roundtable', settings: FAST });
  expect(second.adopted).toBe(false);
  expect(await ask(second.url('roundtable'), 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
});

test('a server left behind by a killed process is adopted, and stopped by the one that adopted it', async () => {
  const { port } = await startAndKillParent();
  const local = await startLocalPostgres(folder, { databaseName: 'roundtable' });
  expect(local).toMatchObject({ adopted: true, port });
  expect(await ask(local.url('roundtable'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await local.stop();
  await expect(ask(local.url('roundtable'), 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
});

test('a process number left in postmaster.pid does not stop the next start, even when another program has it now', async () => {
  const first = await startLocalPostgres(folder, { settings: FAST });
  await first.stop();
  const pidFile = path.join(folder, 'postgres', 'cluster', 'postmaster.pid');
  for (const pid of [process.pid, 2 ** 22 - 1]) {
    await fs.writeFile(pidFile, `${pid}\n${folder}\n0\n${first.port}\n\n127.0.0.1\n\nready\n`);
    const next = await startLocalPostgres(folder, { settings: FAST });
    expect(next.adopted).toBe(false);
    await next.stop();
  }
});

test('two starts at once end with one server that both use', async () => {
  const options = { databaseName: 'roundtable', settings: FAST };
  const [one, two] = await Promise.all([startLocalPostgres(folder, options), startLocalPostgres(folder, options)]);
  expect(one.port).toBe(two.port);
  expect(one.url('roundtable')).toBe(two.url('roundtable'));
  expect(await ask(two.url('roundtable'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(await fs.readdir(folder)).toEqual(['postgres']);
});

test('what a killed initdb left half-made is neither used nor kept for ever', async () => {
  const abandoned = path.join(folder, 'postgres.making-abc');
  await fs.mkdir(path.join(abandoned, 'cluster'), { recursive: true });
  const anHourAgo = new Date(Date.now() - 3_600_000);
  await fs.utimes(abandoned, anHourAgo, anHourAgo);
  const local = await startLocalPostgres(folder, { settings: FAST });
  expect(await ask(local.url('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(await fs.readdir(folder)).toEqual(['postgres']);
});

test('data of another major version is refused in one sentence that names the folder', async () => {
  const local = await startLocalPostgres(folder, { settings: FAST });
  await local.stop();
  const versionFile = path.join(folder, 'postgres', 'cluster', 'PG_VERSION');
  await fs.writeFile(versionFile, '16\n');
  await expect(startLocalPostgres(folder)).rejects.toThrow(/was made by PostgreSQL 16.*needs 18/);
  await fs.writeFile(versionFile, '18\n');
});

test('the log keeps neither statements nor the values in them', async () => {
  const local = await startLocalPostgres(folder, { settings: FAST });
  await ask(local.url('postgres'), 'CREATE TABLE person (name text UNIQUE)');
  const twice = `INSERT INTO person VALUES ('Asha Example'), ('Asha Example')`;
  await expect(ask(local.url('postgres'), twice)).rejects.toThrow('duplicate key');
  const log = await fs.readFile(path.join(folder, 'postgres', 'log'), 'utf8');
  expect(log).toContain('duplicate key');
  expect(log).not.toContain('Asha');
});
