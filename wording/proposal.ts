import { formatInstant } from '../services/platform/time.ts';
import type { ProposalState, ProposalView, SlotAnswerCode, SlotView } from '../services/proposals/model.ts';
import type { StateWords } from './team-request.ts';

/** What somebody can say to a time that is asked about. */
export const slotAnswerLabels: Record<SlotAnswerCode, string> = {
  yes: 'Yes',
  'if-need-be': 'If need be',
  no: 'No',
};

/** An answer with a sign before it, for a list. */
const signs: Record<SlotAnswerCode, string> = { yes: '✓ Yes', 'if-need-be': '~ If need be', no: '✕ No' };

/** An answer to a time, with its sign. */
export function slotAnswerWords(answer: SlotAnswerCode): string {
  return signs[answer];
}

/** How one time stands: '3 yes, 1 if need be, 2 no, 4 not answered'. */
export function slotCounts(slot: Pick<SlotView, 'answers'>, waitingFor: number): string {
  const count = (code: SlotAnswerCode) => slot.answers.filter(({ answer }) => answer === code).length;
  const parts = [
    `${count('yes')} yes`,
    ...(count('if-need-be') ? [`${count('if-need-be')} if need be`] : []),
    `${count('no')} no`,
    ...(waitingFor ? [`${waitingFor} not answered`] : []),
  ];
  return parts.join(', ');
}

const states: Record<ProposalState, StateWords> = {
  open: { words: '● Asked which times suit', tone: 'accent' },
  chosen: { words: '✓ A time was chosen', tone: 'default' },
  closed: { words: '! Closed without a time that suits', tone: 'attention' },
  replaced: { words: '○ Replaced by a newer question', tone: 'default' },
  withdrawn: { words: '○ The question was withdrawn', tone: 'default' },
};

/** What became of a question about times. */
export function proposalState(proposal: Pick<ProposalView, 'state'>): StateWords {
  return states[proposal.state];
}

/** By when answers are awaited, and what happens then. */
export function deadlineWords({ state, deadline, autoBook }: ProposalView): string {
  if (state !== 'open') return `Answers were asked for by ${formatInstant(deadline)}`;
  const then = autoBook
    ? '. Then, or as soon as everybody has answered, the best time is booked if enough people can come'
    : '';
  return `Answers by ${formatInstant(deadline)}${then}`;
}

/** How far the answers have come: '3 of 9 answered'. */
export function answeredInBrief({ answered, waitingFor }: Pick<ProposalView, 'answered' | 'waitingFor'>): string {
  return `${answered.length} of ${answered.length + waitingFor.length} answered`;
}
