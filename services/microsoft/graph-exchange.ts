import { Client, type Context, ResponseType } from '@microsoft/microsoft-graph-client';
import type { Clock } from '../platform/time.ts';
import { graphFault } from './graph-errors.ts';
import { networkCode, neverSent } from './network-code.ts';
import { type GraphAnswer, GraphFault, type GraphRequest, type MicrosoftAccount } from './port.ts';

const VERSION = 'v1.0';

/** One request with one token: what Graph answers, or a GraphFault. Nothing is tried again here. */
export type Exchange = (request: GraphRequest, token: string) => Promise<GraphAnswer>;

type Options = { fetch: typeof globalThis.fetch; clock: Clock; timeoutMs: number };

/**
 * Speaks to Graph through Microsoft's client, which builds addresses and bodies, with a chain of our own below it: theirs
 * repeats calls by itself, and drops the token without a word where it does not know the host.
 */
export function openExchange(account: MicrosoftAccount, { fetch, clock, timeoutMs }: Options): Exchange {
  const origin = new URL(account.graphUrl).origin;
  const client = Client.initWithMiddleware({
    baseUrl: account.graphUrl,
    defaultVersion: VERSION,
    middleware: { execute: (context: Context) => sendOnce(context, fetch) },
  });
  return async (request, token) => {
    assertOurs(request.path, origin);
    const signal = AbortSignal.timeout(timeoutMs);
    const call = client
      .api(request.path)
      .headers({ ...request.headers, Authorization: `Bearer ${token}` })
      .option('signal', signal)
      .responseType(ResponseType.RAW);
    const [response, bytes] = await beforeTimeout(signal, () => exchanged(call, request));
    if (response.status < 200 || response.status > 299) throw graphFault(request, response, bytes, clock);
    return { status: response.status, headers: response.headers, body: bodyOf(request, response, bytes) };
  };
}

/** A whole link that Graph gave leads back to Graph: the token goes nowhere else. */
function assertOurs(path: string, origin: string): void {
  if (path.startsWith('/') && !path.startsWith('//')) return;
  const theirs = URL.canParse(path) ? new URL(path).origin : null;
  if (theirs !== origin) throw new GraphFault('refused', { code: 'not-a-graph-link' });
}

async function sendOnce(context: Context, fetch: typeof globalThis.fetch): Promise<void> {
  const url = context.request as string;
  // No redirect is followed: it would carry the token to an address that nobody has configured.
  const init = { ...context.options, redirect: 'manual' } as RequestInit;
  context.response = (await fetch(url, init)) as NonNullable<Context['response']>;
}

type Call = ReturnType<Client['api']>;

async function exchanged(call: Call, request: GraphRequest): Promise<[Response, Buffer]> {
  const response = (await send(call, request)) as Response;
  return [response, Buffer.from(await response.arrayBuffer())];
}

function send(call: Call, { method, body }: GraphRequest): Promise<unknown> {
  if (method === 'GET') return call.get();
  if (method === 'DELETE') return call.delete();
  return method === 'POST' ? call.post(body ?? {}) : call.patch(body ?? {});
}

/** What a call that was not answered throws: 'away' where it certainly reached nobody, else 'unclear'. */
async function beforeTimeout<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const end = () => reject(signal.reason);
  signal.addEventListener('abort', end, { once: true });
  try {
    // Also where the network does not notice that it has been given up.
    return await Promise.race([work(), late]);
  } catch (fault) {
    const code = networkCode(fault);
    throw new GraphFault(neverSent(code) ? 'away' : 'unclear', { code });
  } finally {
    signal.removeEventListener('abort', end);
  }
}

function bodyOf(request: GraphRequest, response: Response, bytes: Buffer): unknown {
  if (request.answer === 'bytes') return bytes;
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new GraphFault('unclear', { status: response.status, code: 'unreadable-answer' });
  }
}
