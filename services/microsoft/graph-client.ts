import { setTimeout as realPause } from 'node:timers/promises';
import type { Log } from '../platform/log.ts';
import type { Clock } from '../platform/time.ts';
import { type Exchange, openExchange } from './graph-exchange.ts';
import { type Lane, openLanes } from './lanes.ts';
import { MissingPermission } from './missing-permission.ts';
import { type Graph, type GraphAnswer, GraphFault, type GraphRequest, type MicrosoftAccount } from './port.ts';
import { openSignIn } from './sign-in.ts';
import { openTokens, type Tokens } from './tokens.ts';

/**
 * An answer that takes longer is not coming. A job has 120 seconds for all of its calls: with no further try after
 * `LONGEST_MS`, one of them is over within 45 seconds of its turn.
 */
const TIMEOUT_MS = 20_000;
const MOST_TRIES = 3;
const LONGEST_MS = 25_000;
/** Whoever has waited longer for one of the places of a mailbox has gone meanwhile, or soon will. */
const LONGEST_QUEUE_MS = 30_000;
/** A longer Retry-After is handed to whoever asked. */
const LONGEST_WAIT_SECONDS = 10;
/** Where Graph does not say how long: before the second and the third try. */
const PAUSES_SECONDS = [1, 3];
/** Our code for a call that was not made, because Graph has asked for quiet. */
const HELD_BACK = 'held-back';

export type GraphOptions = {
  fetch: typeof globalThis.fetch;
  clock: Clock;
  log: Log;
  /** Waits; the default takes real time. Whoever hands in a clock of their own hands in what moves it. */
  pause?: (milliseconds: number) => Promise<unknown>;
  timeoutMs?: number;
};

type Parts = { exchange: Exchange; tokens: Tokens; clock: Clock; pause: NonNullable<GraphOptions['pause']> };

/**
 * Microsoft Graph, signed in as the service itself: see `Graph` for what it promises. Nothing is asked before the first call.
 *
 * @throws Error where the certificate cannot be read
 */
export function openGraph(account: MicrosoftAccount, options: GraphOptions): Graph {
  const parts: Parts = {
    exchange: openExchange(account, { timeoutMs: TIMEOUT_MS, ...options }),
    tokens: openTokens(noted(openSignIn(account, options), options.log), options.clock),
    clock: options.clock,
    pause: options.pause ?? ((milliseconds) => realPause(milliseconds)),
  };
  const laneOf = openLanes(options);
  return {
    ask: (request) => {
      const lane = laneOf(request.mailbox);
      const asked = parts.clock.now().getTime();
      return lane.enter(() => {
        const isLate = parts.clock.now().getTime() - asked > LONGEST_QUEUE_MS;
        if (isLate) throw new GraphFault('too-many', { code: 'crowded', retryAfterSeconds: LONGEST_WAIT_SECONDS });
        return untilAnswered(request, lane, parts);
      });
    },
  };
}

/** A sign-in that fails has a line of its own: calls that wait for it say only that they could not be made. */
function noted<T>(signIn: () => Promise<T>, log: Log): () => Promise<T> {
  return async () => {
    try {
      return await signIn();
    } catch (fault) {
      if (fault instanceof GraphFault) log.warn('sign-in-failed', { code: fault.code, status: fault.status });
      throw fault;
    }
  };
}

/** Tries again what may be tried again, as long as that is worth while. */
async function untilAnswered(request: GraphRequest, lane: Lane, parts: Parts): Promise<GraphAnswer> {
  const begun = parts.clock.now().getTime();
  let unclear: GraphFault | null = null;
  for (let tried = 1; ; tried += 1) {
    try {
      await whileHeld(lane, parts);
      return await lane.attempt(() => withFreshToken(request, parts));
    } catch (fault) {
      if (!(fault instanceof GraphFault)) throw fault;
      if (fault.kind === 'unclear') unclear = fault;
      const late = tried === MOST_TRIES || parts.clock.now().getTime() - begun > LONGEST_MS;
      const seconds = pauseAfter(fault, tried, request);
      if (fault.kind === 'too-many' && fault.code !== HELD_BACK) lane.hold(seconds ?? fault.retryAfterSeconds ?? 0);
      if (late || seconds === null) throw asFarAsKnown(fault, unclear);
      if (fault.kind !== 'too-many') await parts.pause(seconds * 1000);
    }
  }
}

/** Keeps still as long as Graph has asked for, if that is short; else whoever asked comes back later. */
async function whileHeld(lane: Lane, { pause }: Parts): Promise<void> {
  const milliseconds = lane.heldFor();
  if (milliseconds > LONGEST_WAIT_SECONDS * 1000) {
    throw new GraphFault('too-many', { code: HELD_BACK, retryAfterSeconds: Math.ceil(milliseconds / 1000) });
  }
  if (milliseconds > 0) await pause(milliseconds);
}

/** How many seconds until the next try; null where there is none. */
function pauseAfter(fault: GraphFault, tried: number, request: GraphRequest): number | null {
  if (fault.code === HELD_BACK || fault.code === 'known-to-be-away') return null;
  // Not carried out, both of them; what may have been carried out is repeated only where that does the same once.
  const again = fault.kind === 'too-many' || fault.kind === 'away' || (fault.kind === 'unclear' && request.repeatable);
  const seconds = fault.retryAfterSeconds ?? PAUSES_SECONDS[tried - 1] ?? 0;
  return again && seconds <= LONGEST_WAIT_SECONDS ? seconds : null;
}

/**
 * What can be said in the end, where an earlier try may have done the work: a last answer of 'too-many' or 'away' speaks only
 * for the last try, and 'changed' may be our own change.
 */
function asFarAsKnown(fault: GraphFault, unclear: GraphFault | null): GraphFault {
  if (unclear === null || !['too-many', 'away', 'changed'].includes(fault.kind)) return fault;
  return new GraphFault('unclear', {
    code: unclear.code,
    ...(unclear.status === null ? {} : { status: unclear.status }),
    ...(fault.retryAfterSeconds === null ? {} : { retryAfterSeconds: fault.retryAfterSeconds }),
  });
}

/** A token that Graph refuses is replaced once: it may have been revoked, or be signed with a key that is gone. */
async function withFreshToken(request: GraphRequest, { exchange, tokens }: Parts): Promise<GraphAnswer> {
  const token = await tokens.current();
  try {
    return await exchange(request, token);
  } catch (fault) {
    if (fault instanceof MissingPermission && fault.status === 403 && !fault.inToken) tokens.lacking(token);
    if (!(fault instanceof GraphFault) || fault.status !== 401) throw fault;
    tokens.refused(token);
    return exchange(request, await tokens.current());
  }
}
