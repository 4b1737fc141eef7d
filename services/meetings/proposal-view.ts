import { z } from 'zod';
import type { SharingGround } from '../consent/rules.ts';
import { type ProposalView, proposalStates, slotAnswers } from '../proposals/model.ts';
import { answeredBySchema } from '../sign-in/model.ts';
import { invitationPart } from './disclosure.ts';
import type { InviteeView, QuorumGroup } from './model.ts';
import { groupsOf, holdersOf, quorumOf, type SeatStanding } from './quorum.ts';
import type { MeetingRows } from './store.ts';

const stateCode = z.enum(proposalStates);
const answerCode = z.enum(slotAnswers);

/**
 * How somebody is asked which times suit them: by a card or a link, or not by us. The person and their family are not
 * written to before there is a ground for sharing, nor before the call they have asked for; whoever has no address is asked
 * by hand.
 */
export function howAsked(
  invitee: Pick<InviteeView, 'kind' | 'email' | 'mayKnow' | 'organisation' | 'callFirst'>,
  ground: SharingGround,
): 'by-us' | 'by-hand' | 'held-until-basis' | 'held-until-called' {
  const agreementInForce = invitee.organisation?.agreementInForce ?? false;
  const part = invitationPart({ invitee, agreementInForce, mayKnow: invitee.mayKnow, ground });
  if (part === 'held-until-basis' || part === 'by-hand') return part;
  return invitee.callFirst ? 'held-until-called' : 'by-us';
}

/** Why somebody is not asked by us: what a question that could not be sent says of itself. It may be asked once this is past. */
export const heldBack = ['by-hand', 'held-until-basis', 'held-until-called'] as const satisfies ReturnType<
  typeof howAsked
>[];

/**
 * Who is asked and has not answered. Whoever has somebody standing in for them is not waited for: their place was handed
 * on, and the stand-in is asked instead.
 */
function waitingFor(invitees: readonly InviteeView[], answered: ReadonlySet<string>, ground: SharingGround): string[] {
  const stoodInFor = new Set(invitees.map(({ standsInForId }) => standsInForId));
  return invitees
    .filter((one) => howAsked(one, ground) === 'by-us' && !answered.has(one.id) && !stoodInFor.has(one.id))
    .map(({ id }) => id);
}

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
  ground: SharingGround,
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
    waitingFor: waitingFor(invitees, new Set(answered.map(({ inviteeId }) => inviteeId)), ground),
  };
}
