import type { Seat, SeatPerson, TimesSought } from '../../../services/meetings/find-times.ts';
import { instantAt } from '../../../services/platform/time.ts';

/** Monday 11 January 2027 at 8am: before work, in a week without bank holidays. */
export const monday = instantAt('2027-01-11', '08:00');

/** An hour on that Monday or the days after it, in steps of half an hour; one time is enough. */
export function asked(changes: Partial<TimesSought> = {}): TimesSought {
  return {
    now: monday,
    earliest: monday,
    lengthMinutes: 60,
    workingHours: { start: '09:00', end: '17:00' },
    stepMinutes: 30,
    wanted: 1,
    seats: [],
    quorum: [],
    ...changes,
  };
}

/** 'Tue 10:00 to 11:00' of that week, or '2027-03-30 10:00 to 11:00', or 'Tue to Thu' for whole days, the last included. */
export function span(text: string): { start: Date; end: Date } {
  const dayOf = (name: string) => {
    const weekday = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(name);
    return weekday === -1 ? name : `2027-01-${11 + weekday}`;
  };
  const parts = /^(\S+)(?: (\d\d:\d\d))? to (\S+)$/.exec(text);
  const [, first = '', from = '00:00', last = ''] = parts ?? [];
  return last.includes(':')
    ? { start: instantAt(dayOf(first), from), end: instantAt(dayOf(first), last) }
    : { start: instantAt(dayOf(first), from), end: instantAt(dayOf(last), '23:59') };
}

/** Somebody whose calendar is known, with what it holds. */
export function person(id: string, busy: string[] = [], more: Partial<SeatPerson> = {}): SeatPerson {
  return { id, availability: { known: true, busy: busy.map(span) }, ...more };
}

/** Somebody outside the tenant. */
export function stranger(id: string, more: Partial<SeatPerson> = {}): SeatPerson {
  return { id, availability: { known: false }, ...more };
}

/** An answer to a time offered before. */
export function said(
  answer: 'yes' | 'if-need-be' | 'no',
  time: string,
): { start: Date; end: Date; answer: typeof answer } {
  return { ...span(time), answer };
}

export function required(id: string, ...people: SeatPerson[]): Seat {
  return { id, need: 'required', people };
}

export function useful(id: string, ...people: SeatPerson[]): Seat {
  return { id, need: 'useful', people };
}
