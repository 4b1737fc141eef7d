import { expect, test } from 'vitest';
import { minutesToNextMove } from '../../../services/mailbox/move-again.ts';

const now = new Date('2027-03-10T09:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

test.each([
  [0, 15],
  [29, 15],
  [30, 30],
  [59, 30],
  [60, 60],
  [6 * 60, 240],
  [16 * 60, 960],
  [32 * 60, 1440],
  [365 * 24 * 60, 1440],
])('an original that has waited for %i minutes is moved again %i minutes after the last try', (waited, minutes) => {
  expect(minutesToNextMove(ago(waited), now)).toBe(minutes);
});

test('in its first day an original that cannot be moved is tried fewer than ten times, and then once a day', () => {
  const tries = (minutes: number) => {
    let count = 0;
    for (let waited = 0; waited < minutes; count++) waited += minutesToNextMove(ago(waited), now);
    return count;
  };
  expect(tries(24 * 60)).toBeLessThan(10);
  expect(tries(101 * 24 * 60) - tries(24 * 60)).toBeLessThanOrEqual(101);
});

test('what is not placed yet may be a request, and is tried as often as ever', () => {
  expect(minutesToNextMove(null, now)).toBe(15);
});
