import type { MailboxPage, MailedMessageView, MailSubject, TriageProblem } from '../services/mailbox/triage-model.ts';
import { formatAge, formatInstant } from '../services/platform/time.ts';
import {
  mailAboutButton,
  mailBecause,
  mailCount,
  mailFilterLabels,
  mailFilterOrder,
  mailHandled,
  mailProblemText,
  mailSender,
  mailState,
  mailSummary,
  mailSummaryOf,
  mailWords,
} from '../wording/mailbox.ts';
import { type ActionButton, actionButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { fitCard, type Measure } from './card-size.ts';
import { noticeBox } from './card-top.ts';
import { plain } from './plain-text.ts';
import { cutProse } from './prose.ts';
import { teamListCard } from './team-list.ts';
import { cardTemplate } from './template.ts';
import { oneLine, typedField } from './typed-field.ts';
import { wholeTextCard } from './whole-text.ts';

export type MailedMessageCardView = {
  message: MailedMessageView;
  /** The note as typed, where it came back. */
  typed?: string | undefined;
  problems?: readonly TriageProblem[];
  notice?: CardNotice | undefined;
  newId: () => string;
};

const measures: readonly [Measure, ...Measure[]] = [
  { text: 1500, rows: 3 },
  { text: 700, rows: 3 },
  { text: 300, rows: 2 },
  { text: 80, rows: 1 },
];
const LONGEST_SUBJECT = 160;
/** A name and a whole address, which is never cut. */
const LONGEST_SENDER = 320;
/** More ways than this from one card are more than anybody reads. */
const MOST_ABOUT = 2;
const expand = cardTemplate(import.meta.dirname, 'mailed-message');

/** A message in the shared mailbox that a person has to look at: who wrote it, what it says, and what can be done. */
export function mailedMessageCard(view: MailedMessageCardView): AdaptiveCard {
  return fitCard(measures, (measure) => render(view, measure));
}

function render({ message, typed, problems = [], notice, newId }: MailedMessageCardView, measure: Measure) {
  const { waits } = message;
  const errors = problems.map(mailProblemText);
  return expand({
    kind: mailWords.kind,
    summary: mailSummaryOf(message),
    state: mailState(message),
    heading: plain(oneLine(message.subject || mailWords.noSubject, LONGEST_SUBJECT)),
    urgent: message.urgent ? mailWords.urgent : null,
    notice: noticeBox(notice),
    because: waits || message.state === 'left-alone' ? mailBecause(message.because) || null : null,
    facts: facts(message),
    saysTitle: mailWords.says,
    says: says(message, measure),
    handled: message.handled && {
      by: plain(mailHandled(message.handled)),
      note: message.handled.note === null ? null : cutProse(message.handled.note, measure.text),
    },
    field: waits
      ? {
          intro: message.canBecomeDraft ? mailWords.draftIntro : null,
          ...typedField({ label: mailWords.note(doneTitle(message)), typed, errors }, measure.text),
        }
      : null,
    actions: buttons(message, measure, newId).map(actionButton),
  });
}

function facts(message: MailedMessageView): { title: string; value: string; tone: string }[] {
  const { sender, receivedAt, attachments } = message;
  const fact = (title: string, value: string, tone = 'default') => [{ title, value: plain(value), tone }];
  return [
    ...fact('From', oneLine(mailSender(message), LONGEST_SENDER)),
    ...(sender === null
      ? []
      : fact(
          'Sender',
          sender.checked ? mailWords.checked : mailWords.notChecked,
          sender.checked ? 'default' : 'attention',
        )),
    ...fact('Received', formatInstant(receivedAt)),
    ...(attachments === 0 ? [] : fact('Files', mailWords.files(attachments))),
  ];
}

function says({ text, waits }: MailedMessageView, measure: Measure): string {
  if (text === null) return waits ? mailWords.notRead : mailWords.notKept;
  return text.trim() === '' ? mailWords.saysNothing : cutProse(text, measure.text);
}

/** Where no draft can be made, there is no other way to tell it from. */
function doneTitle({ canBecomeDraft }: MailedMessageView): string {
  return canBecomeDraft ? mailWords.doneOtherwise : mailWords.done;
}

function buttons(message: MailedMessageView, measure: Measure, newId: () => string): ActionButton[] {
  const { id: mailedMessageId, text, about, waits } = message;
  const settle = (answer: string) => ({
    verb: 'settle-mailed-message',
    data: { mailedMessageId, answer, press: newId() },
  });
  return [
    ...(message.canBecomeDraft
      ? [{ title: mailWords.draft, verb: 'draft-mailed-message', data: { mailedMessageId } }]
      : []),
    ...(waits ? [{ title: doneTitle(message), ...settle('done') }] : []),
    ...(waits ? [{ title: mailWords.nothing, ...settle('nothing') }] : []),
    ...(text !== null && text.trim().length > measure.text
      ? [{ title: mailWords.showAll, verb: 'show-mailed-text', data: { mailedMessageId, page: 1 } }]
      : []),
    ...about.slice(0, Math.min(MOST_ABOUT, measure.rows)).map(aboutButton),
    { title: mailWords.list, verb: 'show-mailbox', data: { filter: 'waiting', page: 1 } },
  ];
}

function aboutButton(about: MailSubject): ActionButton {
  const title = mailAboutButton(about);
  switch (about.what) {
    case 'request':
      return { title, verb: 'show-request', data: { requestId: about.requestId } };
    case 'meeting':
      return { title, verb: 'show-meeting', data: { meetingId: about.meetingId } };
    case 'referral':
      return { title, verb: 'show-triage', data: { referralId: about.referralId } };
    case 'question':
      return { title, verb: 'show-service-question', data: { questionId: about.questionId } };
  }
}

/** Every word of a message, on as many pages as it takes. */
export function mailedTextCard(message: MailedMessageView, page: number): AdaptiveCard {
  return wholeTextCard({
    reference: mailWords.kind,
    name: mailSender(message),
    heading: mailWords.says,
    parts: [
      { title: plain(oneLine(message.subject || mailWords.noSubject, LONGEST_SUBJECT)), text: message.text ?? '' },
    ],
    page,
    ids: { mailedMessageId: message.id },
    verbs: { pages: 'show-mailed-text', back: 'show-mailed-message' },
  });
}

function marksOf({ urgent, sender }: MailboxPage['items'][number]): string[] {
  return [
    ...(urgent ? [mailWords.urgentMark] : []),
    ...(sender !== null && !sender.checked ? [mailWords.notCheckedMark] : []),
  ];
}

/** A list of the mailbox: what waits for a person, or what was left alone lately. */
export function mailboxCard(list: MailboxPage, now: Date, notice?: CardNotice): AdaptiveCard {
  return teamListCard({
    heading: mailSummary.list,
    said: mailCount(list),
    filters: mailFilterOrder.map((filter) => ({
      title: mailFilterLabels[filter],
      isChosen: filter === list.filter,
      verb: 'show-mailbox',
      data: { filter, page: 1 },
    })),
    rows: list.items.map((item) => ({
      title: mailSender(item),
      marks: list.filter === 'waiting' ? marksOf(item) : [],
      state: null,
      lines: [item.subject || mailWords.noSubject],
      detail: `${list.filter === 'waiting' ? '' : `${mailBecause(item.because)} · `}received ${formatAge(item.receivedAt, now)}`,
      open: { title: 'Open', verb: 'show-mailed-message', data: { mailedMessageId: item.id } },
    })),
    page: list.page,
    pages: list.pages,
    turn: { verb: 'show-mailbox', data: { filter: list.filter } },
    also: [],
    notice,
  });
}
