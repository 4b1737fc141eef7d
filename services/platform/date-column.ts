import type { CalendarDay } from './time.ts';

/** A calendar day as Prisma writes it into a `date` column. */
export function toDateColumn(day: CalendarDay): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** The calendar day that a `date` column holds: Prisma reads one as midnight UTC. */
export function fromDateColumn(column: Date): CalendarDay {
  return column.toISOString().slice(0, 10);
}
