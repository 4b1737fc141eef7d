import type { LetterFormat } from '../people/model.ts';
import type { SlotAnswerCode } from '../proposals/model.ts';
import type { InviteeResponse } from './model.ts';
import type { WhoComes } from './who-comes.ts';

/** Where a meeting stands, as its family sees it. 'over' until what was agreed is told. */
export type FamilyStage = 'being-arranged' | 'asked' | 'booked' | 'over' | 'told' | 'cancelled' | 'did-not-happen';

/** A time that the family is asked about. */
export type FamilySlot = { id: string; startsAt: Date; endsAt: Date; mine: SlotAnswerCode | null };

/** A meeting as the person, a parent or a carer sees it on their page. There is no field for the person it is about. */
export type FamilyMeetingView = {
  inviteeId: string;
  kind: 'individual' | 'carer';
  /** The format that is kept with them. */
  format: LetterFormat;
  reference: string;
  stage: FamilyStage;
  startsAt: Date | null;
  endsAt: Date | null;
  lengthMinutes: number;
  /** null = online, or a place that may not be written down */
  place: string | null;
  placeWithheld: boolean;
  joinUrl: string | null;
  /** The purpose category in the policy's words. */
  purpose: string | null;
  who: WhoComes[];
  response: InviteeResponse | null;
  bringing: string | null;
  /** What they want to say before it. */
  words: string | null;
  /** Whether it has begun: from then on nothing is said in advance. */
  begun: boolean;
  slots: FamilySlot[];
  /** By when the times are to be answered; null where nobody asks. */
  answerBy: Date | null;
  /** The very text of the letter that a coordinator has released; null before that. */
  agreed: { text: string; on: Date } | null;
};

/** What is wrong with a text of theirs. */
export type FamilyTextProblem = { field: 'text'; problem: 'missing' | 'too-long' };
