import { z } from 'zod';
import { type ContactWay, consentRoutes } from '../consent/model.ts';
import type { LetterFormat } from '../people/model.ts';
import type { CalendarDay } from '../platform/time.ts';

/** What a letter is about. Each is drafted in the transaction of what it tells. */
export const letterKinds = [
  'referral-accepted',
  'referral-not-eligible',
  'referral-withdrawn',
  'consent-renewal',
  'consent-withdrawn',
  'entry-ended',
  'meeting-invitation',
  'meeting-agreed',
] as const;
export type LetterKind = (typeof letterKinds)[number];

export const letterReceivers = ['person', 'representative', 'referrer'] as const;
export type LetterReceiver = (typeof letterReceivers)[number];

export const letterStates = ['drafted', 'released', 'told', 'not-needed'] as const;
export type LetterState = (typeof letterStates)[number];

/** Waiting for the team: to be read and released, or to be told by post, by phone or in person. */
export const waitingLetterStates = ['drafted', 'released'] as const satisfies LetterState[];

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const code = z.string().regex(/^[a-z][a-z0-9-]*$/);

/** The facts that the words of each kind are made of: codes and days. Words somebody typed stay in the referral's row. */
export const letterFacts = {
  'referral-accepted': z.strictObject({
    day,
    /** On what authority consent was given, and its last day where it ends. */
    consentRoute: z.enum(consentRoutes),
    consentUntil: day.nullable(),
    /** The day by which the team next talks about the person; null where the area sets none. */
    nextBy: day.nullable(),
    /** Whether they agreed to sharing too, and not to being on the register alone. */
    shared: z.boolean(),
  }),
  'referral-not-eligible': z.strictObject({ day, reason: code }),
  /** `because` where the team ended it; only the person, and who speaks for them, may read that. */
  'referral-withdrawn': z.strictObject({ day, because: z.literal('already-on-register').optional() }),
  /** Who is asked for the new answer: the person, or whoever decides for them. */
  'consent-renewal': z.strictObject({ until: day, decides: z.enum(['person', 'others']) }),
  /**
   * The day on which the entry ended. `wasNotOn` where they had not come onto the register yet; `meetingSoon` where the
   * clinical lead is to decide about a meeting.
   */
  'consent-withdrawn': z.strictObject({
    day,
    wasNotOn: z.literal(true).optional(),
    meetingSoon: z.literal(true).optional(),
  }),
  /** A code of the policy's end reasons. */
  'entry-ended': z.strictObject({ day, reason: code }),
  /** Of the meeting's present time; `moved` where one of their letters was about another. */
  'meeting-invitation': z.strictObject({ moved: z.boolean() }),
  /** One version of the outcome; `corrects` where they were told of an earlier one. */
  'meeting-agreed': z.strictObject({ outcomeId: z.uuid(), version: z.int().positive(), corrects: z.boolean() }),
} as const;

/** A kind with its facts. */
export type LetterSubject = { [K in LetterKind]: { kind: K; facts: z.infer<(typeof letterFacts)[K]> } }[LetterKind];

/** A letter to be drafted. `eventKey` is unique: one event, one receiver. Made by `lettersTo` of receivers.ts. */
export type NewLetter = LetterSubject & {
  eventKey: string;
  referralId?: string | null;
  personId?: string | null;
  entryId?: string | null;
  /** The meeting that it is about, and the invitee whose page shows it. */
  meetingId?: string | null;
  inviteeId?: string | null;
} & LetterTo;

/** Whom a letter goes to and how. `address` is null where nobody has said how to reach them. */
export type LetterTo = {
  receiver: LetterReceiver;
  receiverName: string;
  via: ContactWay;
  address: string | null;
  format: LetterFormat;
};

/** How a mail about a letter stands; null where none was made. */
export type LetterMailState = 'under-way' | 'sent' | 'may-have-been-sent' | 'failed' | null;

/**
 * How much of a letter may leave by e-mail: all of it; or a notice that stands for it, because the address is not marked
 * secure. `notice-and-chat` is for a referrer who reads the outcome in Teams. null where it does not go by e-mail.
 */
export type LetterPart = 'text' | 'notice' | 'notice-and-chat' | null;

/** A letter in its present state, with its very text. */
export type LetterView = LetterTo & {
  id: string;
  kind: LetterKind;
  state: LetterState;
  version: number;
  /** Of the referral, else of the register person. */
  reference: string;
  referralId: string | null;
  meetingId: string | null;
  requestId: string | null;
  personName: string;
  subject: string;
  /** Exactly as it is, or was, sent. */
  text: string;
  /** Of `text`: what is released must be what was read. */
  digest: string;
  ownWords: string | null;
  part: LetterPart;
  mail: LetterMailState;
  createdAt: Date;
  released: { by: string; at: Date } | null;
  told: { on: CalendarDay; how: string; by: string | null } | null;
  /** Why it was not needed. */
  notNeededBecause: string | null;
};

/** One line of what waits to be released or told. */
export type LetterListItem = Pick<
  LetterView,
  'id' | 'kind' | 'state' | 'reference' | 'receiver' | 'receiverName' | 'via' | 'createdAt'
>;

export type LetterList = { page: number; pages: number; total: number; toRelease: number; items: LetterListItem[] };

/** Longest sentence of a coordinator's own. */
export const MAX_OWN_WORDS = 1000;

export type LetterProblem = {
  field: 'ownWords' | 'via' | 'address' | 'format' | 'toldOn' | 'toldHow' | 'why';
  problem: 'missing' | 'too-long' | 'bad-email' | 'unknown-choice' | 'not-a-date' | 'in-the-future' | 'before-release';
};
