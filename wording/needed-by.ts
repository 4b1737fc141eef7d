import { type CalendarDay, dayOf, formatDayShort, workingDaysBetween } from '../services/platform/time.ts';

/** The needed-by day and how much working time is left: 'Fri 15 Jan 2027: 3 working days left'. Null when no day was named. */
export function neededByWords(neededBy: CalendarDay | null, now: Date): string | null {
  return neededBy === null ? null : `${formatDayShort(neededBy)}: ${timeLeft(neededBy, dayOf(now))}`;
}

function timeLeft(neededBy: CalendarDay, today: CalendarDay): string {
  if (neededBy === today) return 'that is today';
  if (neededBy < today) return 'this day has passed';
  const days = workingDaysBetween(today, neededBy);
  if (days === 0) return 'no working day left';
  return days === 1 ? '1 working day left' : `${days} working days left`;
}
