import type { AnsweredBy } from '../sign-in/model.ts';

/** A proposal asks those invited about up to so many times (the limit is ours: nobody reads more on a phone). */
export const MAX_SLOTS = 6;

export const proposalStates = ['open', 'chosen', 'closed', 'replaced', 'withdrawn'] as const;
export type ProposalState = (typeof proposalStates)[number];

export const slotAnswers = ['yes', 'if-need-be', 'no'] as const;
export type SlotAnswerCode = (typeof slotAnswers)[number];

/** One of its times, with what each invitee has said of it. */
export type SlotView = {
  id: string;
  startsAt: Date;
  endsAt: Date;
  answers: { inviteeId: string; answer: SlotAnswerCode }[];
  /** Whether it would be quorate by the answers so far. */
  quorate: 'yes' | 'maybe' | 'no';
};

/** A proposal in its present state, as the team sees it. */
export type ProposalView = {
  id: string;
  state: ProposalState;
  version: number;
  deadline: Date;
  autoBook: boolean;
  slots: SlotView[];
  answered: { inviteeId: string; at: Date; note: string | null; answeredBy: AnsweredBy | null }[];
  /** Invitees who are asked and have not answered. */
  waitingFor: string[];
  chosenSlotId: string | null;
};

/** A proposal as somebody who is asked sees it. Nothing about the person: there is no field for it. */
export type InviteeProposal = {
  inviteeId: string;
  meetingId: string;
  reference: string;
  lengthMinutes: number;
  /** null = online, or a place that may not be written down */
  place: string | null;
  /** The place says who the person is, so it is left out: whoever comes asks for it. */
  placeWithheld: boolean;
  deadline: Date;
  state: ProposalState;
  /** `mine`: what this invitee has answered. */
  slots: { id: string; startsAt: Date; endsAt: Date; mine: SlotAnswerCode | null }[];
  note: string | null;
  canAnswer: boolean;
  need: 'required' | 'useful';
  organisationName: string | null;
};

/** What is wrong with an answer: with one of the times, the line beside it, or who answers. */
export type ProposalAnswerProblem = {
  /** The id of a slot, or 'note', 'name', 'jobRole', 'phone'. */
  field: string;
  problem: 'missing' | 'unknown-choice' | 'too-long' | 'not-a-phone-number';
};

/** What is wrong with a proposal that is to be sent. */
export type ProposingProblem = {
  field: 'slots' | 'deadline';
  problem:
    | 'no-times'
    /** Nobody invited can be written to yet. */
    | 'nobody-to-ask'
    | 'too-many-times'
    | 'not-a-time'
    | 'time-in-the-past'
    | 'times-renewed'
    | 'same-time-twice'
    | 'deadline-past'
    /** The first of the times begins before answers are in. */
    | 'deadline-too-late';
};
