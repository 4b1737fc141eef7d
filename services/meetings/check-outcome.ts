import type { TypedAction } from '../agreed-actions/model.ts';
import { checkActions } from '../agreed-actions/rules.ts';
import { MAX_NAME, MAX_TEXT } from '../mbe-requests/model.ts';
import { cleanText } from '../platform/free-text.ts';
import type { CalendarDay } from '../platform/time.ts';
import { type Rating, ratings } from '../register/model.ts';
import {
  type AttendanceAnswer,
  attendanceAnswers,
  type DecisionEntry,
  MAX_ACTIONS,
  MAX_DECISIONS,
  type OutcomeView,
  type PartyKey,
} from './model.ts';
import type { OutcomeProblem, TypedAttendance, TypedDecision, TypedOutcome } from './outcome-model.ts';

/** The whole of an outcome, checked. */
export type CheckedOutcome = Pick<
  OutcomeView,
  'attendance' | 'decisions' | 'actions' | 'recommendedRating' | 'nextStep' | 'themes' | 'gaps'
>;

/** What an outcome is checked against. */
export type OutcomeContext = {
  inviteeIds: readonly string[];
  parties: readonly PartyKey[];
  meetingDay: CalendarDay;
  /** Codes of the policy's themes. */
  themes: readonly string[];
  /** What is saved so far. */
  saved: CheckedOutcome;
  newKey: () => string;
};

type Checked<T> = { value: T; problems: OutcomeProblem[] };

/** Everybody invited has an answer; a stand-in has a name. */
function checkAttendance(typed: readonly TypedAttendance[], inviteeIds: readonly string[]) {
  const checked: Checked<CheckedOutcome['attendance']> = { value: [], problems: [] };
  for (const inviteeId of inviteeIds) {
    const answer = typed.find((one) => one.inviteeId === inviteeId);
    const came = attendanceAnswers.find((one) => one === answer?.came);
    const standInName = came === 'stand-in' ? cleanText(answer?.standInName ?? '') : null;
    const problem = attendanceProblem(answer, came, standInName);
    if (problem) checked.problems.push({ field: 'attendance', inviteeId, problem });
    else if (came) checked.value.push({ inviteeId, came, standInName });
  }
  return checked;
}

function attendanceProblem(
  answer: TypedAttendance | undefined,
  came: AttendanceAnswer | undefined,
  standInName: string | null,
): 'missing' | 'unknown-choice' | 'no-name' | 'too-long' | undefined {
  if (came === undefined) return answer === undefined || answer.came === '' ? 'missing' : 'unknown-choice';
  if (standInName === '') return 'no-name';
  return standInName !== null && standInName.length > MAX_NAME ? 'too-long' : undefined;
}

function knownKeys(entries: readonly { key: string }[]): ReadonlySet<string> {
  return new Set(entries.map((entry) => entry.key));
}

/** A row without words is passed over, unless parties were chosen for it. */
function checkDecisions(typed: readonly TypedDecision[], context: OutcomeContext): Checked<DecisionEntry[]> {
  const known = knownKeys(context.saved.decisions);
  const checked: Checked<DecisionEntry[]> = { value: [], problems: [] };
  const used = new Set<string>();
  for (const [index, decision] of typed.entries()) {
    const text = cleanText(decision.text);
    const parties = [...new Set(decision.parties)];
    if (text === '' && parties.length === 0) continue;
    const problem = (part: 'text' | 'parties', what: 'missing' | 'too-long' | 'unknown-choice') =>
      checked.problems.push({ field: 'decisions', index, part, problem: what });
    if (text === '') problem('text', 'missing');
    if (text.length > MAX_TEXT) problem('text', 'too-long');
    if (parties.some((party) => !context.parties.includes(party))) problem('parties', 'unknown-choice');
    const isKept = decision.key !== null && known.has(decision.key) && !used.has(decision.key);
    const key = isKept && decision.key !== null ? decision.key : context.newKey();
    used.add(key);
    checked.value.push({ key, text, parties });
  }
  if (checked.value.length > MAX_DECISIONS) checked.problems.push({ field: 'decisions', problem: 'too-many' });
  return checked;
}

function checkAllActions(typed: readonly TypedAction[], context: OutcomeContext): Checked<CheckedOutcome['actions']> {
  const { parties, meetingDay, newKey } = context;
  const among = { parties, meetingDay, knownKeys: knownKeys(context.saved.actions) };
  const { actions, problems } = checkActions(typed, among, newKey);
  const tooMany: OutcomeProblem[] = actions.length > MAX_ACTIONS ? [{ field: 'actions', problem: 'too-many' }] : [];
  return { value: actions, problems: [...problems, ...tooMany] };
}

function checkRating(typed: string | null): Checked<Rating | null> {
  const rating = ratings.find((one) => one === typed) ?? null;
  const isKnown = rating !== null || typed === null || typed === '';
  return { value: rating, problems: isKnown ? [] : [{ field: 'recommendedRating', problem: 'unknown-choice' }] };
}

/** A theme that an older policy had stays, once it was saved. */
function checkThemes(typed: readonly string[], context: OutcomeContext): Checked<string[]> {
  const isKnown = (theme: string) => context.themes.includes(theme) || context.saved.themes.includes(theme);
  const value = [...new Set(typed)];
  return { value, problems: value.every(isKnown) ? [] : [{ field: 'themes', problem: 'unknown-choice' }] };
}

function checkText(field: 'nextStep' | 'gaps', typed: string | null): Checked<string | null> {
  const text = cleanText(typed ?? '');
  return { value: text === '' ? null : text, problems: text.length > MAX_TEXT ? [{ field, problem: 'too-long' }] : [] };
}

/**
 * Checks a typed outcome against its meeting. What was not typed is taken as it was saved.
 *
 * @returns the whole outcome, or every problem there is
 */
export function checkOutcome(
  typed: TypedOutcome,
  context: OutcomeContext,
): { outcome: CheckedOutcome } | { problems: OutcomeProblem[] } {
  const { saved } = context;
  const attendance = checkAttendance(typed.attendance ?? saved.attendance, context.inviteeIds);
  const kept = <T>(value: T): Checked<T> => ({ value, problems: [] });
  const decisions = typed.decisions ? checkDecisions(typed.decisions, context) : kept(saved.decisions);
  const actions = typed.actions ? checkAllActions(typed.actions, context) : kept(saved.actions);
  const rating =
    typed.recommendedRating === undefined ? kept(saved.recommendedRating) : checkRating(typed.recommendedRating);
  const nextStep = typed.nextStep === undefined ? kept(saved.nextStep) : checkText('nextStep', typed.nextStep);
  const themes = typed.themes ? checkThemes(typed.themes, context) : kept(saved.themes);
  const gaps = typed.gaps === undefined ? kept(saved.gaps) : checkText('gaps', typed.gaps);

  const problems = [attendance, decisions, actions, rating, nextStep, themes, gaps].flatMap((one) => one.problems);
  if (problems.length > 0) return { problems };
  return {
    outcome: {
      attendance: attendance.value,
      decisions: decisions.value,
      actions: actions.value,
      recommendedRating: rating.value,
      nextStep: nextStep.value,
      themes: themes.value,
      gaps: gaps.value,
    },
  };
}

/** What is saved of an outcome that was not begun. */
export const nothingSaved: CheckedOutcome = {
  attendance: [],
  decisions: [],
  actions: [],
  recommendedRating: null,
  nextStep: null,
  themes: [],
  gaps: null,
};
