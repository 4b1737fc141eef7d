import type { CalendarDay } from '../platform/time.ts';
import type { AnsweredByProblem } from '../sign-in/answered-by.ts';
import type { AnsweredBy } from '../sign-in/model.ts';

/** Where a question to one service stands. 'withdrawn': nothing is asked any more, and nothing of it is shown outside. */
export const questionStates = ['asked', 'answered', 'withdrawn'] as const;
export type QuestionState = (typeof questionStates)[number];

/** Longest question, and longest field of an answer, in characters. The limits are ours: a question is read on a phone. */
export const MAX_QUESTION = 1000;
export const MAX_ANSWER = 2000;

/** A question as it was typed. */
export type TypedQuestion = { organisationIds: readonly string[]; text: string; dueDay: string };

/** Why a question can't be asked so. */
export type QuestionProblem =
  | { field: 'text'; problem: 'missing' | 'too-long' }
  | { field: 'dueDay'; problem: 'missing' | 'not-a-date' | 'in-the-past' }
  | { field: 'organisationIds'; problem: 'missing' | 'unknown-choice' }
  /**
   * Of one organisation. 'no-address': neither a contact nor a duty inbox. 'address-shared': its address is also read by an
   * organisation without an agreement.
   */
  | {
      field: 'organisationIds';
      problem: 'no-agreement' | 'no-address' | 'address-shared';
      organisation: string;
    };

/** The parts of an answer, in the order in which they are asked. */
export const answerFields = ['offered', 'since', 'inTheWay'] as const;
export type AnswerField = (typeof answerFields)[number];

/** An answer as it was typed: what is being offered, since when, what is in the way. */
export type TypedAnswer = Record<AnswerField, string>;

/** What is wrong with an answer. */
export type AnswerProblem = { field: AnswerField; problem: 'missing' | 'too-long' } | AnsweredByProblem;

/** What a service answered. Parts it said nothing of are null. */
export type ServiceAnswer = { offered: string; since: string | null; inTheWay: string | null };

/** How an answer came: on the question's page, or as a reply to its mail. */
export const answeredVias = ['page', 'email'] as const;
export type AnsweredVia = (typeof answeredVias)[number];

/** One service that is asked, as the team sees it. */
export type AskedService = {
  receiverId: string;
  organisation: string;
  /** To whom the question went: a contact, or the duty inbox under the organisation's name. */
  name: string;
  email: string;
  state: QuestionState;
  overdue: boolean;
  /** `by`: from a shared inbox, who it was; an email says that itself. `offered` of an email is all that it says. */
  answer: (ServiceAnswer & { by: AnsweredBy | null; via: AnsweredVia; at: Date }) | null;
};

/** A question to services on behalf of somebody on the register. */
export type ServiceQuestionView = {
  id: string;
  entryId: string;
  /** QUE-2026-0007 */
  reference: string;
  text: string;
  dueDay: CalendarDay;
  askedBy: string;
  askedAt: Date;
  services: AskedService[];
};

/** The same with whom it is about, for its own card. */
export type WholeQuestion = ServiceQuestionView & { dsrReference: string; personName: string; today: CalendarDay };

/** What one service's page shows. Without `shown` nothing about the person, and not the question. */
export type AskedQuestionView = {
  receiverId: string;
  reference: string;
  organisation: string;
  dueDay: CalendarDay;
  today: CalendarDay;
  version: number;
  state: QuestionState;
  /** Null while consent or agreement does not hold, and once it was withdrawn. */
  shown: { personName: string; text: string } | null;
  answer: (ServiceAnswer & { at: Date }) | null;
  /** A first answer is taken also after the due day; one that was given can be put right until then. */
  canAnswer: boolean;
};
