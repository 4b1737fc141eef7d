import { createServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { generate } from 'selfsigned';
import type { Answering, Received } from './answering.ts';
import type { Answer } from './call.ts';

/** The fake on a real port of this machine: for child processes, which trust `caPem` through NODE_EXTRA_CA_CERTS. */
export type Listening = { url: string; caPem: string; close(): Promise<void> };

/** The bytes and headers of an answer. */
export function written(answer: Answer): { body: string | Uint8Array | null; headers: Record<string, string> } {
  const headers: Record<string, string> = { ...answer.headers };
  if (answer.json !== undefined) {
    headers['content-type'] ??=
      'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';
    return { body: JSON.stringify(answer.json), headers };
  }
  return { body: answer.bytes ?? null, headers };
}

/** Listens on 127.0.0.1 over TLS, with a certificate made for this run. Two whose CAs are trusted at once need two names. */
export async function listenWith(answer: Answering, caName = 'Fake Graph CA'): Promise<Listening> {
  const ca = await generate([{ name: 'commonName', value: caName }], {
    algorithm: 'sha256',
    keyType: 'ec',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const leaf = await generate([{ name: 'commonName', value: 'localhost' }], {
    algorithm: 'sha256',
    keyType: 'ec',
    ca: { key: ca.private, cert: ca.cert },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  const sockets = new Set<Duplex>();
  let origin = '';
  const server = createServer({ key: leaf.private, cert: leaf.cert }, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
    const received: Received = {
      ...{ method: request.method ?? 'GET', url: new URL(request.url ?? '/', origin) },
      ...{ headers, raw: Buffer.concat(chunks) },
    };
    const outcome = await answer(received);
    if ('broken' in outcome) {
      // A time-out says nothing for as long as the caller waits.
      if (outcome.broken === 'reset' || outcome.broken === 'no-connection') request.socket.destroy();
      return;
    }
    const { body, headers: sent } = written(outcome.answer);
    response.writeHead(outcome.answer.status, sent);
    response.end(body ?? undefined);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given');
  origin = `https://localhost:${address.port}`;
  return {
    url: origin,
    caPem: ca.cert,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
