import type { ConsentEvent } from '../consent/model.ts';
import type { CalendarDay } from '../platform/time.ts';
import type { Duration, Layer, Source } from '../policies/rule.ts';
import type { RegisterEvent } from '../register/model.ts';

/** What can fall due. The words are in wording/clocks.ts; these codes are stored. */
export const clockKinds = [
  'referral-triage',
  'referral-review',
  'consent-renewal',
  'cetr-first-offer',
  'cetr-repeat',
  'cetr-plan-review',
  'oversight-visit',
  'panel-review',
  'green-exit',
  'longest-stay',
] as const;
export type ClockKind = (typeof clockKinds)[number];

/** A deadline can be missed; an earliest date is one from which something may be considered (domain.md §10). */
export type ClockNature = 'deadline' | 'earliest';

/** The starting event of a clock: a register, consent or referral event. */
export type ClockStart = { eventId: string | null; kind: string; day: CalendarDay };

/** A date that one length of time gives. Of several, for instance after a change of setting, the earliest stands. */
export type ClockCandidate = { for: string; duration: Duration; due: CalendarDay };

/** A time in which the clock stood; `until` is null while it still stands. */
export type ClockPause = { from: CalendarDay; until: CalendarDay | null; days: number; why: string };

/** What restarted a clock, or is to be known beside its date. */
export const clockMarks = [
  /** The last C(E)TR offered was declined: the repeat runs from that offer. */
  'offer-declined',
  /** Offered, and none has been held since the admission. */
  'offer-not-held',
  /** Earlier times in hospital count for nothing. */
  'new-admission',
  'setting-changed',
  /** Becomes an adult before the child's date is reached. */
  'comes-of-age',
  /** No date of birth is known: the earlier of the child's and the adult's date stands. */
  'age-unknown',
  'recorded-as-expired',
  /** The decision on a referral lacks somebody whom the policy names for its review. */
  'reviewers-missing',
] as const;
export type ClockMark = (typeof clockMarks)[number];

/** What falls due, with everything that "why this date?" spells out. */
export type Clock = {
  kind: ClockKind;
  due: CalendarDay;
  nature: ClockNature;
  start: ClockStart;
  /** The policy's rule, by its name in the policy file. */
  rule: string;
  layer: Layer;
  source: Source;
  /** Who decided that a rule of another layer holds in this area. */
  takenOver?: Source;
  policyVersion: string;
  /** At least one; the earliest is `due`, before pauses. */
  candidates: readonly ClockCandidate[];
  pauses: readonly ClockPause[];
  /** What restarted it or is to be known beside it: codes of clockMarks. */
  marks: readonly ClockMark[];
};

/** Everything the engine needs to know of one entry on the register. Events in any order; a voided event counts for nothing. */
export type EntryFacts = {
  dateOfBirth: CalendarDay | null;
  fromDay: CalendarDay;
  toDay: CalendarDay | null;
  events: readonly RegisterEvent[];
  consent: readonly ConsentEvent[];
};

/** The same of one referral. */
export type ReferralFacts = {
  receivedOn: CalendarDay;
  /** null while it waits for a decision */
  decidedOn: CalendarDay | null;
  /** Sectors that took part in the risk review; null where it doesn't matter, as for a referral that was withdrawn. */
  reviewedBy: readonly string[] | null;
  /** Questions to the referrer, as days; they pause the review only where the policy says so. */
  questions: readonly { askedOn: CalendarDay; answeredOn: CalendarDay | null; pausesClock: boolean }[];
};
