import { entryClocks } from '../clocks/clock-engine.ts';
import type { Clock, EntryFacts } from '../clocks/model.ts';
import { consentRecord } from '../consent/consent-state.ts';
import type { CalendarDay } from '../platform/time.ts';
import type { AreaPolicy } from '../policies/model.ts';
import type { Rating, Setting } from './model.ts';
import { projectEntry } from './project-entry.ts';

/** The columns of an entry that follow from its facts, by their names in the database. */
export type EntryColumns = {
  rating: Rating;
  rating_rank: number;
  rating_since: CalendarDay;
  setting: Setting;
  setting_since: CalendarDay;
  last_discussed: CalendarDay | null;
  to_day: CalendarDay | null;
  end_reason: string | null;
  date_of_birth: CalendarDay | null;
  /** The last day on which consent holds or held; null without an end, and where it was withdrawn or never given. */
  consent_until: CalendarDay | null;
  next_due: CalendarDay | null;
  policy_version: string;
};

/** Everything stored of an entry that follows from its facts. */
export function entryValues(facts: EntryFacts, policy: AreaPolicy): { columns: EntryColumns; clocks: Clock[] } {
  const projection = projectEntry(facts);
  const clocks = entryClocks({ ...facts, toDay: projection.toDay }, policy);
  const consent = consentRecord(facts.consent, policy);
  let nextDue: CalendarDay | null = null;
  for (const { nature, due } of clocks) if (nature === 'deadline' && (nextDue === null || due < nextDue)) nextDue = due;
  return {
    columns: {
      rating: projection.rating,
      rating_rank: projection.ratingRank,
      rating_since: projection.ratingSince,
      setting: projection.setting,
      setting_since: projection.settingSince,
      last_discussed: projection.lastDiscussed,
      to_day: projection.toDay,
      end_reason: projection.endReason,
      date_of_birth: facts.dateOfBirth,
      consent_until: consent.state === 'given' ? consent.until : null,
      next_due: nextDue,
      policy_version: policy.version,
    },
    clocks,
  };
}
