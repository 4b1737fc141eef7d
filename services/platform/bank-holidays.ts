import { createRequire } from 'node:module';

/** Days that are no working days although they fall on Monday to Friday. A policy may bring its own set. */
export type BankHolidays = { has(day: string): boolean };

/** Days announced or moved after the holiday library was published; both lists hold 'YYYY-MM-DD'. */
export type BankHolidayOverrides = { added: readonly string[]; removed: readonly string[] };

/**
 * What the library lacks or has wrong. Source: https://www.gov.uk/bank-holidays and the royal proclamations.
 * A new one-off bank holiday needs only a line here.
 */
const ENGLISH_OVERRIDES: BankHolidayOverrides = {
  // 2011: royal wedding. 2012: the spring bank holiday moved to the week of the Diamond Jubilee.
  added: ['2011-04-29', '2012-06-04'],
  removed: ['2012-05-28'],
};

type HolidayLibrary = new (
  country: string,
  region: string,
) => { getHolidays(year: number): { date: string; type: string }[] };

const load = createRequire(import.meta.url);

/**
 * The bank holidays of one part of the United Kingdom, worked out a year at a time and kept.
 *
 * The library is loaded at the first question, not at start: it takes about 30 MB and 70 ms. It lists a holiday that
 * falls on a weekend together with its substitute weekday, so the union of both with the weekends is right.
 * Only days of type 'public' count: Mothering Sunday and the like are 'observance'.
 */
export function bankHolidaysOf(region: string, overrides: BankHolidayOverrides): BankHolidays {
  const daysByYear = new Map<string, Set<string>>();
  let calendar: InstanceType<HolidayLibrary> | undefined;

  function daysOfYear(year: string): Set<string> {
    calendar ??= new (load('date-holidays') as HolidayLibrary)('GB', region);
    const published = calendar.getHolidays(Number(year)).filter((holiday) => holiday.type === 'public');
    const days = new Set([...published.map((holiday) => holiday.date.slice(0, 10)), ...overrides.added]);
    for (const removed of overrides.removed) days.delete(removed);
    return days;
  }

  return {
    has(day) {
      const year = day.slice(0, 4);
      const known = daysByYear.get(year) ?? daysOfYear(year);
      daysByYear.set(year, known);
      return known.has(day);
    },
  };
}

/** The bank holidays of England, the default of every working-day rule. */
export const englishBankHolidays: BankHolidays = bankHolidaysOf('ENG', ENGLISH_OVERRIDES);
