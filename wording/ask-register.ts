import type { AreaPolicy } from '../services/policies/model.ts';
import type { AskProblem, TypedEnquiry } from '../services/register-enquiries/model.ts';
import { referralProblemText } from './referral-problems.ts';

export const askRegisterLabels: Record<keyof TypedEnquiry, string> = {
  personName: 'Full name (required)',
  dateOfBirth: 'Date of birth, with the year in four digits, for example 31/3/1998',
  nhsNumber: 'NHS number, if you know it',
  why: 'Why do you need to know? (required)',
};

export const askRegisterWords = {
  heading: 'Is somebody on the register?',
  intro: [
    'I do not look anybody up. Your question and your reason go to a coordinator of the DSR team, who answers in this chat.',
    'What you ask, and the answer, are kept on record.',
  ],
} as const;

/** What to put right in a field of the question. */
export function askProblemText({ field, problem }: AskProblem, policy: AreaPolicy): string {
  if (field === 'why') {
    return problem === 'missing'
      ? 'Say why you need to know: the coordinator decides on it.'
      : 'Shorten this to 4,000 characters or fewer.';
  }
  return referralProblemText({ field, problem }, policy);
}
