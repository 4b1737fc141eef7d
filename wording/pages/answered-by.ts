import type { AnsweredByProblem } from '../../services/sign-in/answered-by.ts';

/** Whose answer it is, asked of an inbox that several people read. */
export const answeredByWords = {
  heading: 'Who is answering?',
  hint: 'Several people read this inbox. We keep your name, role and number with your answer, so that the team can ring you.',
  name: 'Your name',
  jobRole: 'Your job role',
  phone: 'Your phone number',
} as const;

const problems: Record<AnsweredByProblem['field'], Partial<Record<AnsweredByProblem['problem'], string>>> = {
  name: { missing: 'Enter your name', 'too-long': 'Shorten your name to 120 characters or fewer' },
  jobRole: { missing: 'Enter your job role', 'too-long': 'Shorten your job role to 120 characters or fewer' },
  phone: {
    missing: 'Enter your phone number',
    'too-long': 'Shorten your phone number to 120 characters or fewer',
    'not-a-phone-number': 'Enter a phone number, like 01632 960 001',
  },
};

/** What is wrong with who answers, and how to put it right; undefined for a problem of another field. */
export function answeredByProblem(one: { field: string; problem: string }): string | undefined {
  const ofField = problems[one.field as AnsweredByProblem['field']] as Record<string, string> | undefined;
  return ofField?.[one.problem];
}
