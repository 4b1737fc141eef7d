import type { UnansweredKind } from '../services/mailbox/model.ts';
import type {
  MailboxPage,
  MailedMessageView,
  MailFilter,
  MailSubject,
  TriageProblem,
  TriageReason,
} from '../services/mailbox/triage-model.ts';
import { MAX_TEXT } from '../services/mbe-requests/model.ts';
import { formatInstant } from '../services/platform/time.ts';
import { MAX_ANSWER } from '../services/service-questions/model.ts';
import { mailboxFolders } from './mailbox-folders.ts';
import { type StateWords, urgentWords } from './team-request.ts';

const counted = new Intl.NumberFormat('en-GB');

/** What the team reads about a message in the shared mailbox. */
export const mailWords = {
  kind: 'Email to the shared mailbox',
  noSubject: 'No subject',
  nobody: 'We could not read who wrote it',
  checked: '✓ Checked: it was sent from this address',
  notCheckedMark: '! Sender not checked',
  notChecked: '! Not checked: somebody else may have used this address',
  says: 'What it says',
  saysNothing: 'It has no text.',
  notKept: 'What it says is not kept here any more. The email itself is in the mailbox.',
  notRead: `Open it in the mailbox to see what it says: it is in the folder “${mailboxFolders['to-look-at']}”.`,
  files: (many: number) => `${many === 1 ? '1 file' : `${many} files`}, not kept here: open the email in the mailbox`,
  urgent: `Urgent: ${urgentWords['words-of-danger']}`,
  urgentMark: `! Urgent: ${urgentWords['words-of-danger']}`,
  note: (done: string) => `What was done? (required for “${done}”)`,
  draft: 'Make a draft for them',
  done: 'Done',
  doneOtherwise: 'Done another way',
  nothing: 'Nothing to do',
  showAll: 'Show all',
  list: 'Mailbox',
  draftIntro:
    'If they want a meeting, press “Make a draft for them”: they are asked to check what we understand of it, add what is missing, and send it.',
} as const;

/** What a notification or a lock screen may show: nothing of the message. */
export const mailSummary = {
  waiting: 'An email to look at',
  urgent: 'An urgent email to look at',
  settled: 'An email that was looked at',
  list: 'Mailbox',
} as const;

/** The same of one email. */
export function mailSummaryOf({ waits, urgent }: Pick<MailedMessageView, 'waits' | 'urgent'>): string {
  if (!waits) return mailSummary.settled;
  return urgent ? mailSummary.urgent : mailSummary.waiting;
}

const because: Record<TriageReason, string> = {
  'words-of-danger':
    'It asks for a meeting and is not a request yet: whoever wrote it is asked to complete it. Do not wait for that. Read it now, and contact them.',
  'not-placed': 'Somebody wrote to the mailbox, and we cannot tell what for. Please look at it.',
  'asks-nothing': 'It continues a conversation about a request. We could not tell whether it asks for anything.',
  'draft-sent':
    'It answers our question about a request that was sent meanwhile, so nothing was changed. Please see whether it says anything new.',
  'no-author': 'It does not name one sender, so we made no request of it.',
  'too-many':
    'Many requests have come today from this address, or from senders who are not checked, so we made none of this one. If it is meant, make a draft for them.',
  'too-many-replies':
    'Many emails have come today from this address. This one answers our question about a draft, and was not added to it. Ask them to complete the draft.',
  'automatic-request':
    'Its subject asks for a meeting, but a program seems to have sent it, or it went to many at once. So we made no request of it.',
  'too-large': 'It is too large to be read here.',
  unreadable: 'We could not read it.',
  'not-handled':
    'We tried several times and could not deal with it. Please do it yourself, and tell whoever looks after this service.',
  'reply-not-checked':
    'It seems to answer an invitation, but we cannot be sure who sent it. So no answer was recorded: ask them whether they come.',
  'bounce-unknown':
    'An email of ours came back, and we cannot tell which one. See whom it did not reach, and tell them another way.',
  'other-sender':
    'It seems to answer a question to a service, but it comes from another address than the one we asked. So it was not taken as their answer.',
  'not-checked':
    'It seems to answer a question to a service, but we cannot be sure who sent it. So it was not taken as their answer.',
  'question-closed':
    'It seems to answer a question to a service that was withdrawn, or that nothing may be told or asked about now. It was not taken as their answer.',
  'answered-already':
    'It goes on about a question that the service has already answered. Their answer stays as it is: an email does not change it.',
  'answer-too-long': `It seems to answer a question to a service, but it is longer than the ${counted.format(MAX_ANSWER)} characters we take as an answer. Read it here.`,
  'answer-empty': 'It answers a question to a service, and says nothing new.',
};

const leftAlone: Record<UnansweredKind | 'gone' | 'delayed' | 'receipt' | 'copy', string> = {
  'automatic-reply': 'Automatic reply',
  newsletter: 'Sent to many at once',
  loop: 'Our own email come back',
  'calendar-answer': 'Answer to an invitation',
  automatic: 'Sent by a program',
  gone: 'It was gone before we read it',
  delayed: 'One of our emails is late',
  receipt: 'A receipt for one of our emails',
  copy: 'A copy of an email that we have',
};

/** Why a person has to look at a message, or why it was left alone. */
export function mailBecause(code: string | null): string {
  return Object.entries({ ...because, ...leftAlone }).find(([key]) => key === code)?.[1] ?? '';
}

/** Where a message stands. */
export function mailState({ state, waits }: Pick<MailedMessageView, 'state' | 'waits'>): StateWords {
  switch (waits ? 'to-triage' : state) {
    case 'received':
    case 'to-triage':
      return { words: '● To look at', tone: 'accent' };
    case 'request-made':
      return { words: '✓ Became a request', tone: 'default' };
    case 'draft-kept':
      return { words: '✓ Became a draft', tone: 'default' };
    case 'question-answered':
      return { words: '✓ Taken as an answer', tone: 'default' };
    case 'bounce-noted':
      return { words: '✓ Noted: an email came back', tone: 'default' };
    case 'left-alone':
      return { words: '○ Left alone', tone: 'default' };
    case 'triaged':
      return { words: '✓ Looked at', tone: 'default' };
  }
}

/** Longest name of a sender, in characters: anybody can call themselves anything, and the address is what counts. */
const LONGEST_NAME = 40;

/** Who wrote it: 'Jo Example (jo@example.org)'. Free text: escape it for a card. */
export function mailSender({ sender }: Pick<MailedMessageView, 'sender'>): string {
  if (sender === null) return mailWords.nobody;
  const { name, address } = sender;
  if (name === '' || name.toLowerCase() === address) return address;
  return `${name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME).toWellFormed().trimEnd()}…` : name} (${address})`;
}

/** Who dealt with it and when. A name is free text: escape it for a card. */
export function mailHandled({ by, at }: NonNullable<MailedMessageView['handled']>): string {
  return by === null ? formatInstant(at) : `Dealt with by ${by.name}, ${formatInstant(at)}`;
}

/** The way to what a message seems to be about. */
export function mailAboutButton(about: MailSubject): string {
  return `Show ${about.reference}`;
}

/** What is wrong with a note. */
export function mailProblemText({ problem }: TriageProblem): string {
  return problem === 'missing'
    ? 'Say in a few words what was done, for example “Called them” or “Passed on to the panel”.'
    : `Shorten this to ${counted.format(MAX_TEXT)} characters or fewer.`;
}

export const mailFilterLabels: Record<MailFilter, string> = { waiting: 'To look at', 'left-alone': 'Left alone' };

/** The lists of the mailbox, in the order of their buttons. */
export const mailFilterOrder: readonly MailFilter[] = ['waiting', 'left-alone'];

/** '2 emails wait for somebody to look at them. Urgent ones come first, then the oldest.' */
export function mailCount({ filter, total, page, pages }: Omit<MailboxPage, 'items'>): string {
  const which = pages > 1 ? `, page ${page} of ${pages}` : '';
  if (filter === 'waiting') {
    if (total === 0) return 'No email waits for somebody to look at it.';
    return total === 1
      ? '1 email waits for somebody to look at it.'
      : `${total} emails wait for somebody to look at them${which}. Urgent ones come first, then the oldest.`;
  }
  if (total === 0) return 'No email was left alone in the last month.';
  const many = total === 1 ? '1 email was' : `${total} emails were`;
  return `${many} not answered in the last month, because no person seems to have written them to us${which}. Each is in the mailbox.`;
}

/** Why something about a message was not done. A name is free text: escape it for a card. */
export type MailRefusal =
  | { reason: 'not-allowed' | 'not-found' | 'no-draft' }
  | { reason: 'already-settled'; by: string | null };

/** The same in words. */
export function mailRefusalText(refusal: MailRefusal): string {
  switch (refusal.reason) {
    case 'not-allowed':
      return 'Only the DSR team can do this. Nothing was changed.';
    case 'not-found':
      return 'This email is not there any more. Nothing was changed.';
    case 'no-draft':
      return 'No draft can be made of this email: we could not read what it says, or who wrote it. Nothing was changed.';
    case 'already-settled':
      return refusal.by === null
        ? 'This was dealt with already. Here is how it stands now.'
        : `${refusal.by} was first: it is dealt with already. Here is how it stands now.`;
  }
}

/** What has just been done. */
export const mailDone = {
  settled: 'Thank you. It is marked as looked at.',
  drafted: 'A draft was made. Whoever wrote the email is asked to check it.',
} as const;
