import type { MailState } from './model.ts';

/**
 * Why a person has to look at a message.
 * - 'words-of-danger': a draft was made of it and its sender is asked for what is missing, which must not be waited for
 * - 'not-placed': somebody's message about which the service can do nothing
 * - 'asks-nothing': it goes on in a conversation about a request · 'no-author': nobody can be answered
 * - 'draft-sent': it says what a request lacked that its sender has sent meanwhile
 * - 'too-many': more requests of one sender in a day than the service makes of mails
 * - 'too-many-replies': the same of one that answers our question about a draft, and was not added to it
 * - 'automatic-request': its subject is that of a request, and a program seems to have written it
 * - 'too-large', 'unreadable', 'not-handled': it could not be read, or nothing came of it
 * - 'reply-not-checked': a calendar program's answer to an invitation, and it is not sure who sent it
 * - 'bounce-unknown': something came back, and it is not clear what
 * - the others: it seems to answer a question to a service, and was not taken as the answer
 */
export const triageReasons = [
  'words-of-danger',
  'not-placed',
  'asks-nothing',
  'draft-sent',
  'no-author',
  'too-many',
  'too-many-replies',
  'automatic-request',
  'too-large',
  'unreadable',
  'not-handled',
  'bounce-unknown',
  'reply-not-checked',
  'other-sender',
  'not-checked',
  'question-closed',
  'answered-already',
  'answer-too-long',
  'answer-empty',
] as const;
export type TriageReason = (typeof triageReasons)[number];

/** What a message seems to be about, with the way there. */
export type MailSubject =
  | { what: 'request'; reference: string; requestId: string }
  | { what: 'meeting'; reference: string; meetingId: string }
  | { what: 'referral'; reference: string; referralId: string }
  | { what: 'question'; reference: string; questionId: string };

/** A message as the team sees it. */
export type MailedMessageView = {
  id: string;
  version: number;
  state: MailState;
  /** A code: of one that waits a TriageReason, of one that was left alone why. */
  because: string | null;
  /** Null where the message names nobody. */
  sender: { name: string; address: string; checked: boolean } | null;
  receivedAt: Date;
  /** A person of the team still has to look at it. */
  waits: boolean;
  /** It waits, and its words speak of danger. */
  urgent: boolean;
  subject: string | null;
  /** Null where it could not be read, or is kept no longer. */
  text: string | null;
  attachments: number;
  /** What it names, or what the mail of ours was about that it answers. */
  about: MailSubject[];
  /** A draft can be made of it for whoever wrote it. */
  canBecomeDraft: boolean;
  /** Drafts that were made of it. */
  drafts: number;
  handled: { by: { id: string; name: string } | null; at: Date; note: string | null } | null;
};

/** What the list of the mailbox shows: what waits for a person, or what was left alone lately. */
export const mailFilters = ['waiting', 'left-alone'] as const;
export type MailFilter = (typeof mailFilters)[number];

/** One page of the mailbox. What waits comes oldest first, after what speaks of danger; what was left alone, newest. */
export type MailboxPage = {
  filter: MailFilter;
  page: number;
  pages: number;
  total: number;
  items: Pick<MailedMessageView, 'id' | 'because' | 'sender' | 'receivedAt' | 'subject' | 'urgent'>[];
};

/** What somebody of the team says of a message that they have looked at. */
export const triageAnswers = ['done', 'nothing'] as const;
export type TriageAnswer = (typeof triageAnswers)[number];

/** Why it was not taken. */
export type TriageProblem = { field: 'note'; problem: 'missing' | 'too-long' };
