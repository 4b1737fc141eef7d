import { z } from 'zod';
import type { CalendarReply } from '../calendar/read-calendar-reply.ts';

/**
 * What can become of a message in the shared mailbox.
 * - 'request-made': a request was made of it · 'draft-kept': drafts were, and the sender is asked for what is missing
 * - 'question-answered': it answered a question to a service · 'bounce-noted': it said that something of ours did not arrive
 * - 'left-alone': nobody wrote it to be answered · 'to-triage': for the team to look at · 'triaged': they have
 */
export const mailStates = [
  'received',
  'request-made',
  'draft-kept',
  'question-answered',
  'bounce-noted',
  'left-alone',
  'to-triage',
  'triaged',
] as const;
export type MailState = (typeof mailStates)[number];

/** What may follow what. A draft that its sender never sends can still be looked after by the team. */
const transitions: Record<MailState, readonly MailState[]> = {
  received: ['request-made', 'draft-kept', 'question-answered', 'bounce-noted', 'left-alone', 'to-triage'],
  'request-made': [],
  'draft-kept': ['triaged'],
  'question-answered': [],
  'bounce-noted': [],
  'left-alone': [],
  'to-triage': ['draft-kept', 'triaged'],
  triaged: [],
};

/** Whether a message may come into another state. */
export function mayBecome(from: MailState, to: MailState): boolean {
  return transitions[from].includes(to);
}

/**
 * Whether a person of the team still has to look at a message: also at one of which a draft was made, where its words speak of
 * danger.
 */
export function waitsForTeam({ state, because }: { state: string; because: string | null }): boolean {
  return state === 'to-triage' || (state === 'draft-kept' && because === 'words-of-danger');
}

/** Longest message that is read at all, in bytes: Exchange Online takes no more than 150 MB, and most servers 25. */
export const MOST_BYTES = 30 * 1024 * 1024;
/** Longest text of a message that is kept, in characters; more is cut, and said to be. */
export const MOST_TEXT = 60_000;
/** Longest subject that is kept, in characters. */
export const MOST_SUBJECT = 250;

/**
 * Whose authentication results count (RFC 8601): the mailbox's own server's, never what a message brings with it.
 * - 'exchange': Exchange Online writes its results on top, without naming itself, and takes other servers' away
 * - 'named': a server that names itself; only results under this name, above everything that came from outside, count
 * - 'nobody': no sender counts as checked
 */
export type ResultsOf = { kind: 'exchange' } | { kind: 'named'; authservId: string } | { kind: 'nobody' };

/** What reading a message needs to know of the mailbox it came into. */
export type MailboxFacts = {
  /** The mailbox's own addresses, in small letters: what comes from them is ours. */
  ownAddresses: readonly string[];
  resultsOf: ResultsOf;
};

/** What a bounce says of one message of ours that did not arrive, or not yet. */
export type Bounce = {
  /** The id of our delivery, as our header x-roundtable-delivery gave it back; null where the report does not have it. */
  deliveryId: string | null;
  /** Message-IDs (with angle brackets) of what may have bounced: of the original within the report first. */
  messageIds: string[];
  /** The status code (RFC 3463), such as '5.1.1'; null where none is given. */
  code: string | null;
  /** 'delayed': it may still arrive, and nothing is lost yet. 'delivered': a receipt that was asked for. */
  outcome: 'failed' | 'delayed' | 'delivered';
};

/**
 * Why a message is never answered.
 * - 'automatic-reply': an absence note, a receipt, a ticket number: a program wrote it because something was sent to it
 * - 'newsletter': to many at once · 'loop': our own mail come back · 'calendar-answer': an answer to an invitation, which
 *   the calendar follows by itself, or which is recorded where the invitation was a mail of ours · 'automatic': some other program's (alerts, notices)
 */
export const unansweredKinds = ['automatic-reply', 'newsletter', 'loop', 'calendar-answer', 'automatic'] as const;
export type UnansweredKind = (typeof unansweredKinds)[number];

/**
 * What a message is, by its headers and structure alone; the first that is true.
 * - 'bounce' · 'unanswered': nobody is written to because of it
 * - 'request': its subject is "MbE request" · 'other': somebody's message; it may answer one of ours (`ReadMessage.answers`)
 */
export type MailKind =
  | { kind: 'bounce'; bounce: Bounce }
  /** `asksForMeeting`: its subject is that of a request all the same, so that somebody ought to look at it. */
  | { kind: 'unanswered'; because: UnansweredKind; asksForMeeting: boolean }
  | { kind: 'request' }
  | { kind: 'other' };

/** A message as it was read: `readMessage` in read-message.ts makes it, whatever the message is like. */
export type ReadMessage = {
  /** With angle brackets; null where the message has none. */
  messageId: string | null;
  /** The one author; null where there is none, several, or none with an address. Address in small letters. */
  from: { name: string; address: string } | null;
  /** The mailbox's own authentication results say that it comes from that address's domain. */
  senderChecked: boolean;
  /** Exchange says that it comes from within the organisation, as its own reports do. */
  fromWithin?: true;
  /** As it stands, in one line, cut at MOST_SUBJECT. */
  subject: string;
  /** 'Fwd:' or the like stands in the subject: then what is forwarded is what is meant. */
  forwarded: boolean;
  /** Everything it says, as text, with its quoted history; cut at MOST_TEXT. HTML is text by then: nothing of it can run. */
  text: string;
  /** The text was longer. */
  cut: boolean;
  /** What its author wrote anew: without quoted history, signature and disclaimer. For answers to mails of ours. */
  newText: string;
  /** How many files came with it; they are not kept. */
  attachments: number;
  /** The one message that is attached, as if it were forwarded within the text; what is attached to that is left out. */
  attached?: string;
  /** Message-IDs (with angle brackets) that it answers, the nearest first: In-Reply-To, then References from the end. */
  answers: string[];
  /** What a calendar program answers to an invitation that went out as a mail; null where none does. */
  calendarReply: CalendarReply | null;
  kind: MailKind;
};

/** The things a mailed request must say (domain.md §2); of item 3 both halves, each asked for by itself. */
export const mailedThings = ['person-name', 'purpose', 'who-to-invite', 'individual-or-family', 'why-no-mdt'] as const;
export type MailedThing = (typeof mailedThings)[number];

/** Something understood, and the text of the message it came from. Both stand in the message as they are here. */
const understoodThing = z.strictObject({ text: z.string(), from: z.string() });
export type UnderstoodThing = z.infer<typeof understoodThing>;

/** What was understood of what a message says of one individual. */
export const understoodPersonSchema = z.strictObject({
  /** The draft or request that was made of it. */
  requestId: z.string().optional(),
  personName: understoodThing.optional(),
  purpose: understoodThing.optional(),
  whoToInvite: understoodThing.optional(),
  whyNoMdt: understoodThing.optional(),
  saysAboutIndividual: understoodThing.optional(),
  saysAboutCarer: understoodThing.optional(),
  nhsNumber: understoodThing.optional(),
  dateOfBirth: understoodThing.optional(),
  invitedEmails: z.array(z.strictObject({ name: z.string().optional(), email: z.string() })),
  /** Ids of directory organisations named in the part on whom to invite. */
  organisationIds: z.array(z.string()),
  /** Lines that belong to none of the things, as they stand. */
  unplaced: z.array(z.string()),
  missing: z.array(z.enum(mailedThings)),
});
export type UnderstoodPerson = z.infer<typeof understoodPersonSchema>;

/** A later message by which its sender added to a draft that was made of an earlier one. */
const mailedAddition = z.strictObject({
  /** The draft. */
  requestId: z.string(),
  /** The message that added to it. */
  mailedMessageId: z.string(),
  /** What was taken out of words that do not say what they are, then or before: its sender has to confirm it. */
  toConfirm: z.array(z.enum(mailedThings)),
  /** Files that came with it: they are in the mailbox alone. */
  files: z.int(),
  /** Its words speak of danger. */
  danger: z.boolean(),
});
export type MailedAddition = z.infer<typeof mailedAddition>;

/** The column `understood` of a mailed message. */
export const understoodMailSchema = z.strictObject({
  /** One for each individual; several are always drafts. */
  people: z.array(understoodPersonSchema),
  /** Who wrote what was forwarded, as the forwarded part names them. */
  onBehalfOf: z.string().nullable(),
  /** What was added to the drafts by later messages, the latest last. */
  additions: z.array(mailedAddition).optional(),
});
export type UnderstoodMail = z.infer<typeof understoodMailSchema>;

/**
 * What the use case `submit-mailed-request` is given, and what came of it. It is called for a stored message in the state
 * 'received' (kind 'request', with an author), or 'to-triage' (a coordinator wants a draft made for its sender). It settles the
 * message itself, in one transaction with the request or drafts and with what its sender is told: state, because, sender,
 * subject, text, understood, attachments, handled by and at. A message that was settled meanwhile changes nothing.
 */
export type MailedRequestInput = {
  mailedMessageId: string;
  read: ReadMessage;
  /** 'draft': whatever it says, a draft (a message from triage). */
  make: 'what-it-is' | 'draft';
  /** The coordinator who wants it; null for the service itself. */
  by: { id: string } | null;
};
export type MailedRequestOutcome = {
  /**
   * 'to-triage': an answer in a conversation that asks for nothing, or a message without an author. 'not-settled': it was
   * settled meanwhile, is a copy, or is one too many of its sender's; nothing was changed.
   */
  state: Extract<MailState, 'request-made' | 'draft-kept' | 'to-triage'> | 'not-settled';
  requestIds: string[];
};

/**
 * What the use case `fill-mailed-draft` is given: a message that answers the mail in which we asked for what a request lacks.
 * As `submit-mailed-request` it settles the message itself, in one transaction with all that follows.
 */
export type MailedReplyInput = {
  mailedMessageId: string;
  read: ReadMessage;
  /** The mail of ours that it answers. */
  deliveryId: string;
};
/**
 * - 'settled': it was added to the draft, or a request was made of both · 'not-settled': something came in between; nothing was
 *   changed, look again
 * - 'own': it stands for itself, whatever it answers: its sender is not checked, it is about somebody else, or the draft is gone
 * - 'not-about-a-draft': what it answers asked for nothing, or asked somebody else
 * - 'asks-nothing': it says nothing of what is missing · 'draft-sent': the draft was sent meanwhile
 */
export type MailedReplyOutcome =
  | 'settled'
  | 'not-settled'
  | 'own'
  | 'not-about-a-draft'
  | 'asks-nothing'
  | 'draft-sent';
