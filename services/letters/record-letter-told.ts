import { contactWays } from '../consent/model.ts';
import { toDateColumn } from '../platform/date-column.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import { dayOf, parseCalendarDay } from '../platform/time.ts';
import { changeLetter, type LetterInput, type LetterRefusal, stillFits } from './letter-for-actor.ts';
import type { LetterDeps } from './letter-view.ts';
import type { LetterProblem, LetterView } from './model.ts';

/**
 * The team records that somebody was told what a released letter says: when, and how. Also where its mail could not be
 * delivered, or a notice alone went out.
 *
 * @param input.toldOn as typed: today at the latest, the day of the release at the earliest
 * @param input.toldHow a code of contactWays
 */
export function recordLetterTold(
  deps: LetterDeps,
  input: LetterInput & { toldOn: string; toldHow: string },
): Promise<Result<LetterView, LetterRefusal>> {
  const on = parseCalendarDay(input.toldOn);
  const how = contactWays.find((way) => way === input.toldHow);
  return changeLetter(deps, 'record-letter-told', input, (letter, now) => {
    const over = stillFits(letter, input.version, ['released']);
    if (over) return over;
    const problems: LetterProblem[] = [];
    if (on === undefined) problems.push({ field: 'toldOn', problem: input.toldOn.trim() ? 'not-a-date' : 'missing' });
    else if (on > dayOf(now)) problems.push({ field: 'toldOn', problem: 'in-the-future' });
    else if (letter.releasedAt !== null && on < dayOf(letter.releasedAt))
      problems.push({ field: 'toldOn', problem: 'before-release' });
    if (how === undefined)
      problems.push({ field: 'toldHow', problem: input.toldHow.trim() ? 'unknown-choice' : 'missing' });
    if (on === undefined || how === undefined || problems.length > 0) return refuse({ reason: 'incomplete', problems });
    const toldById = input.actor.id;
    return ok({ change: { state: 'told', toldOn: toDateColumn(on), toldHow: how, toldById }, reason: how });
  });
}
