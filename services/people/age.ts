import { type CalendarDay, isCalendarDay } from '../platform/time.ts';

/** The day on which somebody reaches an age. Who was born on 29 February reaches it on 1 March of a common year. */
export function birthdayOf(dateOfBirth: CalendarDay, age: number): CalendarDay {
  const year = String(Number(dateOfBirth.slice(0, 4)) + age).padStart(4, '0');
  const birthday = `${year}${dateOfBirth.slice(4)}`;
  return dateOfBirth.endsWith('-02-29') && !isCalendarDay(birthday) ? `${year}-03-01` : birthday;
}

/** Whole years on a day; negative before the birth. Who was born on 29 February is a year older on 1 March of a common year. */
export function ageOn(dateOfBirth: CalendarDay, day: CalendarDay): number {
  const years = Number(day.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return day.slice(5) < dateOfBirth.slice(5) ? years - 1 : years;
}
