import type { MailContent } from '../../services/mail/port.ts';
import type { SummaryChange } from '../../services/meetings/model.ts';
import type { NoticeView, SummaryView } from '../../services/notifications/words-port.ts';
import { dayOf, formatDay } from '../../services/platform/time.ts';
import { isFamily } from '../event-texts.ts';
import { layOutMail, type MailPiece } from './mail-layout.ts';

const whatChanged: Record<SummaryChange['what'], string> = {
  decision: 'Decision',
  action: 'Action',
  'next-step': 'Next step',
};

/** One change as a sentence: what it was, and what it is. */
export function changeInWords(change: SummaryChange): string {
  const what = whatChanged[change.what];
  if (change.change === 'added') return `${what} added: ${change.after ?? ''}`;
  if (change.change === 'removed') return `${what} no longer stands: ${change.before ?? ''}`;
  return `${what} changed.\nBefore: ${change.before ?? ''}\nNow: ${change.after ?? ''}`;
}

/** What the receiver's own actions say, one an entry. */
function actions(view: SummaryView): MailPiece[] {
  const family = isFamily(view.receiver);
  if (view.part.actions.length === 0) {
    return [{ paragraph: family ? 'There is nothing you need to do.' : 'You have no actions from this meeting.' }];
  }
  return [
    { list: view.part.actions.map((one) => `${one.what}\nWho: ${one.who}\nBy: ${formatDay(one.dueDay)}`) },
    {
      paragraph: family
        ? 'If you cannot do something, or need help with it, tell us.'
        : 'If you cannot do something by its date, tell us as soon as you know.',
    },
  ];
}

function changes(view: SummaryView): MailPiece[] {
  if (view.changes === null) return [];
  return [
    { heading: 'What changed' },
    { paragraph: 'This replaces the summary we sent you before. The whole of it is below.' },
    { list: view.changes.map(changeInWords) },
  ];
}

const toBeKept = 'This is for you and those who need it to do what was agreed. Please keep it confidential.';

const opening: Record<SummaryView['receiver'], string> = {
  agency: toBeKept,
  other: toBeKept,
  individual: 'This is what people agreed at your meeting. Is something wrong or not clear? Tell us.',
  carer:
    'This is what people agreed at the meeting. It is private: please share it only with people who need it. Is something wrong or not clear? Tell us.',
};

/**
 * One receiver's summary of a meeting: their own actions and the decisions they need. The subject has the reference
 * alone; the text is about the person, so the caller has made sure of agreement, ground and a secure address.
 */
export function summaryMail(view: SummaryView): MailContent {
  const { part } = view;
  const pieces: MailPiece[] = [
    { paragraph: opening[view.receiver] },
    {
      facts: [
        ...(view.receiver === 'individual' ? [] : [['About', part.personName] as const]),
        ['Meeting', formatDay(dayOf(view.meetingOn))],
        ['Reference', view.reference],
      ],
    },
    ...changes(view),
    { heading: isFamily(view.receiver) ? 'Things for you to do' : 'Your actions' },
    ...actions(view),
    ...(part.decisions.length === 0
      ? []
      : [{ heading: 'What was decided' }, { list: part.decisions.map((one) => one.text) }]),
    ...(part.nextStep === null ? [] : [{ heading: 'What happens next' }, { paragraph: part.nextStep }]),
    ...onYourPage(
      view,
      part.actions.length === 0
        ? 'You can also read this on your page:'
        : 'On your page you can tell us how your actions are going:',
    ),
  ];
  return layOutMail(summarySubject(view), view, pieces);
}

/** Where the summary may not be mailed: that there is one, and that the team will be in touch. */
export function noticeMail(view: NoticeView): MailContent {
  const again = view.version > 1;
  if (isFamily(view.receiver)) return noticeToFamily(view);
  return layOutMail(summarySubject(view), view, [
    {
      paragraph: again
        ? 'What was agreed at this meeting has been corrected.'
        : 'What was agreed at this meeting has been recorded.',
    },
    { paragraph: `We cannot send you the details by email. The ${view.team} will tell you another way.` },
    ...onYourPage(view, 'You can also read your part on your page:'),
    { facts: [['Reference', view.reference]] },
  ]);
}

function onYourPage({ pageUrl, receiver }: Pick<NoticeView, 'pageUrl' | 'receiver'>, words: string): MailPiece[] {
  if (pageUrl === null || isFamily(receiver)) return [];
  return [
    { paragraph: words },
    { link: { words: 'Open your page', url: pageUrl } },
    { paragraph: 'The link is for you alone. We send a code to this address before we show anything.' },
  ];
}

function noticeToFamily(view: NoticeView): MailContent {
  return layOutMail(summarySubject(view), view, [
    {
      paragraph:
        view.version > 1
          ? 'We have corrected what we wrote down about the meeting.'
          : 'We have written down what people agreed at the meeting.',
    },
    { paragraph: 'It is private, so it is not in this email.' },
    { paragraph: `Somebody from the ${view.team} will tell you about it. You can also ask us.` },
    { facts: [['Reference', view.reference]] },
  ]);
}

function summarySubject(view: { reference: string; version: number }): string {
  return `${view.reference}: what was agreed${view.version > 1 ? ' (corrected)' : ''}`;
}
