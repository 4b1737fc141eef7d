import type { InvitedMeetingView } from '../../services/meetings/invited-meeting.ts';
import type { InviteeResponse } from '../../services/meetings/model.ts';
import { formatDay, formatInstant, formatSpan } from '../../services/platform/time.ts';
import type { AnsweredBy } from '../../services/sign-in/model.ts';

/** The page of a meeting for somebody invited. What it may say about the person stands in facts that may be missing. */
export const meetingWords = {
  caption: 'Meeting',
  facts: {
    about: 'Who it is about',
    purpose: 'What it is for',
    when: 'When',
    length: 'How long',
    where: 'Where',
    invitedFor: 'You are invited for',
    youSaid: 'You said',
    note: 'Your note',
    standIn: 'Coming in your place',
  },
  online: 'Online, by Microsoft Teams',
  askForPlace: 'Ask us for the place',
  join: 'Join the meeting online',
  joinLater: 'The link to join online comes here before the meeting.',
  addToCalendar: 'Add it to your calendar',
  toBringTitle: 'What we would like you to bring',
  notShown: {
    title: 'Why this page says nothing about the person',
    'no-agreement':
      'We have no information sharing agreement with you that is in force. So this page shows when and where the meeting is, and nothing about the person.',
    'address-shared':
      'This email address is also read by somebody we have no information sharing agreement with. So this page shows when and where the meeting is, and nothing about the person.',
    'no-ground': 'At the moment this page shows when and where the meeting is, and nothing about the person.',
    ask: (team: string) => `Do you need to know more? Ask the ${team}. Write to`,
    agreed: 'The team tells you another way what was agreed and what is for you to do.',
  },
  rsvp: {
    title: 'Can you come?',
    changeTitle: 'Change your answer',
    label: 'Your answer',
    choices: [
      { value: 'accepted', text: 'Yes, I can come' },
      { value: 'tentative', text: 'Perhaps' },
      { value: 'declined', text: 'No, I cannot come' },
    ],
    note: 'Is there anything the team should know? (optional)',
    noteHint: 'One line. Please do not write anybody’s name.',
    button: 'Send my answer',
  },
  standIn: {
    link: 'Send somebody else in my place',
    another: 'Send a different person in my place',
    title: 'Who comes in your place?',
    lines: [
      'We write to them ourselves: they get a link of their own.',
      'An address outside your organisation is told the time, the place and the reference only.',
    ],
    name: 'Their name',
    email: 'Their email address',
    button: 'Ask them to come',
  },
  times: {
    title: 'Which times can you make?',
    changeTitle: 'Change your answer',
    deadline: (at: Date) => `Please answer by ${formatInstant(at)}.`,
    until: (at: Date) => `You can change it until ${formatInstant(at)}.`,
    noteLabel: 'Anything the team should know? (optional)',
    noteHint: 'One line. Please do not write anybody’s name.',
    button: 'Send my answer',
    saidTitle: 'What you said',
    noAnswer: 'No answer',
    choices: { yes: 'Yes', 'if-need-be': 'If need be', no: 'No' },
  },
  states: {
    arranging: 'The team is looking for a time. There is nothing for you to answer yet.',
    closed: 'Answers to these times are no longer taken. The team tells you which time it will be.',
    chosen: 'A time has been chosen. The team sends you an invitation.',
    cancelled: 'This meeting is cancelled',
    cancelledNext: 'You do not need to do anything.',
    didNotTakePlace: 'This meeting did not take place',
    tookPlace: 'This meeting has taken place. What was agreed comes here once the team has written it down.',
    past: 'This meeting is over.',
    standIn: 'You are asked to come in somebody’s place.',
  },
  outcome: {
    actions: 'What is for you to do',
    noActions: 'Nothing was agreed that is for you to do.',
    decisions: 'Decisions for you',
    nextStep: 'Next step',
    by: (day: string) => `By ${formatDay(day)}`,
  },
  saved: {
    title: 'Thank you',
    answer: 'The team has your answer.',
    declined: 'The team has your answer. Can somebody else come in your place?',
    times: 'The team has your answer. They will tell you which time it is.',
    'stand-in': 'We are writing to them now.',
  },
  refused: {
    'not-booked': 'This meeting is not booked any more, so your answer was not taken.',
    'already-ended': 'This meeting is over, so nothing was changed.',
    'changed-meanwhile': 'The meeting was changed a moment ago. Look at it again, then answer.',
    closed: 'Answers to these times are no longer taken. Nothing was changed.',
    'wrong-state': 'This is not possible any more. Nothing was changed.',
    'already-invited': 'Somebody with this email address is invited already',
    'too-many': 'Several people have been named already. Write to us if somebody else is to come',
  },
} as const;

/** What somebody said of an invitation, in their own voice. */
export const responseWords: Record<InviteeResponse, string> = {
  accepted: 'Yes, I can come',
  tentative: 'Perhaps',
  declined: 'No, I cannot come',
};

/** When it is, for a heading: the day and the hours, or that it is being arranged. */
export function whenWords({ startsAt, endsAt }: Pick<InvitedMeetingView, 'startsAt' | 'endsAt'>): string | null {
  return startsAt && endsAt ? formatSpan(startsAt, endsAt) : null;
}

/** Whose answer it was, from a shared inbox. */
export function answeredByLine({ name, jobRole, phone }: AnsweredBy): string {
  return `${name}, ${jobRole}, ${phone}`;
}

type Problem = { field: string; problem: string };

const problems: Record<string, Record<string, string>> = {
  response: { missing: 'Choose whether you can come', 'unknown-choice': 'Choose whether you can come' },
  note: { missing: 'Write a line', 'too-long': 'Shorten your note to 300 characters or fewer' },
  standInName: { missing: 'Enter their name', 'too-long': 'Shorten their name to 120 characters or fewer' },
  standInEmail: {
    missing: 'Enter their email address',
    'too-long': 'Enter an email address in the correct format, like name@example.org',
    'bad-email': 'Enter an email address in the correct format, like name@example.org',
  },
};

/** What is wrong with an answer, and how to put it right; undefined for who answers. */
export function meetingProblem({ field, problem }: Problem): string | undefined {
  return problems[field]?.[problem];
}

/** What is wrong with the answer to one of the times. */
export function slotProblem(when: string): string {
  return `Choose an answer for ${when}`;
}
