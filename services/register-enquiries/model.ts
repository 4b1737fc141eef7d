import type { CalendarDay } from '../platform/time.ts';
import type { DuplicateSign, Identity, PersonOnRecord } from '../referrals/model.ts';

/** What a coordinator can answer. Nothing here is ever answered by the software. */
export const enquiryAnswers = ['on-register', 'not-on-register', 'cannot-say'] as const;
export type EnquiryAnswer = (typeof enquiryAnswers)[number];

/** Somebody on record who may be the one that was asked about. */
export type EnquiryMatch = Identity &
  Pick<PersonOnRecord, 'entries' | 'referrals'> & { id: string; signs: DuplicateSign[] };

/** "Is this person on the register?", with the asker's reason and, once there is one, the answer. */
export type EnquiryView = {
  id: string;
  asker: { id: string; name: string; jobRole: string; organisation: string; phone: string; email: string | null };
  personName: string;
  dateOfBirth: CalendarDay | null;
  nhsNumber: string | null;
  why: string;
  askedAt: Date;
  answer: { answer: EnquiryAnswer; note: string | null; by: { id: string; name: string }; at: Date } | null;
  /** For the DSR team alone, while it is not answered. */
  matches: EnquiryMatch[];
};

/** One page of the questions that wait for an answer, oldest first. */
export type EnquiryList = {
  page: number;
  pages: number;
  total: number;
  items: { id: string; askerName: string; personName: string; askedAt: Date }[];
};

/** A question about the register as it was typed. */
export type TypedEnquiry = { personName: string; dateOfBirth: string; nhsNumber: string; why: string };

/** Why a field of the question was not taken. */
export type AskProblem = {
  field: keyof TypedEnquiry;
  problem:
    | 'missing'
    | 'too-long'
    | 'not-a-date'
    | 'year-of-four-digits'
    | 'in-the-future'
    | 'too-long-ago'
    | 'not-ten-digits'
    | 'check-digit'
    | 'repeated-digits'
    | 'test-number';
};

export type EnquiryProblem = { field: 'answer' | 'note'; problem: 'missing' | 'too-long' | 'unknown-choice' };
