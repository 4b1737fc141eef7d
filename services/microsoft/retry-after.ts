import type { Clock } from '../platform/time.ts';

/** A day: what asks for longer has misread its own clock. */
const LONGEST_SECONDS = 24 * 60 * 60;

/**
 * How many seconds an answer asks us to wait (RFC 9110, 10.2.3): as a number, or as a date, which is read by the clock of the
 * server where it says what that is. Null where it says nothing that can be read; never less than 0 nor more than a day.
 */
export function retryAfterSeconds(headers: Headers, clock: Clock): number | null {
  const said = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(said)) return bounded(Number(said));
  // Only the date of RFC 9110: Date.parse reads far more than that, such as '-5'.
  const until = /^[A-Za-z]{3,9},? .*GMT$/.test(said) ? Date.parse(said) : Number.NaN;
  if (Number.isNaN(until)) return null;
  const theirs = Date.parse(headers.get('date') ?? '');
  return bounded((until - (Number.isNaN(theirs) ? clock.now().getTime() : theirs)) / 1000);
}

function bounded(seconds: number): number {
  return Math.min(Math.max(Math.ceil(seconds), 0), LONGEST_SECONDS);
}
