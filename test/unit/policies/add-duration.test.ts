import { expect, test } from 'vitest';
import { addDuration } from '../../../services/policies/add-duration.ts';

test.each([
  ['2026-08-31', { days: 14 }, '2026-09-14'],
  ['2026-08-31', { weeks: 12 }, '2026-11-23'],
  ['2026-11-30', { months: 3 }, '2027-02-28'],
  ['2027-11-30', { months: 3 }, '2028-02-29'],
  ['2026-08-31', { months: 1 }, '2026-09-30'],
  ['2028-02-29', { years: 1 }, '2029-02-28'],
  ['2026-03-28', { days: 1 }, '2026-03-29'],
  ['2026-10-24', { weeks: 1 }, '2026-10-31'],
  ['2026-09-01', { hours: 48 }, '2026-09-03'],
  ['2026-09-01', { hours: 49 }, '2026-09-04'],
  ['2026-12-24', { workingDays: 2 }, '2026-12-30'],
] as const)('after %s %o comes %s', (day, duration, due) => {
  expect(addDuration(day, duration)).toBe(due);
});
