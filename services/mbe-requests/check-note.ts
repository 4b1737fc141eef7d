import { cleanText } from '../platform/free-text.ts';
import { choiceProblem, type Required, textProblems } from '../platform/typed-problems.ts';
import { type DecisionProblem, MAX_TEXT } from './model.ts';

/** One free text of a decision: cleaned, and whether it may stand. */
export function checkNote(
  field: DecisionProblem['field'],
  typed: string,
  required: Required,
): { text: string; problems: DecisionProblem[] } {
  const text = cleanText(typed);
  return { text, problems: textProblems(field, text, { required, longest: MAX_TEXT }) };
}

/** One code of a policy list. */
export function checkChoice(
  field: DecisionProblem['field'],
  code: string,
  choices: readonly { code: string }[],
): DecisionProblem[] {
  if (choices.some((choice) => choice.code === code)) return [];
  return [{ field, problem: choiceProblem(code) }];
}
