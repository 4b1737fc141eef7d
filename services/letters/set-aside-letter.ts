import { cleanText } from '../platform/free-text.ts';
import { ok, type Result } from '../platform/result.ts';
import { changeLetter, incomplete, type LetterInput, type LetterRefusal, stillFits } from './letter-for-actor.ts';
import type { LetterDeps } from './letter-view.ts';
import { type LetterView, MAX_OWN_WORDS, waitingLetterStates } from './model.ts';

/**
 * A coordinator decides that a letter is not needed, and why: they were told by another letter, or they have died. It is
 * not sent any more, also where its mail is on its way to being sent.
 */
export function setAsideLetter(
  deps: LetterDeps,
  input: LetterInput & { why: string },
): Promise<Result<LetterView, LetterRefusal>> {
  const why = cleanText(input.why);
  return changeLetter(deps, 'set-aside-letter', input, (letter) => {
    const over = stillFits(letter, input.version, waitingLetterStates);
    if (over) return over;
    if (why === '') return incomplete({ field: 'why', problem: 'missing' });
    if (why.length > MAX_OWN_WORDS) return incomplete({ field: 'why', problem: 'too-long' });
    return ok({ change: { state: 'not-needed', toldHow: why, toldById: input.actor.id } });
  });
}
