import { randomUUID } from 'node:crypto';
import { Client, type Context, GraphClientError, ResponseType } from '@microsoft/microsoft-graph-client';
import type { Log } from '../platform/log.ts';
import type { Clock } from '../platform/time.ts';
import { graphFault } from './graph-errors.ts';
import { networkCode, reachedNobody } from './network-code.ts';
import { type GraphAnswer, GraphFault, type GraphRequest, type MicrosoftAccount } from './port.ts';
import { requestKind } from './request-kind.ts';

const VERSION = 'v1.0';
/** More is not read into memory. Exchange carries messages of up to 150 MB; nobody writes a request as long as that. */
const MOST_BYTES = 40 * 1024 * 1024;
/** What happens in the course of ordinary work, and what whoever asked knows how to take. */
const ORDINARY = new Set(['not-found', 'conflict', 'changed']);

/** One request with one token: what Graph answers, or a GraphFault. Nothing is tried again here. */
export type Exchange = (request: GraphRequest, token: string) => Promise<GraphAnswer>;

type Options = { fetch: typeof globalThis.fetch; clock: Clock; log: Log; timeoutMs: number };
type Call = ReturnType<Client['api']>;

/**
 * Speaks to Graph through Microsoft's client, which builds addresses and bodies, with a chain of our own below it: theirs
 * repeats calls by itself, and drops the token without a word where it does not know the host.
 */
export function openExchange(account: MicrosoftAccount, { fetch, clock, log, timeoutMs }: Options): Exchange {
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
      .headers({ ...request.headers, Authorization: `Bearer ${token}`, 'client-request-id': randomUUID() })
      .option('signal', signal)
      .responseType(ResponseType.RAW);
    let answered: Response | null = null;
    try {
      return await beforeTimeout(signal, async () => {
        answered = (await send(call, request)) as Response;
        const bytes = await bytesOf(answered);
        if (!answered.ok) throw graphFault({ request, token, clock }, answered, bytes);
        return { status: answered.status, headers: answered.headers, body: bodyOf(request, answered, bytes) };
      });
    } catch (fault) {
      if (fault instanceof GraphFault) note(log, request, fault, answered);
      throw fault;
    }
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
  try {
    context.response = (await fetch(url, init)) as NonNullable<Context['response']>;
  } catch (fault) {
    // Of anything but an error of its own, Microsoft's client keeps the words and drops the cause.
    throw Object.assign(new GraphClientError('no answer'), { cause: fault });
  }
}

function send(call: Call, { method, body }: GraphRequest): Promise<unknown> {
  if (method === 'GET') return call.get();
  if (method === 'DELETE') return call.delete();
  return method === 'POST' ? call.post(body ?? {}) : call.patch(body ?? {});
}

/**
 * What is thrown for a call that was not answered in time, or not at all: 'away' where it certainly reached nobody, else
 * 'unclear'. Also where the network below does not notice that it has been given up.
 */
async function beforeTimeout<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const end = () => reject(signal.reason);
  signal.addEventListener('abort', end, { once: true });
  try {
    return await Promise.race([work(), late]);
  } catch (fault) {
    if (fault instanceof GraphFault) throw fault;
    throw new GraphFault(reachedNobody(fault) ? 'away' : 'unclear', { code: networkCode(fault) });
  } finally {
    signal.removeEventListener('abort', end);
  }
}

/** The bytes of an answer, as far as `MOST_BYTES`. */
async function bytesOf(response: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.byteLength;
    if (length > MOST_BYTES) throw new GraphFault('refused', { status: response.status, code: 'too-large' });
    parts.push(part);
  }
  return Buffer.concat(parts);
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

/** One line for each answer that is not 2xx: what it was about, and the id by which Microsoft finds it again. */
function note(log: Log, request: GraphRequest, fault: GraphFault, answered: Response | null): void {
  const id = answered?.headers.get('request-id') ?? '';
  const fields = {
    method: request.method,
    ...requestKind(request),
    kind: fault.kind,
    status: fault.status,
    code: fault.code,
    requestId: /^[0-9a-f-]{36}$/i.test(id) ? id : null,
  };
  if (ORDINARY.has(fault.kind)) log.info('graph-answer', fields);
  else log.warn('graph-fault', fields);
}
