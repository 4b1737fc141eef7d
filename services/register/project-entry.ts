import type { EntryFacts } from '../clocks/model.ts';
import type { CalendarDay } from '../platform/time.ts';
import { type Rating, type RegisterEvent, ratingRank, type Setting, type TreatmentStatus } from './model.ts';

/** What held from a day on, until the next of its kind; and the event that made it so (null before any did). */
export type Spell<T> = { value: T; from: CalendarDay; event: RegisterEvent | null };

/** A time in a mental health hospital, from its admission; `settings` is where, in order. */
export type HospitalStay = { admission: RegisterEvent & { kind: 'admitted' }; settings: Spell<Setting>[] };

/** What an entry's events come to: each list in order of time. */
export type EntryHistory = {
  /** Events that count, in order. */
  events: RegisterEvent[];
  ratings: Spell<Rating>[];
  settings: Spell<Setting>[];
  /** The stay that lasts; null in the community. */
  stay: HospitalStay | null;
  /** Whether somebody who is in hospital had been admitted before. */
  readmitted: boolean;
  ended: (RegisterEvent & { kind: 'ended' }) | null;
};

/** The present values of an entry, as its row keeps them. */
export type EntryProjection = {
  rating: Rating;
  ratingRank: number;
  ratingSince: CalendarDay;
  setting: Setting;
  settingSince: CalendarDay;
  lastDiscussed: CalendarDay | null;
  treatment: { status: TreatmentStatus; since: CalendarDay | null };
  toDay: CalendarDay | null;
  endReason: string | null;
};

function inOrder(a: RegisterEvent, b: RegisterEvent): number {
  if (a.day !== b.day) return a.day < b.day ? -1 : 1;
  return a.seq - b.seq;
}

/**
 * The events that count, by day and then by order of recording. Whatever was voided is left out as if it had never been
 * recorded; so is the voiding itself. A voiding may be voided too, and what it took back counts again.
 */
export function eventsThatCount(events: readonly RegisterEvent[]): RegisterEvent[] {
  const voided = new Set<string>();
  const voidings = events.filter((event) => event.kind === 'voided').sort((a, b) => b.seq - a.seq);
  for (const voiding of voidings) if (!voided.has(voiding.id)) voided.add(voiding.detail.eventId);
  return events.filter((event) => event.kind !== 'voided' && !voided.has(event.id)).sort(inOrder);
}

/**
 * Reads an entry's events in order. Blue follows from being in hospital, whatever rating was decided meanwhile; the rating
 * after it is the one decided at discharge (domain.md §5). Somebody may have been admitted before they came onto the
 * register: they come onto it Blue. A move between settings without an admission before it counts for nothing, and a
 * second admission without a discharge between is a new admission.
 */
export function entryHistory(facts: Pick<EntryFacts, 'events' | 'fromDay'>): EntryHistory {
  const events = eventsThatCount(facts.events);
  const history: EntryHistory = { events, ratings: [], settings: [], stay: null, readmitted: false, ended: null };
  let decided: Rating | null = null;
  let admissions = 0;
  const rate = (event: RegisterEvent) => {
    if (decided === null) return;
    const value = history.stay === null ? decided : 'blue';
    if (history.ratings.at(-1)?.value !== value) history.ratings.push({ value, from: event.day, event });
  };
  const place = (value: Setting, event: RegisterEvent) => {
    const spell = { value, from: event.day, event };
    history.settings.push(spell);
    if (value !== 'community') history.stay?.settings.push(spell);
  };
  for (const event of events) {
    switch (event.kind) {
      case 'entered':
      case 'rating-changed':
        decided = event.detail.rating;
        rate(event);
        break;
      case 'admitted':
        admissions += 1;
        history.stay = { admission: event, settings: [] };
        place(event.detail.setting, event);
        rate(event);
        break;
      case 'setting-changed':
        if (history.stay !== null && history.settings.at(-1)?.value !== event.detail.setting) {
          place(event.detail.setting, event);
        }
        break;
      case 'discharged':
        history.stay = null;
        decided = event.detail.rating;
        place('community', event);
        rate(event);
        break;
      case 'ended':
        history.ended ??= event;
        break;
    }
  }
  history.readmitted = history.stay !== null && admissions > 1;
  return history;
}

function lastOn<T>(spells: readonly Spell<T>[], day: CalendarDay): Spell<T> | undefined {
  return spells.findLast((spell) => spell.from <= day);
}

/** The day an entry ended; never before it began, whatever day was typed. */
function endOf({ ended }: EntryHistory, fromDay: CalendarDay): CalendarDay | null {
  if (ended === null) return null;
  return ended.day < fromDay ? fromDay : ended.day;
}

/**
 * Works out the present values of an entry from its events.
 *
 * @throws where no 'entered' event counts: there is no entry without one
 */
export function projectEntry(facts: Pick<EntryFacts, 'events' | 'fromDay'>): EntryProjection {
  const history = entryHistory(facts);
  const rating = history.ratings.at(-1);
  if (rating === undefined) throw new Error('An entry on the register begins with the event that it was entered');
  const setting = history.settings.at(-1) ?? { value: 'community' as const, from: facts.fromDay };
  const treatment = history.events.findLast((event) => event.kind === 'intensive-treatment');
  const discussed = history.events.findLast((event) => event.kind === 'discussed');
  return {
    rating: rating.value,
    ratingRank: ratingRank[rating.value],
    ratingSince: rating.from,
    setting: setting.value,
    settingSince: setting.from,
    lastDiscussed: discussed?.day ?? null,
    treatment: { status: treatment?.detail.status ?? 'none', since: treatment?.day ?? null },
    toDay: endOf(history, facts.fromDay),
    endReason: history.ended?.detail.reason ?? null,
  };
}

/** Whether a day lies within an entry, its first and last day included. */
function isOnRegister(history: EntryHistory, fromDay: CalendarDay, day: CalendarDay): boolean {
  const end = endOf(history, fromDay);
  return day >= fromDay && (end === null || day <= end);
}

/** The rating on any day, by what is known now; null where the person was not on the register. */
export function ratingOn(facts: Pick<EntryFacts, 'events' | 'fromDay'>, day: CalendarDay): Rating | null {
  const history = entryHistory(facts);
  return isOnRegister(history, facts.fromDay, day) ? (lastOn(history.ratings, day)?.value ?? null) : null;
}

/** Where the person was on any day, by what is known now; null where they were not on the register. */
export function settingOn(facts: Pick<EntryFacts, 'events' | 'fromDay'>, day: CalendarDay): Setting | null {
  const history = entryHistory(facts);
  return isOnRegister(history, facts.fromDay, day) ? (lastOn(history.settings, day)?.value ?? 'community') : null;
}
