import type { CalendarDay } from '../platform/time.ts';
import { addDuration } from '../policies/add-duration.ts';
import type { AreaPolicy } from '../policies/model.ts';
import type { Duration, Rule } from '../policies/rule.ts';
import type { Clock, ClockCandidate, ClockKind, ClockMark, ClockNature, ClockStart } from './model.ts';

/** For whom a length of time is meant, with the length. */
export type TimeFor = { for: string; duration: Duration };

type Parts = {
  kind: ClockKind;
  nature?: ClockNature;
  start: ClockStart;
  ruleName: keyof AreaPolicy;
  rule: Rule<unknown>;
  /** At least one: of several dates the earliest stands (domain.md §10). */
  times: readonly [TimeFor, ...TimeFor[]];
  marks?: readonly ClockMark[];
};

/** The date that each length of time gives, in the order in which they came to apply. */
export function candidatesFrom(day: CalendarDay, times: readonly TimeFor[]): ClockCandidate[] {
  return times.map((time) => ({ ...time, due: addDuration(day, time.duration) }));
}

/** The earliest of several dates. */
export function earliest(candidates: readonly ClockCandidate[]): CalendarDay {
  return candidates.reduce((first, { due }) => (due < first ? due : first), candidates[0]?.due ?? '');
}

/** A clock that runs from its start, without a pause. */
export function makeClock(policy: AreaPolicy, parts: Parts): Clock {
  const candidates = candidatesFrom(parts.start.day, parts.times);
  return {
    kind: parts.kind,
    due: earliest(candidates),
    nature: parts.nature ?? 'deadline',
    start: parts.start,
    rule: parts.ruleName,
    layer: parts.rule.layer,
    source: parts.rule.source,
    ...(parts.rule.takenOver ? { takenOver: parts.rule.takenOver } : {}),
    policyVersion: policy.version,
    candidates,
    pauses: [],
    marks: parts.marks ?? [],
  };
}
