import { meetingView } from '../../meetings/meeting-view.ts';
import { howAsked } from '../../meetings/proposal-view.ts';
import { findMeeting } from '../../meetings/store.ts';
import { dayOf } from '../../platform/time.ts';
import { type DeliveryRow, wasInvited } from '../delivery-store.ts';
import { chatOfAddress } from '../facts-store.ts';
import { mailFrame } from '../mail-frame.ts';
import { namesOfFamily, placeToWrite } from '../place-to-write.ts';
import { todoKeys } from '../todos.ts';
import type { ProposalMailView } from '../words-port.ts';
import { type Composed, type Composer, mailTo, meetingAndInvitee, nothing, pageOf } from './composer.ts';
import { teamReceiver } from './team-receiver.ts';

type About = NonNullable<Awaited<ReturnType<typeof meetingAndInvitee>>>;

/**
 * Asks somebody invited which of the times suit, or reminds them that they have not said: by a card where their address is
 * known in Teams, else by mail with a personal link. Nobody is asked whose answer would come too late, nor the family before
 * there is a ground for sharing.
 */
export const composeProposal: Composer = async (deps, delivery) => {
  const about = await meetingAndInvitee(deps, delivery);
  if (about === null) return nothing('gone');
  const { meeting, invitee } = about;
  const { proposal } = meeting;
  if (proposal === null || proposal.id !== delivery.detail?.proposalId) return nothing('superseded');
  if (proposal.state !== 'open' || proposal.deadline <= deps.clock.now()) return nothing('not-open');
  const reminder = delivery.kind === 'proposal-chaser';
  if (proposal.answered.some(({ inviteeId }) => inviteeId === invitee.id)) return nothing('answered');
  if (reminder && !proposal.waitingFor.includes(invitee.id)) return nothing('not-waited-for');
  const held = heldBack(about, proposal.id);
  if (held !== null) return held;
  const professionalId = await chatFor(deps, delivery, about);
  if (professionalId === null) return mailed(deps, delivery, about, { ...proposal, reminder });
  const message = {
    kind: 'proposal',
    inviteeId: invitee.id,
    ...(reminder ? { reminder: true as const } : {}),
  } as const;
  return { do: 'post', receiver: { to: 'professional', professionalId }, message };
};

/** What stands in the place of a question that may not be sent; null where it may. */
function heldBack({ meeting, invitee }: About, proposalId: string): Composed | null {
  const how = howAsked(invitee, meeting.sharing);
  if (how === 'by-us') return null;
  const todo = { requestId: meeting.requestId, meetingId: meeting.id, inviteeId: invitee.id };
  return nothing(how, [
    how === 'held-until-basis'
      ? { ...todo, kind: 'speak-first', eventKey: todoKeys.speakFirst(meeting.id, invitee.id) }
      : { ...todo, kind: 'ask-by-hand', eventKey: todoKeys.askByHand(proposalId, invitee.id) },
  ]);
}

/** Whose chat to use; null: by mail. The person and their family are written to, whatever else they use. */
async function chatFor(
  deps: Parameters<Composer>[0],
  { detail }: DeliveryRow,
  { invitee }: About,
): Promise<string | null> {
  const isFamily = invitee.kind === 'individual' || invitee.kind === 'carer';
  if (isFamily || detail?.to === 'mail' || invitee.email === null) return null;
  return chatOfAddress(deps.db, invitee.email);
}

async function mailed(
  deps: Parameters<Composer>[0],
  delivery: DeliveryRow,
  { meeting, invitee }: About,
  asked: Pick<ProposalMailView, 'slots' | 'deadline' | 'reminder'>,
): Promise<Composed> {
  const { slots, deadline, reminder } = asked;
  const view: ProposalMailView = {
    ...mailFrame(deps),
    ...placeToWrite(meeting.place, namesOfFamily(meeting)),
    reference: meeting.reference,
    lengthMinutes: meeting.lengthMinutes,
    slots: slots.map(({ startsAt, endsAt }) => ({ startsAt, endsAt })),
    deadline,
    reminder,
    url: await pageOf(deps, invitee),
    receiver: invitee.kind,
  };
  const to = { name: invitee.name, email: invitee.email ?? '' };
  return mailTo(deps, delivery, to, { content: deps.words.proposal(view), part: 'reference-only' });
}

/** Tells whoever was asked that the team has taken the question back. Another one in its place is told by itself. */
export const composeProposalWithdrawn: Composer = async (deps, delivery) => {
  const about = await meetingAndInvitee(deps, delivery);
  if (about === null) return nothing('gone');
  const { meeting, invitee } = about;
  const { proposal, reference } = meeting;
  if (proposal?.id !== delivery.detail?.proposalId || proposal?.state !== 'withdrawn') return nothing('superseded');
  if (meeting.state !== 'being-arranged') return nothing('told-otherwise');
  const asked = { meetingId: meeting.id, inviteeId: invitee.id, otherThan: delivery.id };
  if (invitee.email === null || !(await wasInvited(deps.db, asked, ['proposal']))) return nothing('not-asked');
  const content = deps.words.proposalWithdrawn({ ...mailFrame(deps), reference, receiver: invitee.kind });
  const to = { name: invitee.name, email: invitee.email };
  return mailTo(deps, delivery, to, { content, part: 'reference-only' });
};

/**
 * The card that tells the chair, or whoever owns the request, how a proposal stands: enough people can come at one of its
 * times, one was booked by itself, or it closed without one. Nothing where that is no longer so.
 */
export const composeProposalNews: Composer = async (deps, delivery) => {
  const now = deps.clock.now();
  const rows = delivery.meetingId === null ? null : await findMeeting(deps.db, delivery.meetingId, dayOf(now));
  if (rows === null) return nothing('gone');
  const { id: meetingId, state, proposal } = meetingView(rows, now, deps.policy);
  if (proposal === null || proposal.id !== delivery.detail?.proposalId) return nothing('superseded');
  const isReached = proposal.slots.some(({ quorate, startsAt }) => quorate === 'yes' && startsAt > now);
  const isAhead = state === 'being-arranged' && (proposal.state === 'open' || proposal.state === 'closed');
  const isSo =
    delivery.kind === 'proposal-booked'
      ? state === 'booked' && proposal.state === 'chosen'
      : isAhead && isReached === (delivery.kind === 'quorum-reached');
  if (!isSo) return nothing('no-longer-so');
  const receiver = await teamReceiver(deps.db, delivery, delivery.professionalId);
  const kind = delivery.kind as 'quorum-reached' | 'proposal-booked' | 'proposal-closed';
  return { do: 'post', receiver, message: { kind, meetingId } };
};
