import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Router } from 'express';
import { expect, test } from 'vitest';
import { createServer } from '../../../app/server.ts';
import { openLog } from '../../../services/platform/log.ts';

/** The address by which a server counts the forms of whoever asks. */
async function countedAs(loopbackOnly: boolean, forwardedFor: string): Promise<string> {
  const router = Router().get('/who', (request, response) => void response.send(request.ip));
  const server = createServer({
    log: openLog('silent'),
    notReady: async () => [],
    metrics: async () => ({ contentType: 'text/plain', text: '' }),
    loopbackOnly,
    routers: [router],
  }).listen(0, '127.0.0.1');
  try {
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/who`, { headers: { 'X-Forwarded-For': forwardedFor } });
    return await answer.text();
  } finally {
    server.close();
  }
}

test('behind a proxy of our own network each visitor counts by their own address', async () => {
  expect(await countedAs(false, '203.0.113.7')).toBe('203.0.113.7');
  expect(await countedAs(false, '203.0.113.7, 10.0.0.4')).toBe('203.0.113.7');
});

test('an address that a visitor claims for themself counts for nothing', async () => {
  expect(await countedAs(false, '198.51.100.1, 203.0.113.7')).toBe('203.0.113.7');
});

test('the demo takes nobody’s word for an address', async () => {
  expect(await countedAs(true, '203.0.113.7')).toMatch(/127\.0\.0\.1$/);
});
