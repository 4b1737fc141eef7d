import type { CardNotice } from '../../cards/adaptive-card.ts';
import { proposalAnswersCard } from '../../cards/proposal-answers.card.ts';
import { viewMeeting } from '../../services/meetings/view-meeting.ts';
import { formSummary } from '../meeting-forms.ts';
import type { ShownCard, Viewing } from '../turn.ts';
import { showMeetingForTeam } from './meeting-for-team.ts';
import { showRequestForTeam } from './request-for-team.ts';
import { showTeamRefusal } from './team-refusal.ts';

/** What everybody said to the times they were asked about; the meeting's own card where nothing was asked. */
export async function showProposalAnswers(
  viewing: Viewing,
  meetingId: string,
  notice?: CardNotice,
): Promise<ShownCard> {
  const { deps, actor } = viewing;
  const found = await viewMeeting(deps, { actor, meetingId });
  if (!found.ok) return showTeamRefusal(found);
  const meeting = found.value;
  const { proposal, requestId } = meeting;
  if (proposal === null) {
    return requestId === null
      ? showMeetingForTeam(viewing, meetingId, notice)
      : showRequestForTeam(viewing, requestId, notice);
  }
  const now = deps.clock.now();
  const card = proposalAnswersCard({ meeting, proposal, now, newId: deps.newId, notice });
  const revision = `${meeting.version} ${meeting.state} ${proposal.version} ${proposal.state}`;
  return {
    card,
    summary: formSummary(meeting, 'answers about times'),
    shows: { card: 'proposal-answers', nounId: meetingId, revision },
  };
}
