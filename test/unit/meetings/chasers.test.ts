import { describe, expect, test } from 'vitest';
import { chasersOf } from '../../../services/meetings/chase-responses.ts';
import { instantAt } from '../../../services/platform/time.ts';
import { isWorkingMoment, lastWorkingMoment, nextWorkingMoment } from '../../../services/platform/working-moments.ts';
import { loadPolicy } from '../../../services/policies/load-policy.ts';

const policy = loadPolicy();
const hours = { start: '09:00', end: '17:00' };

describe('a working moment', () => {
  test('is on a working day, from the first hour to before the last ends', () => {
    expect(isWorkingMoment(instantAt('2027-01-12', '09:00'), hours)).toBe(true);
    expect(isWorkingMoment(instantAt('2027-01-12', '17:00'), hours)).toBe(false);
    expect(isWorkingMoment(instantAt('2027-01-16', '10:00'), hours)).toBe(false);
    expect(isWorkingMoment(instantAt('2027-03-26', '10:00'), hours)).toBe(false);
  });

  test('comes next in the morning, over weekends and bank holidays', () => {
    expect(nextWorkingMoment(instantAt('2027-01-12', '07:00'), hours)).toEqual(instantAt('2027-01-12', '09:00'));
    expect(nextWorkingMoment(instantAt('2027-01-15', '18:00'), hours)).toEqual(instantAt('2027-01-18', '09:00'));
    expect(nextWorkingMoment(instantAt('2027-03-25', '20:00'), hours)).toEqual(instantAt('2027-03-30', '09:00'));
  });

  test('came last in the last working hour before', () => {
    expect(lastWorkingMoment(instantAt('2027-01-17', '10:00'), hours)).toEqual(instantAt('2027-01-15', '16:00'));
    expect(lastWorkingMoment(instantAt('2027-01-12', '19:00'), hours)).toEqual(instantAt('2027-01-12', '16:00'));
    expect(lastWorkingMoment(instantAt('2027-01-12', '06:00'), hours)).toEqual(instantAt('2027-01-11', '16:00'));
  });

  test('is the same on the clock in winter and in summer', () => {
    expect(nextWorkingMoment(instantAt('2027-03-27', '12:00'), hours)).toEqual(instantAt('2027-03-30', '09:00'));
    expect(isWorkingMoment(new Date('2027-06-15T08:00:00Z'), hours)).toBe(true);
  });
});

describe('whoever does not answer', () => {
  const of = (invited: [string, string], starts: [string, string]) =>
    chasersOf({ invitedAt: instantAt(...invited), startsAt: instantAt(...starts) }, policy).map(({ at }) => at);

  test('is reminded two days after the invitation and two days before the meeting', () => {
    expect(of(['2027-01-12', '10:00'], ['2027-01-28', '14:00'])).toEqual([
      instantAt('2027-01-14', '10:00'),
      instantAt('2027-01-26', '14:00'),
    ]);
  });

  test('is written to in working hours: later after an invitation, earlier before a meeting', () => {
    const [after, before] = of(['2027-01-14', '16:00'], ['2027-01-26', '10:00']);
    expect(after).toEqual(instantAt('2027-01-18', nine()));
    expect(before).toEqual(lastWorkingMoment(instantAt('2027-01-24', '10:00'), policy.workingHours.value));
  });

  test('is not reminded before they were invited, nor once the meeting has begun', () => {
    expect(of(['2027-01-12', '10:00'], ['2027-01-13', '14:00'])).toEqual([]);
  });

  function nine() {
    return policy.workingHours.value.start;
  }
});
