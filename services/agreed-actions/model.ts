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
