import type { CalendarDay } from '../platform/time.ts';
import type { AnsweredByProblem, TypedAnsweredBy } from '../sign-in/answered-by.ts';
import type { AnsweredBy } from '../sign-in/model.ts';

/** An agreed action as typed into a card: `key` is the one it was stored under before, if any. */
export type TypedAction = { key: string | null; what: string; party: string; who: string; dueDay: string };

/** Why an action can't be taken. `index` counts from 0 among the actions typed, blank ones included. */
export type ActionProblem = {
  field: 'actions';
  index: number;
  part: 'what' | 'party' | 'who' | 'due-day';
  problem: 'missing' | 'too-long' | 'unknown-choice' | 'not-a-date' | 'before-the-meeting';
};

/** Longest words of one action, and longest name, in characters. The limits are ours: an action fits a line of a list. */
export const MAX_ACTION_TEXT = 1000;
export const MAX_ACTION_WHO = 120;

/** What became of an agreed action. Where nobody has said yet, it is open. */
export const progressStates = ['under-way', 'done', 'cannot'] as const;
export type ProgressState = (typeof progressStates)[number];

/** An agreed action as the page of one of its owners shows it. */
export type ActionPageView = {
  key: string;
  reference: string;
  dueDay: CalendarDay;
  /** The day of the meeting it was agreed at. */
  heldOn: CalendarDay | null;
  organisationName: string | null;
  /** Below 0 once it is overdue. */
  daysLeft: number;
  overdue: boolean;
  /** Nothing about the person, not the text of the action, where they may not know. */
  about:
    | { knows: true; personName: string; what: string; who: string }
    | { knows: false; because: 'no-agreement' | 'address-shared' | 'no-ground' };
  /** What was said last; null where nobody has said anything. */
  progress: {
    state: ProgressState;
    doneOn: CalendarDay | null;
    /** null also where they may not know what it may say. */
    note: string | null;
    answeredBy: AnsweredBy | null;
    by: string | null;
    at: Date;
  } | null;
};

/** What became of an action, as it was typed on its page. `doneOn` is 'YYYY-MM-DD', or whatever was typed instead. */
export type TypedReport = { state: string; doneOn: string; note: string; answeredBy: TypedAnsweredBy | null };

/** Why a report can't be taken. */
export type ReportProblem =
  | { field: 'state'; problem: 'missing' | 'unknown-choice' }
  | { field: 'doneOn'; problem: 'missing' | 'not-a-date' | 'in-future' }
  | { field: 'note'; problem: 'missing' | 'too-long' }
  | AnsweredByProblem;

/** Longest note, in characters. The limit is ours: it has to fit a card. */
export const MAX_REPORT_NOTE = 1000;
