import { describe, expect, it } from 'vitest';
import { bankHolidaysOf, englishBankHolidays } from '../../../services/platform/bank-holidays.ts';
import { addDays, isWorkingDay } from '../../../services/platform/time.ts';

/** The weekdays of a year on which England does not work. */
function weekdaysOff(year: number): string[] {
  const days = Array.from({ length: 366 }, (_, index) => addDays(`${year}-01-01`, index));
  const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();
  return days.filter(
    (day) => day.startsWith(String(year)) && weekday(day) >= 1 && weekday(day) <= 5 && !isWorkingDay(day),
  );
}

describe('bank holidays in England', () => {
  // As published on https://www.gov.uk/bank-holidays
  it.each([
    [2020, '01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28'],
    [2021, '01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28'],
    [2022, '01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27'],
    [2023, '01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26'],
    [2024, '01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26'],
    [2025, '01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26'],
    [2026, '01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28'],
    [2027, '01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28'],
    [2028, '01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26'],
  ])('in %i the weekdays off are those the government published', (year, days) => {
    expect(weekdaysOff(year)).toEqual(days.split(' ').map((day) => `${year}-${day}`));
  });

  it('days off that the library lacks or has wrong are put right', () => {
    expect(englishBankHolidays.has('2011-04-29')).toBe(true);
    expect(englishBankHolidays.has('2012-06-04')).toBe(true);
    expect(englishBankHolidays.has('2012-05-28')).toBe(false);
  });

  it('Mothering Sunday, Easter Sunday and Scottish days are not among them', () => {
    for (const day of ['2027-03-07', '2027-03-28', '2027-01-04', '2027-11-30']) {
      expect(englishBankHolidays.has(day)).toBe(false);
    }
  });

  it('a newly announced day needs only an override', () => {
    const holidays = bankHolidaysOf('ENG', { added: ['2027-06-14'], removed: ['2027-05-31'] });
    expect(isWorkingDay('2027-06-14', holidays)).toBe(false);
    expect(isWorkingDay('2027-05-31', holidays)).toBe(true);
    expect(isWorkingDay('2027-06-14')).toBe(true);
  });
});
