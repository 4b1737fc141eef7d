import http from 'node:http';
import net from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { networkCode, reachedNobody } from '../../../services/microsoft/network-code.ts';
import { startFakeGraph } from '../../support/fake-graph/fake-graph.ts';
import { appId, secret, tenantId } from '../../support/graph-account.ts';

const ends: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(ends.splice(0).map((end) => end()));
});

async function listening(server: net.Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => new Promise((resolve) => server.close(resolve)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given');
  return `127.0.0.1:${address.port}`;
}

/** What Node's own fetch throws for this address. */
async function thrownBy(url: string, init: RequestInit = {}): Promise<unknown> {
  return fetch(url, { method: 'POST', body: 'work', ...init })
    .then((response) => response.text())
    .then(
      () => null,
      (fault: unknown) => fault,
    );
}

describe('A call that Node’s own network breaks', () => {
  test('reached nobody where nobody listens, and where there is no such name', async () => {
    const closed = net.createServer();
    const address = await listening(closed);
    await ends.pop()?.();
    const refused = await thrownBy(`http://${address}/`);
    expect([networkCode(refused), reachedNobody(refused)]).toEqual(['ECONNREFUSED', true]);
    const unknown = await thrownBy('http://graph.invalid/');
    expect(networkCode(unknown)).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/);
    expect(reachedNobody(unknown)).toBe(true);
  });

  test('reached nobody where the certificate is not trusted: nothing was said to whoever that is', async () => {
    const fake = startFakeGraph({ tenantId, appId, secret });
    const { url, close } = await fake.listen();
    ends.push(async () => close());
    const fault = await thrownBy(`${url}/v1.0/users`);
    expect(reachedNobody(fault)).toBe(true);
    expect(fake.log).toEqual([]);
  });

  test('may have done its work where the connection breaks, at any point after it stood', async () => {
    for (const answer of ['', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf']) {
      const address = await listening(
        net.createServer((socket) => {
          socket.on('error', () => {});
          socket.once('data', () => {
            socket.write(answer);
            setImmediate(() => socket.resetAndDestroy());
          });
        }),
      );
      const fault = await thrownBy(`http://${address}/`);
      expect(fault).toBeInstanceOf(Error);
      expect(reachedNobody(fault)).toBe(false);
      expect(networkCode(fault)).toMatch(/^[A-Z_]+$|^network$/);
    }
  });

  test('may have done its work where no answer comes in time', async () => {
    const address = await listening(http.createServer(() => {}));
    const fault = await thrownBy(`http://${address}/`, { signal: AbortSignal.timeout(100) });
    expect([networkCode(fault), reachedNobody(fault)]).toEqual(['timeout', false]);
  });

  test('is read with several addresses for one name, and without anything known', () => {
    const tried = (code: string, syscall: string) => Object.assign(new Error('failed'), { code, syscall });
    const both = new AggregateError([tried('ETIMEDOUT', 'connect'), tried('ENETUNREACH', 'connect')]);
    expect(reachedNobody(new TypeError('fetch failed', { cause: both }))).toBe(true);
    const half = new AggregateError([tried('ETIMEDOUT', 'connect'), tried('ECONNRESET', 'read')]);
    expect(reachedNobody(half)).toBe(false);
    for (const nothing of [null, undefined, 'text', new Error('ada@example.org'), new AggregateError([])]) {
      expect([networkCode(nothing), reachedNobody(nothing)]).toEqual(['network', false]);
    }
  });
});
