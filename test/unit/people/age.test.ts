import { expect, test } from 'vitest';
import { ageOn, birthdayOf } from '../../../services/people/age.ts';

test('somebody is a year older on the birthday itself', () => {
  expect([ageOn('2008-09-01', '2026-08-31'), ageOn('2008-09-01', '2026-09-01')]).toEqual([17, 18]);
  expect(birthdayOf('2008-09-01', 18)).toBe('2026-09-01');
});

test('who was born on 29 February is a year older on 1 March of a common year', () => {
  expect([ageOn('2008-02-29', '2026-02-28'), ageOn('2008-02-29', '2026-03-01')]).toEqual([17, 18]);
  expect([birthdayOf('2008-02-29', 18), birthdayOf('2008-02-29', 20)]).toEqual(['2026-03-01', '2028-02-29']);
});
