import { type CalendarDay, formatDay, formatInstant } from '../../services/platform/time.ts';
import { type AnswerField, type AnswerProblem, MAX_ANSWER } from '../../services/service-questions/model.ts';

/** The words of the page on which a service answers what it is asked. */
export const questionPage = {
  title: (reference: string) => `A question to your service: ${reference}`,
  about: 'It is about',
  asked: 'The question',
  answerBy: 'Answer by',
  day: (due: CalendarDay, today: CalendarDay) =>
    due < today ? `${formatDay(due)} (this day has passed)` : formatDay(due),
  why: (team: string) =>
    `The ${team} asks this on behalf of the person. They consent to it, and your organisation has signed the sharing agreement. Say only what is needed to answer.`,
  answerHeading: 'Your answer',
  labels: {
    offered: 'What is being offered?',
    since: 'Since when? (optional)',
    inTheWay: 'What is in the way? (optional)',
  } satisfies Record<AnswerField, string>,
  hints: {
    offered: 'If nothing is being offered, say so.',
    since: 'A date, or roughly when it began.',
    inTheWay: 'For example a waiting list, a referral that is missing, or funding.',
  } satisfies Record<AnswerField, string>,
  who: {
    heading: 'Who is answering?',
    lines: 'More than one person reads this email address, so we keep your name with the answer.',
    name: 'Your name',
    jobRole: 'Your job role',
    phone: 'A phone number we can call',
  },
  send: 'Send the answer',
  sendAgain: 'Send the changed answer',
  canBeChanged: (due: CalendarDay) => `You can change your answer until the end of ${formatDay(due)}.`,
  given: {
    heading: 'What you answered',
    at: (at: Date) => `Sent on ${formatInstant(at)}.`,
    offered: 'What is being offered',
    since: 'Since when',
    inTheWay: 'What is in the way',
    over: 'The day to answer by has passed, so the answer can no longer be changed here. Contact us if something in it is wrong.',
  },
  thanks: {
    title: 'Thank you. Your answer is with the team',
    lines: (team: string) => [`The ${team} sees it now. They will contact you if they need to know more.`],
  },
  changeIt: 'Read or change your answer',
  withdrawn: {
    title: (reference: string) => `${reference}: you do not need to answer`,
    lines: [
      'This question has been withdrawn. We cannot show it any more.',
      'You do not need to do anything. If you have a question about it, contact us and give the reference.',
    ],
  },
  paused: {
    title: (reference: string) => `${reference}: this question is paused`,
    lines: [
      'We cannot show it at the moment.',
      'You do not need to do anything now. If you have a question about it, contact us and give the reference.',
    ],
  },
  changedMeanwhile:
    'Somebody else who reads this address sent an answer while you were writing. It is shown below. What you wrote is still here: send it if it should stand instead',
  toList: 'See everything there is for your address',
} as const;

/** What is wrong with an answer. */
export function answerProblemText({ field, problem }: AnswerProblem): string {
  if (problem === 'not-a-phone-number') return 'Enter a phone number, like 01632 960 001';
  if (problem === 'missing') return missing[field];
  return field === 'name' || field === 'jobRole' || field === 'phone'
    ? 'Shorten this to 120 characters or fewer'
    : `Shorten this to ${MAX_ANSWER} characters or fewer`;
}

const missing: Record<AnswerProblem['field'], string> = {
  offered: 'Enter what is being offered. If it is nothing, say so',
  since: 'Enter since when',
  inTheWay: 'Enter what is in the way',
  name: 'Enter your name',
  jobRole: 'Enter your job role',
  phone: 'Enter a phone number we can call',
};
