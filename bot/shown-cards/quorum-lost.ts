import { quorumLostCard } from '../../cards/quorum-lost.card.ts';
import { viewMeeting } from '../../services/meetings/view-meeting.ts';
import { formSummary } from '../meeting-forms.ts';
import type { ShownCard, Viewing } from '../turn.ts';
import { showTeamRefusal } from './team-refusal.ts';

/** What is missing since somebody declined, who did, and the way to another time. */
export async function showQuorumLost({ deps, actor }: Viewing, meetingId: string): Promise<ShownCard> {
  const found = await viewMeeting(deps, { actor, meetingId });
  if (!found.ok) return showTeamRefusal(found);
  const meeting = found.value;
  const { version, state, ended, quorum } = meeting;
  return {
    card: quorumLostCard({ meeting }),
    summary: formSummary(meeting, 'not quorate'),
    shows: { card: 'quorum-lost', nounId: meetingId, revision: `${version} ${state} ${ended} ${quorum.state}` },
  };
}
