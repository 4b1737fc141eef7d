import type { Basis } from '../consent/rules.ts';
import { cleanText } from '../platform/free-text.ts';
import { type CalendarDay, parseCalendarDay } from '../platform/time.ts';
import { type FieldProblem, MAX_TEXT } from './model.ts';

/** Whether the person knows and agrees, with who decided and when, or why not yet. */
export type CheckedBasis = { basis: Basis; basisDetail: string | null; basisDay: CalendarDay | null };

type Typed = { basis?: string | undefined; basisDetail?: string | undefined; basisDay?: string | undefined };

const bases: readonly string[] = ['consents', 'best-interest', 'not-yet'] satisfies Basis[];

/**
 * Checks the basis (domain.md §10): a best-interest decision needs who made it and a day that is not to come, "not yet"
 * needs why. With "consents" detail and day are not looked at.
 *
 * @param today the day in England
 */
export function checkBasis(
  typed: Typed,
  today: CalendarDay,
): { ok: true; value: CheckedBasis } | { ok: false; problems: FieldProblem[] } {
  const choice = (typed.basis ?? '').trim();
  if (!bases.includes(choice)) {
    return { ok: false, problems: [{ field: 'basis', problem: choice === '' ? 'missing' : 'unknown-choice' }] };
  }
  const basis = choice as Basis;
  if (basis === 'consents') return { ok: true, value: { basis, basisDetail: null, basisDay: null } };

  const problems: FieldProblem[] = [];
  const detail = cleanText(typed.basisDetail ?? '');
  if (detail === '') problems.push({ field: 'basisDetail', problem: 'missing' });
  if (detail.length > MAX_TEXT) problems.push({ field: 'basisDetail', problem: 'too-long' });
  const day = basis === 'best-interest' ? decisionDay(typed.basisDay ?? '', today) : { value: null };
  if ('problem' in day) problems.push({ field: 'basisDay', problem: day.problem });
  if (problems.length > 0 || 'problem' in day) return { ok: false, problems };
  return { ok: true, value: { basis, basisDetail: detail, basisDay: day.value } };
}

function decisionDay(
  typed: string,
  today: CalendarDay,
): { value: CalendarDay } | { problem: 'missing' | 'not-a-date' | 'in-the-future' } {
  if (typed.trim() === '') return { problem: 'missing' };
  const day = parseCalendarDay(typed);
  if (day === undefined) return { problem: 'not-a-date' };
  return day > today ? { problem: 'in-the-future' } : { value: day };
}
