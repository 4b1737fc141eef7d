import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonthsClamped,
  addWorkingDays,
  addWorkingTime,
  dayOf,
  daysBetween,
  firstWorkingDayOnOrAfter,
  fixedClock,
  instantAt,
  isCalendarDay,
  isWorkingDay,
  lastWorkingDayOnOrBefore,
  localTimeExists,
  movableClock,
  parseCalendarDay,
  timeOf,
  workingDaysBetween,
} from '../../../services/platform/time.ts';

const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays('2000-01-01', days));
const anyTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);

describe('clocks', () => {
  it('a fixed clock cannot be moved through the date it hands out', () => {
    const clock = fixedClock(new Date('2027-01-12T09:00:00Z'));
    clock.now().setFullYear(1999);
    expect(clock.now()).toEqual(new Date('2027-01-12T09:00:00Z'));
  });

  it('a movable clock stands still until it is moved', () => {
    const clock = movableClock(new Date('2027-01-12T09:00:00Z'));
    clock.moveBy(60_000);
    expect(clock.now()).toEqual(new Date('2027-01-12T09:01:00Z'));
    clock.moveTo(new Date('2027-02-01T00:00:00Z'));
    expect(clock.now()).toEqual(new Date('2027-02-01T00:00:00Z'));
  });
});

describe('days and instants in England', () => {
  it('an instant just before midnight UTC in summer belongs to the next day', () => {
    expect(dayOf(new Date('2027-07-01T23:30:00Z'))).toBe('2027-07-02');
    expect(dayOf(new Date('2027-01-01T23:30:00Z'))).toBe('2027-01-01');
  });

  it('nine in the morning is 09:00 UTC in winter and 08:00 UTC in summer', () => {
    expect(instantAt('2027-01-12', '09:00')).toEqual(new Date('2027-01-12T09:00:00Z'));
    expect(instantAt('2027-07-12', '09:00')).toEqual(new Date('2027-07-12T08:00:00Z'));
  });

  it('a time the clocks skip in March becomes the time an hour later, and is reported as missing', () => {
    expect(instantAt('2027-03-28', '01:30')).toEqual(new Date('2027-03-28T01:30:00Z'));
    expect(timeOf(instantAt('2027-03-28', '01:30'))).toBe('02:30');
    expect(localTimeExists('2027-03-28', '01:30')).toBe(false);
    expect(localTimeExists('2027-03-28', '02:00')).toBe(true);
  });

  it('of a time that exists twice in October the first is taken', () => {
    expect(instantAt('2027-10-31', '01:30')).toEqual(new Date('2027-10-31T00:30:00Z'));
    expect(instantAt('2027-10-31', '01:00')).toEqual(new Date('2027-10-31T00:00:00Z'));
    expect(instantAt('2027-10-31', '02:00')).toEqual(new Date('2027-10-31T02:00:00Z'));
  });

  it('a malformed day, time or instant is a fault', () => {
    expect(() => instantAt('2027-02-30', '09:00')).toThrow(RangeError);
    expect(() => instantAt('2027-02-20', '24:00')).toThrow(RangeError);
    expect(() => addDays('tomorrow', 1)).toThrow(RangeError);
    expect(() => dayOf(new Date(Number.NaN))).toThrow(RangeError);
  });

  it('every local time that exists comes back as it was given', () => {
    fc.assert(
      fc.property(anyDay, anyTime, (day, time) => {
        const instant = instantAt(day, time);
        expect(dayOf(instant)).toBe(day);
        if (localTimeExists(day, time)) expect(timeOf(instant)).toBe(time);
        else expect(timeOf(instant)).toBe(`02:${time.slice(3)}`);
      }),
    );
  });
});

describe('calendar arithmetic', () => {
  it('three months from 30 November end on the last day of February', () => {
    expect(addMonthsClamped('2026-11-30', 3)).toBe('2027-02-28');
    expect(addMonthsClamped('2027-11-30', 3)).toBe('2028-02-29');
  });

  it('a year from 29 February is 28 February', () => {
    expect(addMonthsClamped('2028-02-29', 12)).toBe('2029-02-28');
    expect(addMonthsClamped('2027-01-31', -2)).toBe('2026-11-30');
  });

  it('adding days and counting them agree, across every clock change', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -1000, max: 1000 }), (day, days) => {
        expect(daysBetween(day, addDays(day, days))).toBe(days);
      }),
    );
  });
});

describe('working days', () => {
  it('skip weekends and bank holidays', () => {
    expect(isWorkingDay('2027-01-12')).toBe(true);
    expect(isWorkingDay('2027-01-16')).toBe(false);
    expect(isWorkingDay('2027-05-03')).toBe(false);
  });

  it('the day counted from is not counted, the last one is', () => {
    expect(workingDaysBetween('2027-01-12', '2027-01-12')).toBe(0);
    expect(workingDaysBetween('2027-01-15', '2027-01-18')).toBe(1);
    expect(workingDaysBetween('2027-01-18', '2027-01-15')).toBe(0);
    // Good Friday and Easter Monday
    expect(workingDaysBetween('2027-03-25', '2027-03-30')).toBe(1);
  });

  it('two working days before and after Easter leave out four days', () => {
    expect(addWorkingDays('2027-03-25', 2)).toBe('2027-03-31');
    expect(addWorkingDays('2027-03-31', -2)).toBe('2027-03-25');
    expect(addWorkingDays('2027-03-27', 0)).toBe('2027-03-27');
    expect(() => addWorkingDays('2027-03-27', 0.5)).toThrow(RangeError);
  });

  it('a due date on a Sunday falls back to Friday and forward to Monday', () => {
    expect(lastWorkingDayOnOrBefore('2027-01-17')).toBe('2027-01-15');
    expect(firstWorkingDayOnOrAfter('2027-01-17')).toBe('2027-01-18');
    expect(lastWorkingDayOnOrBefore('2027-01-18')).toBe('2027-01-18');
    expect(firstWorkingDayOnOrAfter('2027-01-18')).toBe('2027-01-18');
  });

  it('working time keeps the time on the clock when the clocks change over the weekend', () => {
    const fridayAfternoon = new Date('2027-10-29T14:15:30.250Z');
    expect(timeOf(fridayAfternoon)).toBe('15:15');
    expect(addWorkingTime(fridayAfternoon, 1)).toEqual(new Date('2027-11-01T15:15:30.250Z'));
  });

  it('an area may bring its own days off', () => {
    const holidays = { has: (day: string) => day === '2027-01-13' };
    expect(addWorkingDays('2027-01-12', 1, holidays)).toBe('2027-01-14');
  });

  it('going on and back over working days returns to where one started', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 40 }), (day, count) => {
        const start = firstWorkingDayOnOrAfter(day);
        const reached = addWorkingDays(start, count);
        expect(isWorkingDay(reached)).toBe(true);
        expect(workingDaysBetween(start, reached)).toBe(count);
        expect(addWorkingDays(reached, -count)).toBe(start);
      }),
    );
  });
});

describe('days as people type them', () => {
  it.each([
    '2027-01-14',
    '14/01/2027',
    '14/1/27',
    '14.01.2027',
    '14-1-2027',
    ' 14 January 2027 ',
    '14 Jan 27',
    '14th jan. 2027',
    'Thursday 14 January 2027',
    'Thu, 14 Jan, 2027',
    '14-Jan-2027',
  ])('"%s" is understood', (text) => {
    expect(parseCalendarDay(text)).toBe('2027-01-14');
  });

  it.each([
    '',
    'next Thursday',
    '01/14/2027',
    '30 February 2027',
    '2027-02-29',
    '14/01-2027',
    '14/01/027',
    'Friday 14 January 2027',
    '14 Janvier 2027',
    '14 Ja 2027',
    '14 January 1066',
    '2027-01-14T09:00',
    '9'.repeat(100_000),
  ])('"%s" is not taken for a day', (text) => {
    expect(parseCalendarDay(text)).toBeUndefined();
  });

  it('September may be shortened both ways', () => {
    expect(parseCalendarDay('1 Sep 2027')).toBe('2027-09-01');
    expect(parseCalendarDay('1 Sept 2027')).toBe('2027-09-01');
  });

  it('whatever is typed, the answer is a real day or none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const day = parseCalendarDay(text);
        expect(day === undefined || isCalendarDay(day)).toBe(true);
      }),
    );
  });
});
