import { cleanText } from '../platform/free-text.ts';
import { ok, type Result } from '../platform/result.ts';
import { changeLetter, incomplete, type LetterInput, type LetterRefusal, stillFits } from './letter-for-actor.ts';
import type { LetterDeps } from './letter-view.ts';
import { type LetterView, MAX_OWN_WORDS } from './model.ts';

/**
 * Puts a sentence of the coordinator's own into a letter, or takes it out again, before it is released.
 *
 * @param input.ownWords as typed; empty takes it out
 */
export function wordLetter(
  deps: LetterDeps,
  input: LetterInput & { ownWords: string },
): Promise<Result<LetterView, LetterRefusal>> {
  const text = cleanText(input.ownWords);
  return changeLetter(deps, 'word-letter', input, (letter) => {
    const over = stillFits(letter, input.version, ['drafted']);
    if (over) return over;
    if (text.length > MAX_OWN_WORDS) return incomplete({ field: 'ownWords', problem: 'too-long' });
    return ok({ change: { ownWords: text || null } });
  });
}
