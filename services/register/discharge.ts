import type { Deps } from '../platform/deps.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import { changeEntry, type EntryChange, type EntryRefusal, type Incomplete } from './change-entry.ts';
import { decidedRatings } from './change-rating.ts';
import { checkCode, checkDay, checkDecidedBy, checkWords } from './check-event.ts';

/** The person left hospital. Blue ends with the stay: the rating after it is decided by somebody, with the reason. */
export function discharge(
  deps: Deps,
  input: EntryChange & { day: string; rating: string; decidedBy: string; note: string },
): Promise<Result<{ entryId: string }, EntryRefusal | Incomplete>> {
  const rating = checkCode('rating', input.rating, decidedRatings);
  const by = checkDecidedBy(input.decidedBy);
  const why = checkWords(input.note, 'required');
  return changeEntry<Incomplete>(deps, 'discharge', input, (seen) => {
    const on = checkDay(input.day, seen);
    const problems = [...on.problems, ...rating.problems, ...by.problems, ...why.problems];
    if (problems.length > 0 || rating.code === undefined) return refuse({ reason: 'incomplete', problems });
    const detail = { rating: rating.code, decidedBy: by.decidedBy };
    return ok({
      events: [{ kind: 'discharged', day: on.day, detail, note: why.note }],
      from: seen.setting,
      to: 'community',
      detail: { day: on.day, rating: rating.code },
    });
  });
}
