import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { retryAfterSeconds } from '../../../services/microsoft/retry-after.ts';
import { fixedClock } from '../../../services/platform/time.ts';
import { ordinaryMorning } from '../../support/deps.ts';

const clock = fixedClock(ordinaryMorning);
const read = (headers: Record<string, string>) => retryAfterSeconds(new Headers(headers), clock);

describe('How long Graph asks to wait', () => {
  test('is read as seconds, and as a date', () => {
    expect(read({ 'retry-after': '120' })).toBe(120);
    expect(read({ 'retry-after': ' 0 ' })).toBe(0);
    expect(read({ 'retry-after': '1.2' })).toBe(2);
    expect(read({ 'retry-after': 'Tue, 12 Jan 2027 09:30:07 GMT' })).toBe(7);
  });

  test('is read by the clock of the server where it says what that is', () => {
    const headers = { 'retry-after': 'Tue, 12 Jan 2027 11:00:05 GMT', date: 'Tue, 12 Jan 2027 11:00:00 GMT' };
    expect(read(headers)).toBe(5);
    expect(read({ ...headers, date: 'nonsense' })).toBe(90 * 60 + 5);
  });

  test('is never in the past, nor more than a day ahead', () => {
    expect(read({ 'retry-after': 'Mon, 11 Jan 2027 09:30:07 GMT' })).toBe(0);
    expect(read({ 'retry-after': '99999999999' })).toBe(86_400);
  });

  test('is nothing where it cannot be read', () => {
    expect(read({})).toBeNull();
    for (const said of ['', 'soon', '-5', '12 minutes', 'NaN', '2027-01-12', '1e9']) {
      expect(read({ 'retry-after': said })).toBeNull();
    }
  });

  test('is seconds between 0 and a day, or nothing, whatever is said', () => {
    fc.assert(
      fc.property(fc.string(), (said) => {
        const headers = new Headers();
        try {
          headers.set('retry-after', said);
        } catch {
          return;
        }
        const seconds = retryAfterSeconds(headers, clock);
        expect(seconds === null || (Number.isInteger(seconds) && seconds >= 0 && seconds <= 86_400)).toBe(true);
      }),
      { seed: 20_270_112, numRuns: 500 },
    );
  });
});
