import type { Log } from '../platform/log.ts';
import type { Clock } from '../platform/time.ts';
import { type Exchange, openExchange } from './graph-exchange.ts';
import { type Graph, GraphFault, type GraphRequest, type MicrosoftAccount } from './port.ts';
import { openSignIn } from './sign-in.ts';
import { openTokens, type Tokens } from './tokens.ts';

/** An answer that takes longer is not coming: Graph itself gives up before. */
const TIMEOUT_MS = 30_000;

export type GraphOptions = {
  fetch: typeof globalThis.fetch;
  clock: Clock;
  log: Log;
  /** Waits; the default takes real time. */
  pause?: (milliseconds: number) => Promise<void>;
  timeoutMs?: number;
};

/** Microsoft Graph, signed in as the service itself. See `Graph` for what it promises. */
export function openGraph(account: MicrosoftAccount, options: GraphOptions): Graph {
  const tokens = openTokens(openSignIn(account, options), options.clock);
  const exchange = openExchange(account, { timeoutMs: TIMEOUT_MS, ...options });
  return { ask: (request) => withFreshToken(request, exchange, tokens) };
}

/** A token that Graph refuses is replaced once: it may have been revoked, or signed with a key that is gone. */
async function withFreshToken(request: GraphRequest, exchange: Exchange, tokens: Tokens) {
  const token = await tokens.current();
  try {
    return await exchange(request, token);
  } catch (fault) {
    if (!(fault instanceof GraphFault) || fault.status !== 401) throw fault;
    tokens.refused(token);
    return exchange(request, await tokens.current());
  }
}
