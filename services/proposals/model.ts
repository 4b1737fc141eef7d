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
