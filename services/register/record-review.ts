import type { Deps } from '../platform/deps.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import type { CalendarDay } from '../platform/time.ts';
import type { AreaPolicy } from '../policies/model.ts';
import { statedValue } from '../policies/rule.ts';
import { changeEntry, type EntryChange, type EntryRefusal, type Incomplete } from './change-entry.ts';
import { checkCode, checkDay, checkWords } from './check-event.ts';
import {
  type EntryProblem,
  MAX_PLAN_SCORE,
  measureResults,
  type NewRegisterEvent,
  offerAnswers,
  type ReviewKind,
  reviewKinds,
  treatmentStatuses,
} from './model.ts';

/** What a review form holds, as typed: which fields count depends on what is recorded. */
export type TypedReview = {
  kind: string;
  day: string;
  note: string;
  /** 'cetr-offered': how the offer was answered. */
  answer?: string;
  /** 'measure-considered': a measure of the policy, and what came of it. */
  measure?: string;
  result?: string;
  /** 'intensive-treatment' */
  status?: string;
  /** 'discharge-plan-scored': a score by code of the area's points; a point left empty is not scored. */
  scores?: Readonly<Record<string, string>>;
};

/**
 * Records that something was offered, held, considered or scored, as what it was: a LAEP meeting is never a C(E)TR
 * (domain.md §5). The day is not in the future and not before the person came onto the register.
 */
export function recordReview(
  deps: Deps,
  input: EntryChange & TypedReview,
): Promise<Result<{ entryId: string }, EntryRefusal | Incomplete | { reason: 'unknown-review' }>> {
  const kind = reviewKinds.find((one) => one === input.kind);
  const words = checkWords(input.note, 'optional');
  return changeEntry<Incomplete | { reason: 'unknown-review' }>(deps, 'record-review', input, (seen) => {
    if (kind === undefined) return refuse({ reason: 'unknown-review' });
    const on = checkDay(input.day, seen);
    const checked = checkDetail(kind, input, on.day, deps.policy);
    const problems = [...on.problems, ...checked.problems, ...words.problems];
    if (problems.length > 0 || checked.event === undefined) return refuse({ reason: 'incomplete', problems });
    return ok({ events: [{ ...checked.event, note: words.note }], reason: kind, detail: { day: on.day } });
  });
}

type Checked = { event?: NewRegisterEvent; problems: EntryProblem[] };

function checkDetail(kind: ReviewKind, typed: TypedReview, day: CalendarDay, policy: AreaPolicy): Checked {
  switch (kind) {
    case 'cetr-offered': {
      const { code: answer, problems } = checkCode('answer', typed.answer ?? '', offerAnswers);
      return answer === undefined ? { problems } : { event: { kind, day, detail: { answer } }, problems };
    }
    case 'measure-considered':
      return checkMeasure(typed, day, policy);
    case 'intensive-treatment': {
      const { code: status, problems } = checkCode('status', typed.status ?? '', treatmentStatuses);
      return status === undefined ? { problems } : { event: { kind, day, detail: { status } }, problems };
    }
    case 'discharge-plan-scored':
      return checkScores(typed.scores ?? {}, day, policy);
    default:
      return { event: { kind, day, detail: {} }, problems: [] };
  }
}

function checkMeasure(typed: TypedReview, day: CalendarDay, policy: AreaPolicy): Checked {
  const codes = (statedValue(policy.ratingMeasures) ?? []).map(({ code }) => code);
  const measure = checkCode('measure', typed.measure ?? '', codes);
  const result = checkCode('result', typed.result ?? '', measureResults);
  const problems = [...measure.problems, ...result.problems];
  if (measure.code === undefined || result.code === undefined) return { problems };
  const detail = { measure: measure.code, result: result.code };
  return { event: { kind: 'measure-considered', day, detail }, problems };
}

function checkScores(typed: Readonly<Record<string, string>>, day: CalendarDay, policy: AreaPolicy): Checked {
  const points = statedValue(policy.dischargePlanPoints) ?? [];
  const scores: Record<string, number> = {};
  const problems: EntryProblem[] = [];
  for (const { code } of points) {
    const text = (typed[code] ?? '').trim();
    if (text === '') continue;
    if (/^\d{1,2}$/.test(text) && Number(text) <= MAX_PLAN_SCORE) scores[code] = Number(text);
    else problems.push({ field: 'scores', problem: 'not-a-score', which: code });
  }
  if (problems.length === 0 && Object.keys(scores).length === 0) problems.push({ field: 'scores', problem: 'missing' });
  if (problems.length > 0) return { problems };
  return { event: { kind: 'discharge-plan-scored', day, detail: { scores } }, problems };
}
