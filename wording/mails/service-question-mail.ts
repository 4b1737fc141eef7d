import type { MailContent } from '../../services/mail/port.ts';
import type { QuestionEscalationView, ServiceQuestionMailView } from '../../services/notifications/words-port.ts';
import { daysBetween, formatDay } from '../../services/platform/time.ts';
import { layOutMail } from './mail-layout.ts';

function when({ due, today }: Pick<ServiceQuestionMailView, 'due' | 'today'>): string {
  const left = daysBetween(today, due);
  if (left > 1) return `Please answer by ${formatDay(due)}.`;
  if (left === 1) return `Please answer by tomorrow, ${formatDay(due)}.`;
  return left === 0 ? 'Please answer today.' : `Your answer was due by ${formatDay(due)}. It is still needed.`;
}

const sayNothing =
  'You can also answer by replying to this email. Then do not write who the person is: no name, no date of birth, no NHS number. Or ask us to phone you.';

/** Tells a service that it is asked something, or that its answer is missing. Nothing about the person: it is on the page. */
export function serviceQuestionMail(view: ServiceQuestionMailView): MailContent {
  const { reference, url, reminder, team } = view;
  const subject = reminder ? `${reference}: your answer is still needed` : `${reference}: a question to your service`;
  return layOutMail(subject, view, [
    {
      paragraph: reminder
        ? `The ${team} asked your service a question. We do not have your answer yet.`
        : `The ${team} has a question to your service about somebody on the Dynamic Support Register.`,
    },
    { paragraph: when(view) },
    ...(url === null
      ? [{ paragraph: 'Contact us to hear the question.' }]
      : [
          { link: { words: 'Read and answer the question', url } },
          {
            paragraph: 'The link is for this address alone. On the page, we send a code to it before we show anything.',
          },
        ]),
    { paragraph: sayNothing },
  ]);
}

/** Tells a manager that their service has not answered. Reference, service and day are all that leaves. */
export function serviceQuestionEscalationMail(view: QuestionEscalationView): MailContent {
  const { reference, organisation, due, today, team } = view;
  const late = daysBetween(due, today);
  return layOutMail(`${reference}: a question was not answered`, view, [
    {
      paragraph: `The ${team} asked ${organisation} a question about somebody on the Dynamic Support Register. The answer was due by ${formatDay(due)}, ${late === 1 ? '1 day' : `${late} days`} ago.`,
    },
    { heading: 'What to do now' },
    {
      list: [
        'Ask your service what is in the way of an answer. The question is with your contact, or in your duty inbox.',
        `Tell the ${team} if somebody else can answer. The reference ${reference} is enough.`,
      ],
    },
    { paragraph: 'You get this email once for each question.' },
  ]);
}
