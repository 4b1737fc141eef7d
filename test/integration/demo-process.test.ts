import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stopLocalPostgres } from '../../services/platform/local-postgres.ts';
import {
  answers,
  databaseServer,
  freeDemoPorts,
  processesOf,
  startDemoProcess,
  startRefusedDemo,
} from '../support/demo-process.ts';

let parent: string;
let folder: string;

beforeAll(() => {
  parent = fs.mkdtempSync(path.join(os.tmpdir(), 'roundtable-demo-'));
  folder = path.join(parent, 'data');
});
afterAll(async () => {
  await stopLocalPostgres(folder);
  fs.rmSync(parent, { recursive: true, force: true });
});

/** Until a promise says yes; the test's own limit ends it. */
async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await pause(50);
}

describe('npm start', () => {
  test.each(['bot', 'requester', 'team'] as const)(
    'says in a sentence that the port of the %s is taken',
    async (who) => {
      const ports = await freeDemoPorts();
      const other = net.createServer().listen(ports[who], '127.0.0.1');
      await once(other, 'listening');
      const { code, printed } = await startRefusedDemo(folder, ports);
      other.close();

      expect(code).toBe(1);
      expect(printed.trim()).toMatch(new RegExp(`^Port ${ports[who]} is already in use by another program.*\\.$`));
      expect(fs.existsSync(folder), 'nothing of the database was touched').toBe(false);
    },
  );

  test('after kill -9 ends both windows, and goes on with the database server that was left', {
    timeout: 180_000,
  }, async () => {
    const ports = await freeDemoPorts();
    const first = await startDemoProcess(folder, ports);
    const server = databaseServer(folder);
    expect(server).toBeGreaterThan(0);
    await first.kill();
    await until(async () => !(await answers(ports.requester)) && !(await answers(ports.team)));

    const second = await startDemoProcess(folder, ports);
    expect(databaseServer(folder), 'the same server').toBe(server);
    expect((await fetch(second.urls.outbox)).status).toBe(200);

    expect(await second.terminate()).toBe(0);
    expect(databaseServer(folder)).toBeUndefined();
    expect(processesOf(folder)).toEqual([]);
    for (const port of Object.values(ports)) expect(await answers(port)).toBe(false);
  });
});
