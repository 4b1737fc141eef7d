import {
  addDays,
  dayOf,
  firstWorkingDayOnOrAfter,
  instantAt,
  isWorkingDay,
  lastWorkingDayOnOrBefore,
  timeOf,
} from './time.ts';

/** The hours of a working day: 'HH:mm', the end not part of them. */
type Hours = { start: string; end: string };

const HOUR_MS = 60 * 60_000;

/** Whether people are at work at an instant: a working day in England, within its hours. */
export function isWorkingMoment(instant: Date, hours: Hours): boolean {
  const time = timeOf(instant);
  return isWorkingDay(dayOf(instant)) && time >= hours.start && time < hours.end;
}

/** The instant itself if people are at work, else the next beginning of work. */
export function nextWorkingMoment(instant: Date, hours: Hours): Date {
  if (isWorkingMoment(instant, hours)) return instant;
  const day = dayOf(instant);
  const later = isWorkingDay(day) && timeOf(instant) < hours.start ? day : firstWorkingDayOnOrAfter(addDays(day, 1));
  return instantAt(later, hours.start);
}

/** The instant itself if people are at work, else the last working hour before it. */
export function lastWorkingMoment(instant: Date, hours: Hours): Date {
  if (isWorkingMoment(instant, hours)) return instant;
  const day = dayOf(instant);
  const earlier = isWorkingDay(day) && timeOf(instant) >= hours.end ? day : lastWorkingDayOnOrBefore(addDays(day, -1));
  return new Date(instantAt(earlier, hours.end).getTime() - HOUR_MS);
}
