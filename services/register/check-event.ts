import { cleanLine, cleanText } from '../platform/free-text.ts';
import { type CalendarDay, parseCalendarDay } from '../platform/time.ts';
import { choiceProblem, type Required, textProblems } from '../platform/typed-problems.ts';
import { type EntryField, type EntryProblem, MAX_DECIDED_BY, MAX_EVENT_NOTE } from './model.ts';

/** The day on which something happened: not in the future, and not before the person came onto the register. */
export function checkDay(
  typed: string,
  among: { today: CalendarDay; fromDay: CalendarDay },
): { day: CalendarDay; problems: EntryProblem[] } {
  const day = parseCalendarDay(typed) ?? '';
  const problem = dayProblem(typed, day, among);
  return { day, problems: problem === undefined ? [] : [{ field: 'day', problem }] };
}

function dayProblem(typed: string, day: CalendarDay, among: { today: CalendarDay; fromDay: CalendarDay }) {
  if (cleanLine(typed) === '') return 'missing';
  if (day === '') return 'not-a-date';
  if (day > among.today) return 'in-the-future';
  return day < among.fromDay ? 'before-entry' : undefined;
}

/** A reason or note in words. */
export function checkWords(typed: string, required: Required) {
  const note = cleanText(typed);
  return {
    note: note === '' ? null : note,
    problems: textProblems('note', note, { required, longest: MAX_EVENT_NOTE }),
  };
}

/** Who decided: a name, a role, or both. */
export function checkDecidedBy(typed: string) {
  const decidedBy = cleanLine(typed);
  return {
    decidedBy,
    problems: textProblems('decidedBy', decidedBy, { required: 'required', longest: MAX_DECIDED_BY }),
  };
}

/** One code of a list. */
export function checkCode<C extends string>(
  field: EntryField,
  typed: string,
  codes: readonly C[],
): { code: C | undefined; problems: EntryProblem[] } {
  const code = codes.find((one) => one === typed);
  if (code !== undefined) return { code, problems: [] };
  return { code, problems: [{ field, problem: choiceProblem(typed) }] };
}
