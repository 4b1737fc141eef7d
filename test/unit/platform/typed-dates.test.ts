import { describe, expect, it } from 'vitest';
import { parseTimeOfDay } from '../../../services/platform/typed-dates.ts';

describe('times of day as people type them', () => {
  it.each([
    ['9:30', '09:30'],
    ['09.30', '09:30'],
    ['14:00', '14:00'],
    ['9am', '09:00'],
    ['1.30 pm', '13:30'],
    ['12pm', '12:00'],
    ['12:15AM', '00:15'],
    ['3 p.m.', '15:00'],
    ['midday', '12:00'],
    ['Noon', '12:00'],
    ['midnight', '00:00'],
  ])('"%s" is %s', (text, time) => {
    expect(parseTimeOfDay(text)).toBe(time);
  });

  it.each(['', '3', '24:00', '9:60', '13pm', '0am', '9 m', '9p', 'half past nine', '9'.repeat(100_000)])(
    '"%s" is not taken for a time',
    (text) => {
      expect(parseTimeOfDay(text)).toBeUndefined();
    },
  );
});
