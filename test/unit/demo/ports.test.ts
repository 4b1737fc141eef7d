import net from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { assertPortsFree, PortUnavailableError } from '../../../app/demo/ports.ts';
import { freePort } from '../../support/free-port.ts';

const servers: net.Server[] = [];

const listen = (host?: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    servers.push(server);
    server.listen({ port: 0, ...(host === undefined ? {} : { host }) }, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no port'));
      else resolve(address.port);
    });
  });

const close = (server: net.Server) => new Promise<void>((resolve) => server.close(() => resolve()));

afterEach(() => Promise.all(servers.splice(0).map(close)));

describe('ports are checked before anything is started', () => {
  test('free ports pass, and are free again afterwards', async () => {
    const port = await freePort();
    await assertPortsFree([{ port, name: 'the service' }]);
    await assertPortsFree([{ port, name: 'the service' }]);
  });

  test('a taken port is refused with its number, what needed it and what to do', async () => {
    const port = await listen('127.0.0.1');
    const attempt = assertPortsFree([
      { port: await freePort(), name: 'the service' },
      { port, name: "the requester's window", setting: 'REQUESTER_PORT' },
    ]);

    await expect(attempt).rejects.toThrow(PortUnavailableError);
    await expect(attempt).rejects.toThrow(
      `Port ${port} is already in use by another program, and Roundtable needs it for the requester's window. ` +
        'Stop that program (it may be a Roundtable you started earlier) and start again. ' +
        `Or choose another port: REQUESTER_PORT=`,
    );
    await expect(attempt).rejects.toMatchObject({ port });
  });

  test('a port that another program holds on every address is refused too', async () => {
    const port = await listen();
    await expect(assertPortsFree([{ port, name: 'the service' }])).rejects.toThrow('already in use');
  });

  test('one port cannot serve two purposes', async () => {
    const port = await freePort();
    const twice = assertPortsFree([
      { port, name: 'the service' },
      { port, name: "the team's window" },
    ]);
    await expect(twice).rejects.toThrow(
      `Port ${port} is set for both the service and the team's window. Give each a port of its own.`,
    );
  });
});
