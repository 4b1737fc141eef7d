import type { TimeProblem } from '../services/meetings/choose-time.ts';

/** The answer that stands for the day and time typed below the list. */
export const TYPED_TIME = 'typed';

/** What is wrong with the choice of a time. The last three are found by the form itself. */
export type ChooseTimeProblem =
  | TimeProblem['reason']
  | 'same-time'
  | 'nothing-chosen'
  | 'chosen-and-typed'
  | 'half-typed';

/**
 * The field a problem stands above, and what to do.
 *
 * @param typed whether the time was typed, not chosen from the list
 */
export function chooseTimeProblem(problem: ChooseTimeProblem, typed: boolean): { field: 'time' | 'day'; text: string } {
  const aboutEither = problem === 'time-in-the-past' || problem === 'same-time';
  const aboutTyped = problem === 'not-a-time' || problem === 'half-typed' || (aboutEither && typed);
  return { field: aboutTyped ? 'day' : 'time', text: texts[problem] };
}

const texts: Record<ChooseTimeProblem, string> = {
  'not-a-time': 'Enter a day, and a time such as 14:30. This day and time do not exist.',
  'time-in-the-past': 'This time has passed. Choose a later one.',
  'times-renewed': 'The times were looked for again and the one you chose is no longer in the list. Choose again.',
  'same-time': 'The meeting is at this time already. Choose another one, or go back.',
  'nothing-chosen': 'Choose a time from the list, or enter a day and a time below it.',
  'chosen-and-typed':
    'You chose a time from the list and entered another. Choose “Another day and time” to take the one you entered.',
  'half-typed': 'Enter both the day and the time.',
};

/** Names, or how many where the list is long: 'Priya Example, Owen Example and 3 more'. */
export function namesInBrief(names: readonly string[], most: number): string {
  const left = names.length - most;
  if (left <= 0) return names.join(', ');
  if (most === 0) return `${names.length} people`;
  return `${names.slice(0, most).join(', ')} and ${left} more`;
}

/** A line of who could come, with a sign before it and a tone that only repeats what the words say. */
export type WhoLine = { text: string; tone: 'default' | 'attention' };

/**
 * Who could come at a time, in words: nobody is taken for free whose calendar can't be read.
 *
 * @param most how many names each list may hold
 */
export function whoIsFreeWords(
  who: { free: readonly string[]; busy: readonly string[]; unknown: readonly string[] },
  most: number,
): WhoLine[] {
  const { free, busy, unknown } = who;
  const notKnown: WhoLine = { text: `? Not known: ${namesInBrief(unknown, most)}`, tone: 'default' };
  if (free.length === 0 && busy.length === 0 && unknown.length > 0) return [notKnown];
  const lines: WhoLine[] = [
    { text: `✓ Free: ${free.length === 0 ? 'nobody we know of' : namesInBrief(free, most)}`, tone: 'default' },
  ];
  if (busy.length > 0) lines.push({ text: `✕ Busy: ${namesInBrief(busy, most)}`, tone: 'attention' });
  if (unknown.length > 0) lines.push(notKnown);
  return lines;
}
