import { cleanText } from '../platform/free-text.ts';
import { type CalendarDay, parseCalendarDay } from '../platform/time.ts';
import { checkAnsweredBy } from '../sign-in/answered-by.ts';
import type { AnsweredBy } from '../sign-in/model.ts';
import { MAX_REPORT_NOTE, type ProgressState, progressStates, type ReportProblem, type TypedReport } from './model.ts';

/** A report that can be kept. */
export type CheckedReport = {
  state: ProgressState;
  doneOn: CalendarDay | null;
  note: string | null;
  answeredBy: AnsweredBy | null;
};

/**
 * Checks what somebody says became of an action: one of the three answers; the day it was done, which has come; the reason
 * where it cannot be done; and from an inbox that several people read, whose answer it is.
 */
export function checkReport(
  typed: TypedReport,
  about: { today: CalendarDay; sharedInbox: boolean },
): { report: CheckedReport | null; problems: ReportProblem[] } {
  const state = progressStates.find((one) => one === typed.state);
  const note = cleanText(typed.note);
  const by = checkAnsweredBy(typed.answeredBy, about.sharedInbox);
  const day = dayProblem(state, typed.doneOn, about.today);
  const problems: ReportProblem[] = [
    ...(state === undefined
      ? [{ field: 'state' as const, problem: typed.state === '' ? ('missing' as const) : ('unknown-choice' as const) }]
      : []),
    ...(day === undefined ? [] : [day]),
    ...noteProblems(state, note),
    ...by.problems,
  ];
  if (problems.length > 0 || state === undefined) return { report: null, problems };
  const doneOn = state === 'done' ? (parseCalendarDay(typed.doneOn) ?? null) : null;
  return { report: { state, doneOn, note: note === '' ? null : note, answeredBy: by.answeredBy }, problems };
}

function dayProblem(state: ProgressState | undefined, typed: string, today: CalendarDay): ReportProblem | undefined {
  if (state !== 'done') return undefined;
  if (typed === '') return { field: 'doneOn', problem: 'missing' };
  const day = parseCalendarDay(typed);
  if (day === undefined) return { field: 'doneOn', problem: 'not-a-date' };
  return day > today ? { field: 'doneOn', problem: 'in-future' } : undefined;
}

function noteProblems(state: ProgressState | undefined, note: string): ReportProblem[] {
  if (note.length > MAX_REPORT_NOTE) return [{ field: 'note', problem: 'too-long' }];
  return state === 'cannot' && note === '' ? [{ field: 'note', problem: 'missing' }] : [];
}
