import { proposalForInviteeCard } from '../cards/proposal-for-invitee.card.ts';
import { viewMeeting } from '../services/meetings/view-meeting.ts';
import { viewProposal } from '../services/proposals/view-proposal.ts';
import type { AgainForInvitee } from './invitee-cards.ts';
import { formSummary, showMeetingRefused } from './meeting-forms.ts';
import type { ShownCard, Turn } from './turn.ts';

/** The times that somebody is asked about, for a coordinator who enters what they said. */
export async function showAnswerFor(
  turn: Turn,
  about: { meetingId: string; requestId?: string | undefined; inviteeId: string },
  again: AgainForInvitee = {},
): Promise<ShownCard> {
  const { deps, actor } = turn;
  const { meetingId, inviteeId, requestId } = about;
  // To see the meeting is the team's alone: an attempt of somebody else is on record.
  const meeting = await viewMeeting(deps, { actor, meetingId });
  if (!meeting.ok) return showMeetingRefused(turn, about, meeting);
  const invitee = meeting.value.invitees.find(({ id }) => id === inviteeId);
  const found = await viewProposal(deps, { actor, address: '', inviteeId });
  if (!found.ok || invitee === undefined) return showMeetingRefused(turn, about, { reason: 'wrong-state' });
  const { typed = {}, problems = [], notice } = again;
  const card = proposalForInviteeCard({
    ...{ proposal: found.value, team: deps.policy.team, typed, problems, notice },
    onBehalfOf: { name: invitee.name, ids: { meetingId, ...(requestId === undefined ? {} : { requestId }) } },
    press: deps.newId(),
    standInPress: deps.newId(),
  });
  return { card, summary: formSummary(meeting.value, 'what somebody said about times') };
}
