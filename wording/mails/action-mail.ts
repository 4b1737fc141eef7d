import type { MailContent } from '../../services/mail/port.ts';
import type { ActionEscalationView, ActionReminderView } from '../../services/notifications/words-port.ts';
import { daysBetween, formatDay } from '../../services/platform/time.ts';
import { layOutMail, type MailPiece } from './mail-layout.ts';

const sayNothing =
  'Do not write the person’s name or anything about them in an answer to this email: the reference is enough.';

function when({ due, today }: { due: string; today: string }): string {
  const left = daysBetween(today, due);
  if (left > 1) return `It is to be done by ${formatDay(due)}, in ${left} days.`;
  if (left === 1) return `It is to be done by ${formatDay(due)}, tomorrow.`;
  return left === 0 ? 'It is to be done today.' : `It was to be done by ${formatDay(due)}.`;
}

/** For the subject: reminders come 7 days and 1 day before, and on the day. */
function howSoon({ due, today }: ActionReminderView): string {
  const left = daysBetween(today, due);
  if (left < 0) return 'overdue';
  if (left === 0) return 'due today';
  return left === 1 ? 'due tomorrow' : `due in ${left} days`;
}

function howToTell({ url, team }: ActionReminderView): MailPiece[] {
  if (url === null) return [{ paragraph: `Tell the ${team} how it is going. You can answer this email.` }];
  return [
    { paragraph: 'Tell us on your page how it is going: done, under way, or that it cannot be done.' },
    { link: { words: 'Open your action', url } },
    { paragraph: 'The link is for you alone. On the page, we send a code to this address before we show anything.' },
  ];
}

/** Reminds somebody of an agreed action: the reference and the day. What it is stands on the page, behind a code. */
export function actionReminderMail(view: ActionReminderView): MailContent {
  return layOutMail(`${view.reference}: an action of yours is ${howSoon(view)}`, view, [
    {
      paragraph: `At the meeting ${view.reference} an action was agreed that is for you or your organisation. ${when(view)}`,
    },
    { heading: 'What to do now' },
    ...howToTell(view),
    { paragraph: 'If several of you get this email, one answer is enough.' },
    { paragraph: sayNothing },
  ]);
}

/** Tells a manager of an overdue action of their organisation. The reference and the day are all that leaves by email. */
export function actionEscalationMail(view: ActionEscalationView): MailContent {
  const { reference, organisation, due, today, team } = view;
  const late = daysBetween(due, today);
  return layOutMail(`${reference}: an action is overdue, for your attention`, view, [
    {
      paragraph: `At the meeting ${reference} an action was agreed that is for ${organisation === '' ? 'your organisation' : organisation}. It was to be done by ${formatDay(due)}. That is ${late === 1 ? '1 day' : `${late} days`} ago, and nobody has told us that it is done.`,
    },
    { heading: 'What to do now' },
    {
      list: [
        'Ask those who came to the meeting for you what stands in the way. They have had reminders with a link.',
        `Tell the ${team} when it will be done, or that it cannot be.`,
        sayNothing,
      ],
    },
    { paragraph: 'You get one email for each overdue action. It is not repeated.' },
  ]);
}
