import { retryAfterSeconds } from '../services/microsoft/retry-after.ts';
import type { Clock } from '../services/platform/time.ts';
import { TooSoon } from './pace.ts';

/** The status that Teams answered with; undefined where it did not answer. */
export function statusOf(fault: unknown): number | undefined {
  return typeof fault === 'object' && fault !== null && 'statusCode' in fault && typeof fault.statusCode === 'number'
    ? fault.statusCode
    : undefined;
}

/** Whether Teams says for good that there is no such conversation or message, or that the bot may not write to it. */
export function isGone(fault: unknown): boolean {
  return statusOf(fault) === 403 || statusOf(fault) === 404;
}

/**
 * Was the message certainly not posted? Teams says so with 401, 412 and 429; a refused connection never carried it, nor did
 * a call for which there was no token or no time.
 */
export function certainlyNotPosted(fault: unknown): boolean {
  const status = statusOf(fault);
  if (status !== undefined) return status === 412 || status === 429 || status === 401;
  if (fault instanceof TooSoon) return true;
  // Signing in failed (services/microsoft/sign-in.ts): the call was not made.
  if (fault instanceof Error && fault.name === 'GraphFault') return true;
  return typeof fault === 'object' && fault !== null && 'code' in fault && fault.code === 'ECONNREFUSED';
}

/** How many seconds Teams asks the bot to keep quiet in a conversation; null where it does not. */
export function quietSeconds(fault: unknown, clock: Clock): number | null {
  if (statusOf(fault) !== 429) return null;
  const said = headersOf(fault);
  return said === undefined ? null : retryAfterSeconds(said, clock);
}

type SdkHeaders = { get(name: string): string | undefined };

/** The headers of an answer as the SDK hands them on. */
function headersOf(fault: unknown): Headers | undefined {
  const { response } = fault as { response?: { headers?: Partial<SdkHeaders> } };
  const get = response?.headers?.get;
  if (typeof get !== 'function') return undefined;
  const named = ['retry-after', 'date'].map((name) => [name, get.call(response?.headers, name) ?? ''] as const);
  return new Headers(named.filter(([, value]) => value !== '').map(([name, value]) => [name, value]));
}
