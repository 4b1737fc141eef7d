import { z } from 'zod';
import { type ProposalView, proposalStates, slotAnswers } from '../proposals/model.ts';
import { answeredBySchema } from '../sign-in/model.ts';
import type { InviteeView, QuorumGroup } from './model.ts';
import { groupsOf, holdersOf, quorumOf, type SeatStanding } from './quorum.ts';
import type { MeetingRows } from './store.ts';

const stateCode = z.enum(proposalStates);
const answerCode = z.enum(slotAnswers);

type Answers = ProposalView['slots'][number]['answers'];

/** How a role stands by the answers to one proposed time: somebody's yes fills it, also a yes if need be. */
export function standingByAnswers(answers: Answers, invitees: readonly Pick<InviteeView, 'id' | 'standsInForId'>[]) {
  const said = new Map(answers.map(({ inviteeId, answer }) => [inviteeId, answer]));
  return (seat: string): SeatStanding => {
    const of = holdersOf(seat, invitees).map(({ id }) => said.get(id));
    if (of.some((answer) => answer === 'yes' || answer === 'if-need-be')) return 'comes';
    return of.every((answer) => answer === 'no') ? 'does-not-come' : 'unknown';
  };
}

/** The latest proposal of a meeting as the team sees it; null where nothing was proposed. */
export function proposalView(
  rows: MeetingRows,
  set: readonly QuorumGroup[] | null,
  invitees: readonly InviteeView[],
): ProposalView | null {
  const [proposal] = rows.proposals;
  if (proposal === undefined) return null;
  const groups = groupsOf(set, invitees);
  const answered = proposal.answers.map(({ inviteeId, answeredAt, note, answeredBy }) => ({
    inviteeId,
    at: answeredAt,
    note,
    answeredBy: answeredBySchema.nullable().parse(answeredBy),
  }));
  const have = new Set(answered.map(({ inviteeId }) => inviteeId));
  return {
    id: proposal.id,
    state: stateCode.parse(proposal.state),
    version: proposal.version,
    deadline: proposal.deadline,
    autoBook: proposal.autoBook,
    chosenSlotId: proposal.chosenSlotId,
    slots: proposal.slots.map(({ id, startsAt, endsAt, answers: rowsOfSlot }) => {
      const answers = rowsOfSlot.map(({ inviteeId, answer }) => ({ inviteeId, answer: answerCode.parse(answer) }));
      return { id, startsAt, endsAt, answers, quorate: quorumOf(groups, standingByAnswers(answers, invitees)) };
    }),
    answered,
    waitingFor: invitees.filter(({ id, email }) => email !== null && !have.has(id)).map(({ id }) => id),
  };
}
