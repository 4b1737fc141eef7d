import type { Answering } from './answering.ts';
import type { Outcome } from './faulty-answers.ts';
import { written } from './listening.ts';

/** A fetch that reaches the fake without a socket, and fails as Node's own does. */
export function fetchWith(answer: Answering): typeof fetch {
  return async (input, init) => {
    const plain = typeof input === 'string' || input instanceof URL;
    const request = plain ? null : new Request(input, init);
    const signal = request?.signal ?? init?.signal ?? null;
    signal?.throwIfAborted();
    const work = answer({
      method: (request?.method ?? init?.method ?? 'GET').toUpperCase(),
      url: new URL(request?.url ?? String(input)),
      headers: request?.headers ?? new Headers(init?.headers ?? undefined),
      raw: request === null ? await bytesOf(init?.body) : new Uint8Array(await request.arrayBuffer()),
    });
    return responseOf(await given(work, signal), signal);
  };
}

async function bytesOf(body: RequestInit['body']): Promise<Uint8Array> {
  if (body === undefined || body === null) return new Uint8Array();
  if (typeof body === 'string') return Buffer.from(body);
  if (body instanceof URLSearchParams) return Buffer.from(body.toString());
  if (body instanceof Uint8Array) return body;
  return new Uint8Array(await new Response(body).arrayBuffer());
}

/** What comes of it, unless the caller gives up before: the work goes on all the same. */
async function given(work: Promise<Outcome>, signal: AbortSignal | null): Promise<Outcome> {
  if (signal === null) return work;
  const given = Promise.withResolvers<Outcome>();
  const giveUp = () => given.reject(signal.reason);
  signal.addEventListener('abort', giveUp, { once: true });
  work.then(given.resolve, given.reject);
  try {
    return await given.promise;
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

async function responseOf(outcome: Outcome, signal: AbortSignal | null): Promise<Response> {
  if ('answer' in outcome) {
    const { body, headers } = written(outcome.answer);
    return new Response(body as string | null, { status: outcome.answer.status, headers });
  }
  if (outcome.broken === 'reset') throw connectionFault('ECONNRESET', 'read ECONNRESET');
  if (outcome.broken === 'no-connection') throw connectionFault('ECONNREFUSED', 'connect ECONNREFUSED');
  if (outcome.broken === 'hang' && signal !== null) {
    await new Promise((_resolve, reject) => {
      if (signal.aborted) reject(signal.reason);
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
  }
  throw new DOMException('The operation was aborted due to timeout', 'TimeoutError');
}

function connectionFault(code: string, message: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) });
}
