import { type CalendarDay, formatDay, formatInstant } from '../../services/platform/time.ts';
import { type AnswerField, type AnswerProblem, MAX_ANSWER } from '../../services/service-questions/model.ts';

/** The words of the page on which a service answers what it is asked. */
export const questionPage = {
  title: 'A question to your service',
  about: 'It is about',
  asked: 'The question',
  answerBy: 'Answer by',
  day: (due: CalendarDay, today: CalendarDay) =>
    due < today ? `${formatDay(due)} (this day has passed)` : formatDay(due),
  why: (team: string) =>
    `The ${team} asks this on behalf of the person. We share it with your organisation under the sharing agreement. Say only what is needed to answer.`,
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
  saved: (team: string) => ({
    title: 'Sent',
    text: `Thank you. The ${team} sees your answer now.`,
  }),
  withdrawn: {
    title: 'You do not need to answer this question',
    lines: [
      'It has been withdrawn, so we cannot show it any more.',
      'You do not need to do anything. If you want to know more, write to us and give the reference.',
    ],
  },
  paused: {
    title: 'This question is paused',
    lines: [
      'We cannot show it at the moment.',
      'You do not need to do anything now. If you want to know more, write to us and give the reference.',
    ],
  },
  changedMeanwhile:
    'Somebody else who reads this address sent an answer while you were writing. It is shown below. What you wrote is still here: send it if it should stand instead',
} as const;

/** What is wrong with an answer; undefined for a problem of who answers. */
export function answerProblemText({ field, problem }: AnswerProblem): string | undefined {
  if (field !== 'offered' && field !== 'since' && field !== 'inTheWay') return undefined;
  if (problem === 'too-long') return `Shorten this to ${MAX_ANSWER} characters or fewer`;
  return 'Enter what is being offered. If it is nothing, say so';
}
