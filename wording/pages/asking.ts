/** Words that the referral and the request pages share. */
export const askingWords = {
  start: 'Start now',
  toStart: 'Go to the start page',
  next: 'Save and continue',
  toCheck: 'Save and go to the check',
  later: 'Save and come back later',
  change: 'Change',
  discard: 'Delete this draft',
  optional: ' (optional)',
  kept: {
    title: 'Your answers are saved',
    lines: [
      'Nobody has seen them yet. They are not sent.',
      'You find them on your page. Come back with the same email address.',
    ],
    toMine: 'Go to your page',
    goOn: 'Go on now',
  },
  discarding: {
    title: 'Delete this draft?',
    lines: ['What you typed in it will be gone. This cannot be undone.'],
    button: 'Delete it',
    no: 'Keep it',
  },
  discarded: { title: 'Draft deleted', lines: ['Nothing of what you typed was kept.'] },
  nextHeading: 'What happens next',
  questionHeading: 'The team asks you',
  answerLabel: 'Your answer',
  answerButton: 'Send answer',
  answersHeading: 'Questions you answered',
  sentHeading: 'What you sent',
  reasonsHeading: 'What was said',
  mailed: (address: string) => `We send an email to ${address} when there is news. It says nothing about anybody.`,
  answerMissing: 'Type your answer',
  answerTooLong: 'Shorten your answer to 4,000 characters or fewer',
  noteTooLong: 'Shorten the reason to 4,000 characters or fewer',
  noteLabel: 'Why? You do not have to say',
  withdraw: 'Withdraw',
  toMine: 'See everything there is for you',
  pressed: {
    answered: 'Your answer was sent.',
    withdrawn: 'It was withdrawn.',
    'too-late': 'This has changed meanwhile. Here is how it stands now.',
  },
} as const;

/** Labels of forms in Teams say what is required; pages say what is not. */
export function pageLabel(label: string, required: boolean): string {
  const plain = label.replace(/ \(required\)$/, '').replace(/(, with the year in four digits)?, for example .*$/, '');
  return required ? plain : `${plain}${askingWords.optional}`;
}
