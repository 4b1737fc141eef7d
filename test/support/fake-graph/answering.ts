import { type Answer, type Call, checkPrefer, readPrefer } from './call.ts';
import type { Fault, SeenRequest } from './faults.ts';
import { after, Broken, before, errorAnswer, type Outcome } from './faulty-answers.ts';
import { continuation } from './odata.ts';
import {
  accessDenied,
  badRequest,
  insufficientPrivileges,
  noMailbox,
  outsideScope,
  Refusal,
  unknownMailbox,
} from './refusal.ts';
import { type Route, routeOf } from './routes.ts';
import { answerSignIn, IDENTITY_PATHS } from './sign-in.ts';
import type { Mailbox, World } from './world.ts';

/** Microsoft's limit: so many calls of one application to one mailbox at once. */
const MOST_AT_ONCE = 4;
const TEN_MINUTES_MS = 600_000;
/** The verdict on a request that broke the fake. */
export const BROKEN = 599;
/** As Graph tells whoever goes over the limit of a mailbox. */
const PAUSE_SECONDS = 2;

/** One request, as the log keeps it. */
export type LogEntry = {
  at: Date;
  method: string;
  /** Below the version, decoded; with its query as it was sent. */
  path: string;
  query: string;
  mailbox: string | null;
  headers: { prefer: string | null; ifMatch: string | null; clientRequestId: string | null };
  body: unknown;
  /** Null where no answer was given. */
  status: number | null;
  code: string | null;
  fault: Fault | null;
  /** What it deserved, whatever a fault made of the answer; null where the fault came first. */
  verdict: number | null;
  /** Whether it was carried out, whatever was answered. */
  done: boolean;
};

export type Received = { method: string; url: URL; headers: Headers; raw: Uint8Array };

/** Where the fake is found: the authority signs in and nothing else, Graph does not sign in, and a port that it listens on does both. */
export type Places = { authority: string; graphs: readonly string[]; ports: readonly string[] };

function isThere({ origin, pathname }: URL, { authority, graphs, ports }: Places): boolean {
  if (ports.includes(origin) || IDENTITY_PATHS.includes(pathname)) return true;
  const forGraph = /^\/(v1\.0|beta)\//.test(pathname);
  return forGraph ? graphs.includes(origin) : origin === authority;
}

export type Answering = (received: Received) => Promise<Outcome>;

/** Everybody who asks in the same turn of the event loop is under way at once. */
const nextTurn = setImmediate;

/** How the fake answers: it finds the fault, signs in, routes, and keeps the log. */
export function answering(
  world: World,
  faultFor: (request: SeenRequest) => Fault | null,
  log: LogEntry[],
  places: () => Places,
): Answering {
  return async (received) => {
    const call = callOf(received);
    if (!isThere(call.url, places())) return { broken: 'no-connection' };
    const mailbox = mailboxOf(world, call);
    const entry = entryOf(world, call, mailbox);
    log.push(entry);
    const fault = faultFor({
      ...{ method: call.method, path: entry.path, url: call.url },
      ...{ mailbox: entry.mailbox, body: entry.body },
    });
    entry.fault = fault;
    if (fault?.kind === 'no-connection') return { broken: 'no-connection' };
    if (mailbox !== null) mailbox.concurrent += 1;
    try {
      await new Promise<void>((resolve) => nextTurn(resolve));
      const early = before(world, fault);
      const answer = early ?? (await carriedOut(world, call, mailbox, places().graphs, entry));
      if (early === null) Object.assign(entry, { done: answer.status < 300, verdict: answer.status });
      const outcome = after(world, fault, answer);
      if ('answer' in outcome) note(entry, outcome.answer);
      return outcome;
    } catch (broken) {
      if (broken instanceof Broken) return broken.outcome;
      // The fake itself is at fault: no test is to take that for an outage.
      Object.assign(entry, { verdict: BROKEN, code: 'FakeGraphBroke' });
      throw broken;
    } finally {
      if (mailbox !== null) mailbox.concurrent -= 1;
    }
  };
}

async function carriedOut(
  world: World,
  call: Call,
  mailbox: Mailbox | null,
  graphUrls: readonly string[],
  entry: LogEntry,
): Promise<Answer> {
  try {
    const signIn = await answerSignIn(world, call, graphUrls);
    if (signIn !== undefined) return signIn;
    return await graphAnswer(world, call, mailbox);
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    entry.code = refusal.code;
    return errorAnswer(world, refusal);
  }
}

async function graphAnswer(world: World, call: Call, mailbox: Mailbox | null): Promise<Answer> {
  if (!call.url.pathname.startsWith('/v1.0/')) throw badRequest(`Invalid version: ${call.url.pathname.split('/')[1]}`);
  checkToken(world, call);
  checkPrefer(call);
  if (call.method === 'GET' && call.raw.byteLength > 0) throw badRequest('A GET brings no body.', 'StricterThanGraph');
  const found = routeOf(call.method, call.segments);
  if (found === null) throw badRequest(`Resource not found for the segment '${call.segments.at(-1)}'.`);
  if (found === 'method')
    throw new Refusal(405, 'UnknownError', 'Specified HTTP method is not allowed for the request target.');
  call.params = found.params;
  const { route } = found;
  if (route.in !== 'mailbox') {
    checkPermission(world, route);
    return continuation(world, call) ?? route.handle(world, call);
  }
  const there = reachable(world, route, call, mailbox);
  checkLimits(world, there);
  return continuation(world, call) ?? route.handle(world, there, call);
}

function checkLimits(world: World, mailbox: Mailbox): void {
  if (mailbox.concurrent > MOST_AT_ONCE) throw throttled('MailboxConcurrency', PAUSE_SECONDS);
  const now = world.clock.now().getTime();
  const ends = mailbox.calls.since + TEN_MINUTES_MS;
  if (now >= ends) mailbox.calls = { since: now, count: 0 };
  mailbox.calls.count += 1;
  if (mailbox.calls.count > world.callsPerTenMinutes) throw throttled('request', Math.ceil((ends - now) / 1000));
}

function throttled(limit: string, seconds: number): Refusal {
  const message = `Application is over its ${limit} limit.`;
  return new Refusal(429, 'ApplicationThrottled', message, { 'retry-after': String(seconds) });
}

function checkToken(world: World, call: Call): void {
  const header = call.headers.get('authorization');
  if (header === null) throw new Refusal(401, 'InvalidAuthenticationToken', 'Access token is empty.');
  const token = world.tokens.get(header.replace(/^Bearer /, ''));
  if (token === undefined) throw new Refusal(401, 'InvalidAuthenticationToken', 'IDX14100: JWT is not well formed.');
  if (!token.isForGraph)
    throw new Refusal(401, 'InvalidAuthenticationToken', 'Access token validation failure. Invalid audience.');
  if (token.expiresAt <= world.clock.now().getTime()) {
    throw new Refusal(401, 'InvalidAuthenticationToken', 'Lifetime validation failed, the token is expired.');
  }
}

function checkPermission(world: World, route: Route): void {
  if (route.needs.length === 0 || route.needs.some((permission) => world.permissions.has(permission))) return;
  throw route.in === 'mailbox' ? accessDenied() : insufficientPrivileges();
}

function reachable(world: World, route: Route, call: Call, mailbox: Mailbox | null): Mailbox {
  checkPermission(world, route);
  const name = call.params.user ?? '';
  if (mailbox === null) throw userOf(world, name) === undefined ? unknownMailbox(name) : noMailbox();
  if (mailbox.outsideScope) throw outsideScope();
  return mailbox;
}

function userOf(world: World, name: string) {
  const text = name.toLowerCase();
  return [...world.users.values()].find((user) => user.id === text || user.userPrincipalName.toLowerCase() === text);
}

function mailboxOf(world: World, call: Call): Mailbox | null {
  if (call.segments[0] !== 'users') return null;
  const name = (call.segments[1] ?? '').toLowerCase();
  const byAddress = world.mailboxes.get(name);
  if (byAddress !== undefined) return byAddress;
  for (const mailbox of world.mailboxes.values()) if (mailbox.userId === name) return mailbox;
  return null;
}

/** `mailFolders('inbox')` is `mailFolders/inbox`; a whole function name, such as `delta()`, may have its brackets. */
function segmentsOf(url: URL): string[] {
  const below = url.pathname.replace(/^\/v1\.0\//, '');
  return below.split('/').flatMap((part) => {
    const text = decodeURIComponent(part);
    const keyed = /^(\w+)\('(.*)'\)$/.exec(text);
    if (keyed !== null) return [keyed[1] ?? '', (keyed[2] ?? '').replaceAll("''", "'")];
    return [text.replace(/\(\)$/, '')];
  });
}

function callOf({ method, url, headers, raw }: Received): Call {
  return {
    method,
    url,
    origin: url.origin,
    segments: segmentsOf(url),
    headers,
    raw,
    prefer: readPrefer(headers),
    params: {},
  };
}

function entryOf(world: World, call: Call, mailbox: Mailbox | null): LogEntry {
  return {
    at: world.clock.now(),
    method: call.method,
    path: `/${call.segments.join('/')}`,
    query: call.url.search,
    mailbox: mailbox?.address ?? null,
    headers: {
      prefer: call.headers.get('prefer'),
      ifMatch: call.headers.get('if-match'),
      clientRequestId: call.headers.get('client-request-id'),
    },
    body: bodyOf(call),
    ...{ status: null, code: null, fault: null, verdict: null, done: false },
  };
}

/** The body as the log shows it: JSON as a value; of a sign-in nothing, it holds a secret. */
function bodyOf(call: Call): unknown {
  if (call.raw.byteLength === 0 || call.url.pathname.endsWith('/token')) return null;
  const text = Buffer.from(call.raw).toString('utf8');
  if (!/json/i.test(call.headers.get('content-type') ?? '')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function note(entry: LogEntry, answer: Answer): void {
  entry.status = answer.status;
  const error = (answer.json as { error?: { code?: string } | string } | undefined)?.error;
  entry.code = answer.status < 400 ? null : typeof error === 'object' ? (error.code ?? null) : (error ?? null);
}
