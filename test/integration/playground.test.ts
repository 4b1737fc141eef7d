import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { type Playground, type PlaygroundOptions, startPlayground } from '../../app/demo/playground.ts';
import { teamsUserId } from '../../app/demo/playground-config.ts';
import { assertPortsFree, PortUnavailableError } from '../../app/demo/ports.ts';
import { demoTenant } from '../support/demo-tenant.ts';
import { freePort } from '../support/free-port.ts';

const demoFolder = path.resolve(import.meta.dirname, '../../app/demo');
const currentUserId = demoTenant.cast[0]?.id ?? '';

let folder: string;
let started: Playground[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'roundtable-playground-'));
  started = [];
});
afterEach(async () => {
  await Promise.all(started.map((playground) => playground.stop()));
  await rm(folder, { recursive: true, force: true });
});

const options = (port: number): PlaygroundOptions => ({
  folder,
  label: "the requester's window",
  port,
  portSetting: 'REQUESTER_PORT',
  botEndpoint: 'http://127.0.0.1:9/api/messages',
  tenant: demoTenant,
  currentUserId,
});

async function start(port: number): Promise<Playground> {
  const playground = await startPlayground(options(port));
  started.push(playground);
  return playground;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

const connects = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect({ host, port, timeout: 1_000 });
    const answer = (connected: boolean) => {
      socket.destroy();
      resolve(connected);
    };
    socket.once('connect', () => answer(true));
    socket.once('timeout', () => answer(false));
    socket.once('error', () => answer(false));
  });

const gone = async (pid: number, port: number) => {
  await vi.waitFor(() => expect(isRunning(pid)).toBe(false), { timeout: 5_000, interval: 20 });
  await assertPortsFree([{ port, name: 'the next start' }]);
};

const everyOtherAddress = (): string[] => [
  '127.0.0.2',
  '::1',
  ...Object.values(os.networkInterfaces()).flatMap((list) => (list ?? []).map((each) => each.address)),
];

describe('a local Teams window', () => {
  test('is ready when it answers, as the person it was started for', async () => {
    const { url } = await start(await freePort());

    const answer = await fetch(`${url}/_internal/v1/testConfig`);
    expect(await answer.json()).toMatchObject({ config: { currentUser: { id: teamsUserId(currentUserId) } } });
    expect((await fetch(url)).status).toBe(200);
  });

  test('listens to this machine alone', async () => {
    const port = await freePort();
    await start(port);

    expect(await connects('127.0.0.1', port)).toBe(true);
    for (const address of everyOtherAddress().filter((each) => each !== '127.0.0.1')) {
      expect(await connects(address, port), address).toBe(false);
    }
  });

  test('leaves no process and no port behind when it is stopped, also twice', async () => {
    const port = await freePort();
    const { pid, stop } = await start(port);

    await Promise.all([stop(), stop()]);
    await stop();
    await gone(pid, port);
  });

  test('refuses a taken port with a sentence, and starts nothing elsewhere', async () => {
    const other = http.createServer((_request, response) => response.end('{}')).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    try {
      const attempt = startPlayground(options(port));
      await expect(attempt).rejects.toThrow(PortUnavailableError);
      await expect(attempt).rejects.toThrow(`Port ${port} is already in use by another program`);
    } finally {
      other.close();
    }
  });

  test('ends when the process that started it is killed without warning', async () => {
    const port = await freePort();
    const script = `
      import { startPlayground } from ${JSON.stringify(path.join(demoFolder, 'playground.ts'))};
      const { pid } = await startPlayground(${JSON.stringify(options(port))});
      console.log(JSON.stringify({ pid }));
      setInterval(() => {}, 1_000);`;
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      const [line] = await once(readline.createInterface(parent.stdout), 'line');
      const { pid } = z.object({ pid: z.number() }).parse(JSON.parse(String(line)));
      expect(isRunning(pid)).toBe(true);

      parent.kill('SIGKILL');
      await gone(pid, port);
    } finally {
      parent.kill('SIGKILL');
    }
  });

  test('reports a port lost at the last moment instead of taking another', async () => {
    const child = spawn(
      process.execPath,
      [
        '--import',
        path.join(demoFolder, 'playground-preload.mjs'),
        '--eval',
        "require('net').createServer().listen(0)",
      ],
      { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
    );
    const [[message], [exitCode]] = await Promise.all([once(child, 'message'), once(child, 'exit')]);

    expect(message).toEqual({ playground: 'port-taken' });
    expect(exitCode).toBe(1);
  });
});
