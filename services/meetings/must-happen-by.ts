import type { Clock, ClockKind } from '../clocks/model.ts';
import { addWorkingDays, type CalendarDay } from '../platform/time.ts';
import type { RegisterMeetingKind } from './model.ts';

/** The clocks that each kind of meeting answers, the first that runs counts. A LAEP meeting is urgent and has none. */
const clocksOf: Record<RegisterMeetingKind, readonly ClockKind[]> = {
  cetr: ['cetr-first-offer', 'cetr-repeat'],
  laep: [],
  'dsr-review': ['panel-review'],
  'oversight-visit': ['oversight-visit'],
};

/** The clock that says by when a meeting of this kind must happen; null where none runs. */
export function clockOfMeeting(kind: RegisterMeetingKind, clocks: readonly Clock[]): Clock | null {
  return clocksOf[kind].flatMap((one) => clocks.find((clock) => clock.kind === one) ?? [])[0] ?? null;
}

/**
 * The day that is proposed as the one a meeting must happen by. What is overdue, and a LAEP meeting, are wanted as soon as
 * possible: by the next working day. Decided by us: a search for times needs a day that has not begun.
 */
export function mustHappenBy(
  kind: RegisterMeetingKind,
  clocks: readonly Clock[],
  today: CalendarDay,
): { day: CalendarDay | null; clock: Clock | null } {
  const clock = clockOfMeeting(kind, clocks);
  const soon = addWorkingDays(today, 1);
  if (clock === null) return { day: kind === 'laep' ? soon : null, clock };
  return { day: clock.due > today ? clock.due : soon, clock };
}
