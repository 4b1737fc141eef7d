import { formatInstant } from '../services/platform/time.ts';
import type { EnquiryAnswer, EnquiryProblem } from '../services/register-enquiries/model.ts';

/** What a coordinator chooses, and what the asker then reads. */
export const enquiryAnswerWords: Record<EnquiryAnswer, { button: string; told: string }> = {
  'on-register': { button: 'On the register', told: 'Yes: this person is on the Dynamic Support Register.' },
  'not-on-register': { button: 'Not on the register', told: 'No: this person is not on the Dynamic Support Register.' },
  'cannot-say': { button: 'Cannot say', told: 'The team cannot answer this.' },
};

export const enquiryWords = {
  heading: 'Is this person on the register?',
  waiting: { words: '● To answer', tone: 'accent' },
  answered: { words: '✓ Answered', tone: 'default' },
  nobody:
    'Nobody on the register or in a referral matches this name, date of birth or NHS number. Spelling may differ: look yourself before you answer.',
  matching: 'Who on record may be meant',
  intro:
    'Answer only what the reason needs and the asker may know. What you choose and write goes to their chat as it is. It is kept on record.',
  note: 'Note to the asker (required for “Cannot say”)',
  askerIntro: 'This answer is for you and for the reason you gave. Do not pass it on.',
} as const;

/** What a notification or a lock screen may show: nothing about the person. */
export const enquirySummary = {
  waiting: 'A question about the register',
  answered: 'Your question to the DSR team is answered',
};

export function enquiryProblemText({ field, problem }: EnquiryProblem): string {
  if (field === 'answer') return 'Choose one of the three answers.';
  return problem === 'missing'
    ? 'Say why you cannot answer, or whom to ask instead.'
    : 'Shorten this to 4,000 characters or fewer.';
}

export type EnquiryRefusal =
  | { reason: 'not-allowed' | 'not-found' }
  | { reason: 'already-answered'; by: { name: string }; at: Date };

export function enquiryRefusalText(refusal: EnquiryRefusal): string {
  switch (refusal.reason) {
    case 'not-allowed':
      return 'Only the DSR team can answer this. Nothing was sent.';
    case 'not-found':
      return 'This question is not there any more.';
    case 'already-answered':
      return `${refusal.by.name} was first: it was answered on ${formatInstant(refusal.at)}. Your answer was not sent.`;
  }
}

export const enquiryDone = 'Your answer goes to their chat.';

/** '2 questions wait. The oldest comes first.' */
export function enquiryCount(list: { total: number; page: number; pages: number }): string {
  if (list.total === 0) return 'No question about the register waits.';
  if (list.total === 1) return '1 question waits.';
  const page = list.pages > 1 ? `, page ${list.page} of ${list.pages}` : '';
  return `${list.total} questions wait${page}. The oldest comes first.`;
}
