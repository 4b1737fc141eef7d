import type { Deps } from '../platform/deps.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import { changeEntry, type EntryChange, type EntryRefusal, type Incomplete } from './change-entry.ts';
import { checkCode, checkDay, checkDecidedBy, checkWords } from './check-event.ts';
import { ratingOn, settingOn } from './project-entry.ts';

/** The ratings that somebody decides. Blue follows from being in hospital (domain.md §5). */
export const decidedRatings = ['red', 'amber', 'green'] as const;

/**
 * The rating is changed from a day on, with the reason and who decided. Nothing is overwritten: the ratings before stay on
 * record, and what they were on any day can be asked for.
 *
 * Refused while the person is in hospital ('in-hospital'), and for the rating that they have already ('same-rating').
 */
export function changeRating(
  deps: Deps,
  input: EntryChange & { rating: string; decidedBy: string; note: string; day: string },
): Promise<Result<{ entryId: string }, EntryRefusal | Incomplete | { reason: 'same-rating' | 'in-hospital' }>> {
  const rating = checkCode('rating', input.rating, decidedRatings);
  const by = checkDecidedBy(input.decidedBy);
  const why = checkWords(input.note, 'required');
  return changeEntry<Incomplete | { reason: 'same-rating' | 'in-hospital' }>(deps, 'change-rating', input, (seen) => {
    // First of all, so that nobody fills in a form for nothing.
    if (seen.setting !== 'community') return refuse({ reason: 'in-hospital' });
    const on = checkDay(input.day, seen);
    const problems = [...rating.problems, ...by.problems, ...why.problems, ...on.problems];
    if (problems.length > 0 || rating.code === undefined) return refuse({ reason: 'incomplete', problems });
    if (settingOn(seen.facts, on.day) !== 'community') return refuse({ reason: 'in-hospital' });
    const before = ratingOn(seen.facts, on.day);
    if (before === rating.code) return refuse({ reason: 'same-rating' });
    const detail = { rating: rating.code, decidedBy: by.decidedBy };
    return ok({
      events: [{ kind: 'rating-changed', day: on.day, detail, note: why.note }],
      ...(before === null ? {} : { from: before }),
      to: rating.code,
      detail: { day: on.day },
    });
  });
}
