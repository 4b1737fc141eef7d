import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { filesOfTheImage } from '../support/docker-image.ts';
import { freePort } from '../support/free-port.ts';

const run = promisify(execFile);
const root = path.join(import.meta.dirname, '..', '..');
const anId = '00000000-0000-4000-8000-000000000001';

let database: TestDatabase;
let folder: string;

/** What the Dockerfile puts into the image: of the tracked and new files, without anything installed or generated. */
async function copySource(to: string): Promise<void> {
  const { stdout } = await run('git', ['ls-files', '-co', '--exclude-standard', '-z'], { cwd: root });
  const checkout = stdout.split('\0').filter((name) => name !== '' && fs.existsSync(path.join(root, name)));
  for (const file of filesOfTheImage(checkout)) {
    fs.mkdirSync(path.dirname(path.join(to, file)), { recursive: true });
    fs.copyFileSync(path.join(root, file), path.join(to, file));
  }
}

beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'roundtable-production-'));
  await copySource(folder);
  await run('npm', ['ci', '--omit=dev', '--omit=optional', '--prefer-offline'], { cwd: folder, maxBuffer: 1e8 });
}, 240_000);

afterAll(async () => {
  await database.drop();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** The environment of a server, and nothing of this machine's but what Node itself needs. */
function environment(port: number): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    NODE_ENV: 'production',
    DATABASE_URL: database.url,
    MICROSOFT_APP_ID: anId,
    MICROSOFT_APP_TENANT_ID: anId,
    MICROSOFT_APP_PASSWORD: 'not-a-real-secret',
    DSR_CHANNEL_ID: '19:channel@thread.tacv2',
    DSR_COORDINATORS: anId,
    DSR_CLINICAL_LEADS: anId,
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'dsr@example.org',
    HOST: '127.0.0.1',
    PORT: String(port),
  };
}

/** As on a read-only file system: Node lets the process read any file, and write none. */
const READ_ONLY = ['--permission', '--allow-fs-read=*'];

function start(env: Record<string, string>) {
  const args = [...READ_ONLY, 'app/main.ts'];
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return { child, output: () => output };
}

test('the service starts from the image’s files and production dependencies alone, writes no file, migrates an empty database, becomes ready and drains on SIGTERM', async () => {
  const port = await freePort();
  const { child, output } = start(environment(port));
  try {
    await expect
      .poll(
        () =>
          fetch(`http://127.0.0.1:${port}/readyz`).then(
            (answer) => answer.status,
            () => output(),
          ),
        {
          timeout: 30_000,
          interval: 100,
        },
      )
      .toBe(200);
    const unsigned = await fetch(`http://127.0.0.1:${port}/api/messages`, { method: 'POST', body: '{}' });
    expect(unsigned.status).toBe(401);
    const outbox = await fetch(`http://127.0.0.1:${port}/outbox`);
    expect(outbox.status).toBe(404);
  } finally {
    child.kill('SIGTERM');
  }
  const [code] = await once(child, 'exit');
  expect({ code, output: output() }).toMatchObject({ code: 0 });
  for (const line of output().trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
}, 60_000);

test('production without its variables names each of them and does not start a demo', async () => {
  const { child, output } = start({ PATH: process.env.PATH ?? '', NODE_ENV: 'production' });
  const [code] = await once(child, 'exit');
  expect(code).toBe(1);
  for (const name of ['DATABASE_URL', 'MICROSOFT_APP_ID', 'MICROSOFT_APP_PASSWORD', 'DSR_TEAM_GROUP']) {
    expect(output()).toContain(`${name} is missing`);
  }
  expect(output()).not.toMatch(/^\s+at /m);
}, 30_000);
