import { cleanText } from '../platform/free-text.ts';
import { type DecisionProblem, MAX_TEXT } from './model.ts';

/** One free text of a decision: cleaned, and whether it may stand. */
export function checkNote(
  field: DecisionProblem['field'],
  typed: string,
  required: 'required' | 'optional',
): { text: string; problems: DecisionProblem[] } {
  const text = cleanText(typed);
  if (text === '' && required === 'required') return { text, problems: [{ field, problem: 'missing' }] };
  return { text, problems: text.length > MAX_TEXT ? [{ field, problem: 'too-long' }] : [] };
}

/** One code of a policy list. */
export function checkChoice(
  field: DecisionProblem['field'],
  code: string,
  choices: readonly { code: string }[],
): DecisionProblem[] {
  if (choices.some((choice) => choice.code === code)) return [];
  return [{ field, problem: code.trim() === '' ? 'missing' : 'unknown-choice' }];
}
