import { z } from 'zod';
import type { Basis, BasisEnd } from '../consent/rules.ts';
import type { MailedThing, UnderstoodPerson } from '../mailbox/model.ts';
import type { CalendarDay } from '../platform/time.ts';

/** The states of a request (domain.md §2). */
export const requestStates = [
  'draft',
  'submitted',
  'information-requested',
  'approved',
  'declined',
  'withdrawn',
  'closed',
  'cancelled',
] as const;
export type RequestState = (typeof requestStates)[number];

/** How a request came: in Teams, or on the web pages from an address that was confirmed with a code. */
export const requestReceivedWays = ['teams', 'web', 'mail'] as const;
export type RequestReceivedBy = (typeof requestReceivedWays)[number];

/** Not decided yet, or decided and not over yet: what "queue" lists and what may concern the same individual. */
export const openStates = ['submitted', 'information-requested', 'approved'] as const satisfies RequestState[];

/** Longest free text in characters: four pages; the limit is ours, so that a card stays under Teams' 28 KB. */
export const MAX_TEXT = 4000;
export const MAX_NAME = 120;
export const MAX_INVITEES = 40;
/** Stands for the name of a parent or carer whom the request names by an address alone. */
export const UNNAMED_CARER = 'Parent or carer';

/**
 * What a requester has typed, as they typed it: nothing is required and nothing is checked but its length, so that any
 * half-made draft can be kept. One shape for Teams, the web form and email.
 */
export const typedRequestSchema = z.strictObject({
  personName: z.string().max(20_000).optional(),
  purpose: z.string().max(60_000).optional(),
  whyNoMdt: z.string().max(60_000).optional(),
  /** Asked where the reason for no MDT says too little: was one tried ('yes' or 'no'), when, who came; what would make it possible. */
  mdtTried: z.string().max(50).optional(),
  mdtWhen: z.string().max(20_000).optional(),
  mdtWhoCame: z.string().max(60_000).optional(),
  mdtWouldHelp: z.string().max(60_000).optional(),
  /** For an MDT invitation: addresses of the requester's own colleagues, one a line, and the times found for them. */
  mdtColleagues: z.string().max(60_000).optional(),
  mdtTimes: z.string().max(2_000).optional(),
  /** Ids of directory organisations. */
  organisationIds: z.array(z.string().max(50)).max(200).optional(),
  /** One person a line: name, email. */
  furtherPeople: z.string().max(60_000).optional(),
  individualAnswer: z.string().max(50).optional(),
  individualDetail: z.string().max(60_000).optional(),
  carerAnswer: z.string().max(50).optional(),
  carerDetail: z.string().max(60_000).optional(),
  basis: z.string().max(50).optional(),
  basisDetail: z.string().max(60_000).optional(),
  basisDay: z.string().max(50).optional(),
  nhsNumber: z.string().max(200).optional(),
  dateOfBirth: z.string().max(200).optional(),
  neededBy: z.string().max(200).optional(),
  lengthMinutes: z.string().max(50).optional(),
  place: z.string().max(20_000).optional(),
  /** The requester's own details: asked once, then remembered. Their name where Teams does not say it. */
  requesterName: z.string().max(20_000).optional(),
  jobRole: z.string().max(20_000).optional(),
  organisation: z.string().max(20_000).optional(),
  phone: z.string().max(20_000).optional(),
});
export type TypedRequest = z.infer<typeof typedRequestSchema>;
export type RequestField = keyof TypedRequest;

/** Why a field was not taken. Its words are in wording/field-problems.ts. */
export type FieldProblem = {
  field: RequestField;
  problem:
    | 'missing'
    | 'too-long'
    | 'not-a-date'
    | 'in-the-past'
    | 'in-the-future'
    | 'not-ten-digits'
    | 'check-digit'
    | 'repeated-digits'
    | 'test-number'
    | 'no-invitees'
    | 'too-many'
    | 'no-email'
    | 'bad-email'
    | 'no-name'
    | 'repeated'
    | 'unknown-organisation'
    | 'unknown-choice'
    | 'no-contact-details'
    | 'not-a-length'
    | 'not-a-phone-number'
    /** Holds a name, a date or a long number, and is to stand in invitations. */
    | 'says-who';
  /** The line of a multi-line field, from 1. */
  line?: number;
};

/** Why a field of the team's forms, or an answer or note of the requester's, was not taken. */
export type DecisionProblem = {
  field: 'purposeCategory' | 'reason' | 'note' | 'question' | 'answer';
  problem: 'missing' | 'too-long' | 'unknown-choice';
};

/**
 * Invite the individual (or the parent or carer), or not: an explicit answer, never a default. 'not-said' stands only in a
 * request that came by email, until a coordinator has decided: nobody is invited on the ground of it.
 */
export const inviteAnswers = ['invite', 'do-not-invite', 'not-said'] as const;
export type InviteAnswer = (typeof inviteAnswers)[number];

/** How a request or a draft came by email. */
export type CameByMail = {
  /** Who wrote it, where its sender forwarded somebody else's message. */
  onBehalfOf: string | null;
  /** The mailbox's own server said that it came from its sender's address. */
  senderChecked: boolean;
  /** Files that came with it: they are in the mailbox alone. */
  attachments: number;
  /** Whom to invite as it says it, and what of it found no place elsewhere. */
  said: string | null;
};

/** What was said of an MDT where the reason for none says too little. Nothing of it is required. */
export type MdtAnswers = {
  /** The reason said too little when the request was sent. */
  reasonThin: boolean;
  tried: 'yes' | 'no' | null;
  when: string | null;
  whoCame: string | null;
  wouldHelp: string | null;
};

/** What a requester can choose once their reason for no MDT says too little. */
const mdtChoices = ['mdt-invitation', 'go-on'] as const;
export type MdtChoiceCode = (typeof mdtChoices)[number];

/** A complete request: what submission checks typed fields into. */
export type CompleteRequest = {
  personName: string;
  purpose: string;
  whyNoMdt: string;
  mdt: MdtAnswers;
  organisationIds: string[];
  furtherPeople: { name: string; email: string }[];
  individualAnswer: InviteAnswer;
  /** How to reach them when invited; why not when not. */
  individualDetail: string;
  carerAnswer: InviteAnswer;
  carerDetail: string;
  basis: Basis;
  /** Who made the best-interest decision, or why not yet; null when the person agrees. */
  basisDetail: string | null;
  basisDay: CalendarDay | null;
  nhsNumber: string | null;
  dateOfBirth: CalendarDay | null;
  neededBy: CalendarDay | null;
  lengthMinutes: number;
  /** null = online */
  place: string | null;
  /** As typed by somebody without Teams; null in Teams, which knows it. */
  requesterName: string | null;
  jobRole: string;
  organisation: string;
  phone: string;
};

/** A draft as the cards open it. */
export type DraftView = {
  id: string;
  version: number;
  typed: TypedRequest;
  /** What is remembered of the requester; a null is still to be asked. */
  profile: { jobRole: string | null; organisation: string | null; phone: string | null };
  /** The name of somebody without Teams, '' until they have given it; null in Teams. */
  nameOutside: string | null;
  /** The organisation their email domain suggests. */
  suggestedOrganisation: string | null;
  updatedAt: Date;
  /** Made of an email: what was understood of it, each thing with the text it came from; whether its words speak of danger. */
  fromMail?:
    | (CameByMail & {
        understood: UnderstoodPerson | null;
        danger?: boolean;
        /** Taken out of words that do not say what they are. */
        toConfirm?: readonly MailedThing[];
      })
    | null
    | undefined;
};

export type RequestListItem = {
  id: string;
  reference: string | null;
  state: RequestState;
  version: number;
  personName: string | null;
  updatedAt: Date;
  neededBy: CalendarDay | null;
  /** The time of its meeting while that is booked. */
  bookedFor: Date | null;
};

export type NamedPerson = { id: string; name: string };

/** Who has to do something next. */
export type WaitingFor = 'owner' | 'anybody-in-the-team' | 'requester' | 'invitees' | 'chair' | 'nobody';

/** A request in its present state: what every copy of its card shows. */
export type RequestView = {
  id: string;
  reference: string;
  state: RequestState;
  version: number;
  urgentBecause: ('needed-by-soon' | 'words-of-danger')[];
  personName: string;
  nhsNumber: string | null;
  dateOfBirth: CalendarDay | null;
  purpose: string;
  whyNoMdt: string;
  mdt: MdtAnswers;
  /** Directory organisations and further people asked for. */
  organisations: { id: string; name: string; agreementInForce: boolean }[];
  furtherPeople: { name: string; email: string }[];
  individual: { answer: InviteAnswer; detail: string };
  carer: { answer: InviteAnswer; detail: string };
  basis: { basis: Basis; detail: string | null; day: CalendarDay | null };
  /** Why that basis counts no more. For the DSR team alone: it would tell that the person is, or was, on the register. */
  basisEnded?: BasisEnd;
  neededBy: CalendarDay | null;
  lengthMinutes: number;
  place: string | null;
  receivedBy: RequestReceivedBy;
  requester: NamedPerson & { jobRole: string; organisation: string; phone: string; email: string | null };
  owner: NamedPerson | null;
  submittedAt: Date;
  /** Undecided after this instant is overdue; null once decided or while the requester is asked. */
  decideBy: Date | null;
  overdue: boolean;
  waitingFor: WaitingFor;
  decision: {
    by: NamedPerson;
    at: Date;
    /** A code of the policy's declineReasons; null on approval. */
    reason: string | null;
    note: string | null;
    purposeCategory: string | null;
  } | null;
  endNote: string | null;
  corrections: { field: string; before: string | null; after: string | null; by: NamedPerson }[];
  information: { question: string; by: NamedPerson; at: Date; answer: string | null; answeredAt: Date | null }[];
  /** Other open requests that may concern the same individual: shown to the DSR team only, linked only by a coordinator. */
  maybeSame: {
    requestId: string;
    reference: string;
    state: RequestState;
    personName: string;
    linked: boolean;
    because: ('nhs-number' | 'name')[];
  }[];
  /** The meeting that serves it, the latest if there were several. */
  meetingId: string | null;
  /** It began as an email. */
  mail?: CameByMail | null | undefined;
};

/** What the queue can be narrowed to, in the order in which it is offered. */
export const queueFilters = ['all', 'urgent', 'mine', 'unowned', 'overdue'] as const;
export type QueueFilter = (typeof queueFilters)[number];

/** One line of a request's history; words are made in wording/history.ts. */
export type HistoryLine = {
  at: Date;
  by: NamedPerson | null;
  what: string;
  from: string | null;
  to: string | null;
  /** The reason's code and its words, where there are any. */
  reason: string | null;
  note: string | null;
  /** When a meeting was booked for, or moved to. */
  startsAt: Date | null;
  /** Who was given the request. */
  handedTo: string | null;
  /** What was sent of an outcome: of which version, and how many mails. */
  sent: { version: number; mails: number } | null;
};

export type HistoryView = { request: RequestView; lines: HistoryLine[] };
