import { cleanText } from '../platform/free-text.ts';

/** Longest answer or note, in characters; the limit is ours. */
export const MAX_REFERRAL_NOTE = 4000;

export type ReferralNoteProblem = 'missing' | 'too-long';

/** One free text of an answer or a note: cleaned, and whether it may stand. */
export function checkReferralNote(
  typed: string,
  required: 'required' | 'optional',
): { text: string; problem: ReferralNoteProblem | undefined } {
  const text = cleanText(typed);
  if (text === '' && required === 'required') return { text, problem: 'missing' };
  return { text, problem: text.length > MAX_REFERRAL_NOTE ? 'too-long' : undefined };
}
