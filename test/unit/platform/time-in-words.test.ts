import { describe, expect, it } from 'vitest';
import {
  formatAge,
  formatDay,
  formatDayShort,
  formatInstant,
  formatSpan,
  formatTime,
  instantAt,
} from '../../../services/platform/time.ts';

describe('dates and times in plain words', () => {
  it('a day is written out in full', () => {
    expect(formatDay('2027-01-12')).toBe('Tuesday 12 January 2027');
  });

  it('a short day has three-letter names in every month', () => {
    expect(formatDayShort('2027-01-02')).toBe('Sat 2 Jan 2027');
    expect(formatDayShort('2027-09-02')).toBe('Thu 2 Sep 2027');
  });

  it.each([
    ['00:00', 'midnight'],
    ['00:05', '12:05am'],
    ['09:00', '9am'],
    ['09:30', '9:30am'],
    ['12:00', 'midday'],
    ['12:01', '12:01pm'],
    ['13:30', '1:30pm'],
    ['17:00', '5pm'],
  ])('%s is "%s"', (time, words) => {
    expect(formatTime(instantAt('2027-07-12', time))).toBe(words);
  });

  it('an instant says the day and the time on the clock in England', () => {
    expect(formatInstant(new Date('2027-01-12T09:30:00Z'))).toBe('Tuesday 12 January 2027 at 9:30am');
    expect(formatInstant(new Date('2027-07-12T09:30:00Z'))).toBe('Monday 12 July 2027 at 10:30am');
  });

  it('a span names the day once, or both when it runs over midnight', () => {
    expect(formatSpan(instantAt('2027-01-12', '09:30'), instantAt('2027-01-12', '11:00'))).toBe(
      'Tuesday 12 January 2027, 9:30am to 11am',
    );
    expect(formatSpan(instantAt('2027-01-12', '23:00'), instantAt('2027-01-13', '01:00'))).toBe(
      'Tuesday 12 January 2027 at 11pm to Wednesday 13 January 2027 at 1am',
    );
  });
});

describe('how long ago', () => {
  const now = instantAt('2027-01-18', '10:00'); // a Monday

  it.each([
    ['2027-01-18', '10:01', 'just now'],
    ['2027-01-18', '10:00', 'just now'],
    ['2027-01-18', '09:59', '1 minute ago'],
    ['2027-01-18', '09:15', '45 minutes ago'],
    ['2027-01-18', '08:00', '2 hours ago'],
    ['2027-01-17', '11:00', '23 hours ago'],
    ['2027-01-15', '16:00', '1 working day ago'],
    ['2027-01-13', '09:00', '3 working days ago'],
  ])('%s %s is %s', (day, time, words) => {
    expect(formatAge(instantAt(day, time), now)).toBe(words);
  });

  it('over a weekend without a working day plain days are counted', () => {
    expect(formatAge(instantAt('2027-01-15', '09:00'), instantAt('2027-01-17', '10:00'))).toBe('2 days ago');
  });
});
