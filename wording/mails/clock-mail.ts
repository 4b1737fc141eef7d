import type { MailContent } from '../../services/mail/port.ts';
import type { ClockMailView } from '../../services/notifications/words-port.ts';
import { daysBetween, formatDay } from '../../services/platform/time.ts';
import { clockLabel } from '../clocks.ts';
import { layOutMail } from './mail-layout.ts';

function when({ due, today }: ClockMailView): string {
  const left = daysBetween(today, due);
  if (left > 1) return `It is due by ${formatDay(due)}, in ${left} days.`;
  if (left === 1) return `It is due by tomorrow, ${formatDay(due)}.`;
  return left === 0 ? 'It is due today.' : `It was due by ${formatDay(due)}.`;
}

const sayNothing =
  'Do not write the person’s name or anything about them in an answer to this email: the reference is enough.';

/** What a key professional can do about a deadline. */
function whatToDo(view: ClockMailView): string[] {
  if (view.clock === 'consent-renewal') {
    return [
      'Talk with the person, or with whoever consents for them, about staying on the register. Saying no changes nothing in their support.',
      `Tell the ${view.team} what they said, when, and in what form.`,
      sayNothing,
    ];
  }
  return [`Tell the ${view.team} when this will happen, or that it has happened and on which day.`, sayNothing];
}

/** Reminds a key professional of a deadline: reference, what, when. Nothing about the person: there is no field for it. */
export function clockReminderMail(view: ClockMailView): MailContent {
  return layOutMail(`${view.reference}: ${clockLabel(view.clock)}`, view, [
    { paragraph: `You are a key professional of the person with the reference ${view.reference}.` },
    { paragraph: `${clockLabel(view.clock)}. ${when(view)}` },
    { heading: 'What to do now' },
    { list: whatToDo(view) },
  ]);
}

/** Tells a senior manager of a missed deadline. The reference and the deadline are all that leaves by email. */
export function escalationMail(view: ClockMailView): MailContent {
  const late = daysBetween(view.due, view.today);
  return layOutMail(`${view.reference}: overdue, for your attention`, view, [
    {
      paragraph: `A date that matters for somebody on the Dynamic Support Register has passed, and your area has agreed that you hear of it. The reference is ${view.reference}.`,
    },
    { paragraph: `${clockLabel(view.clock)}. ${when(view)} That is ${late === 1 ? '1 day' : `${late} days`} ago.` },
    { heading: 'What to do now' },
    {
      list: [`Ask the ${view.team} what stands in the way, and what you can do to clear it.`, sayNothing],
    },
    { paragraph: 'You get one email for each missed date. It is not repeated.' },
  ]);
}
