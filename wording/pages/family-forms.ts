import type { FamilySlot, FamilyTextProblem } from '../../services/meetings/family-meeting.ts';
import { MAX_ADVANCE_WORDS, MAX_BRINGING, MAX_HELPS } from '../../services/meetings/model.ts';
import type { LetterFormat } from '../../services/people/model.ts';
import { dayOf, formatDay, formatTime } from '../../services/platform/time.ts';

/** The three formats, as somebody chooses between them. */
export const formatChoices: { format: LetterFormat; words: string }[] = [
  { format: 'plain', words: 'Plain words' },
  { format: 'easy-read', words: 'Easy Read' },
  { format: 'large-print', words: 'Large print' },
];

/** '1. Tuesday 19 January 2027, 10am to 11am' as the question about one time. */
export function slotQuestion({ startsAt, endsAt }: Pick<FamilySlot, 'startsAt' | 'endsAt'>): string {
  return `${formatDay(dayOf(startsAt))}, from ${formatTime(startsAt)} to ${formatTime(endsAt)}`;
}

export const familyWords = {
  formatsLabel: 'How do you want to read this?',
  formatNow: '(this is what you see now)',
  print: 'You can print this page.',
  reference: (reference: string) => `Reference: ${reference}`,
  agreedHeading: 'The letter that we wrote to you',
  askHeading: 'Do you have a question?',
  ask: (contact: string) => `Write to ${contact}.`,
  phone: (phone: string) => `Phone us: ${phone}.`,
  post: (lines: readonly string[]) => `Write a letter to: ${lines.join(', ')}.`,
  askPhone: 'You can ask us to phone you.',
  back: 'Back to the meeting',
  done: {
    come: 'Thank you. We have your answer.',
    when: 'Thank you. We have your answer.',
    say: 'Thank you. The person who runs the meeting gets what you said.',
    bring: 'Thank you. We know who comes with you.',
    helps: 'Thank you. Somebody from our team will read it.',
  },
  come: {
    title: 'Do you want to come to the meeting?',
    hint: 'You do not have to come. You can change your answer later.',
    choices: [
      { value: 'accepted', text: 'Yes, I will come' },
      { value: 'tentative', text: 'I do not know yet' },
      { value: 'declined', text: 'No, I will not come' },
    ],
    note: 'Do you want to tell us something about your answer? (you do not have to)',
    button: 'Send my answer',
  },
  times: {
    title: 'When can you come?',
    hint: 'Choose an answer for each time. You can change it later.',
    choices: [
      { value: 'yes', text: 'Yes, this is good' },
      { value: 'if-need-be', text: 'Only if there is no other time' },
      { value: 'no', text: 'No, I cannot come then' },
    ],
    note: 'Is there something we should know about these times? (you do not have to)',
    button: 'Send my answers',
  },
  say: {
    title: 'What do you want to say?',
    lines: [
      'For example: what goes well, what does not go well, or what you want to be different.',
      'The person who runs the meeting reads it before the meeting. Others at the meeting may hear about it.',
      'You can change it until the meeting starts.',
    ],
    label: 'Your words',
    button: 'Send this',
  },
  bring: {
    title: 'Who comes with you?',
    lines: ['Write who it is. For example: my sister Ana, or my advocate.', 'Leave it empty if you come alone.'],
    label: 'Who it is',
    button: 'Send this',
  },
  helps: {
    title: 'What helps you to take part?',
    lines: [
      'For example: Easy Read, big letters, an interpreter, breaks, a quiet room, a phone call before the meeting.',
      'Somebody from our team reads it. We may call you to talk about it.',
    ],
    label: 'What helps you',
    button: 'Send this',
  },
  tooLate:
    'The meeting has started or is over, so this cannot be changed here any more. If it is important, ask us to phone you.',
  changed: 'Something about the meeting has changed. Please read it again.',
  noteTooLong: 'This is too long. Say it in one or two sentences',
  chooseAnswer: 'Choose one of the answers',
  chooseForTime: (slot: Pick<FamilySlot, 'startsAt' | 'endsAt'>) => `Choose an answer for ${slotQuestion(slot)}`,
} as const;

const longest = { say: MAX_ADVANCE_WORDS, bring: MAX_BRINGING, helps: MAX_HELPS } as const;

/** What to put right in a text of theirs. */
export function familyTextProblem({ problem }: FamilyTextProblem, page: keyof typeof longest): string {
  if (problem === 'missing') return 'Write something, or go back to the meeting';
  return `This is too long. Shorten it to ${new Intl.NumberFormat('en-GB').format(longest[page])} letters or fewer`;
}
