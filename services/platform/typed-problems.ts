/** Whether a text must be there. */
export type Required = 'required' | 'optional';

/**
 * What is wrong with a text that was typed and cleaned, under the name of its field; nothing where it may stand.
 *
 * @param rules.longest in characters
 */
export function textProblems<F extends string>(
  field: F,
  text: string,
  { required, longest }: { required: Required; longest: number },
): { field: F; problem: 'missing' | 'too-long' }[] {
  if (text === '') return required === 'required' ? [{ field, problem: 'missing' }] : [];
  return text.length > longest ? [{ field, problem: 'too-long' }] : [];
}

/** Why what was chosen is none of the choices: nothing was, or something else, as from a card of an older policy. */
export function choiceProblem(chosen: string): 'missing' | 'unknown-choice' {
  return chosen.trim() === '' ? 'missing' : 'unknown-choice';
}
