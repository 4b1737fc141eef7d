import { cleanText } from '../platform/free-text.ts';
import { type Required, textProblems } from '../platform/typed-problems.ts';

/** Longest answer or note, in characters; the limit is ours. */
const MAX_REFERRAL_NOTE = 4000;

export type ReferralNoteProblem = 'missing' | 'too-long';

/** One free text of an answer or a note: cleaned, and whether it may stand. */
export function checkReferralNote(
  typed: string,
  required: Required,
): { text: string; problem: ReferralNoteProblem | undefined } {
  const text = cleanText(typed);
  const [found] = textProblems('note', text, { required, longest: MAX_REFERRAL_NOTE });
  return { text, problem: found?.problem };
}
