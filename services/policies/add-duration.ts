import { addDays, addMonthsClamped, addWorkingDays, type CalendarDay } from '../platform/time.ts';
import type { Duration } from './rule.ts';

/**
 * The day that lies a length of time after a day (domain.md §6, Dates). Days and weeks are calendar time; months and years
 * stop at the month's end; working days skip weekends and English bank holidays. Everything here is on record by its day,
 * not its hour, so hours are rounded up to whole days: 48 hours are two days, 49 are three.
 */
export function addDuration(day: CalendarDay, duration: Duration): CalendarDay {
  if ('hours' in duration) return addDays(day, Math.ceil(duration.hours / 24));
  if ('days' in duration) return addDays(day, duration.days);
  if ('weeks' in duration) return addDays(day, duration.weeks * 7);
  if ('months' in duration) return addMonthsClamped(day, duration.months);
  if ('years' in duration) return addMonthsClamped(day, duration.years * 12);
  return addWorkingDays(day, duration.workingDays);
}
