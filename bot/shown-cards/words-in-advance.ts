import { viewMeeting } from '../../services/meetings/view-meeting.ts';
import { botSays } from '../../wording/bot-says.ts';
import type { ShownCard, Viewing } from '../turn.ts';
import { showMeetingForTeam } from './meeting-for-team.ts';
import { showRequestForTeam } from './request-for-team.ts';
import { showTeamRefusal } from './team-refusal.ts';

/** The card of a meeting for which the person or their family has just said something: it stands there, and opens from there. */
export async function showWordsInAdvance(viewing: Viewing, meetingId: string): Promise<ShownCard> {
  const found = await viewMeeting(viewing.deps, { actor: viewing.actor, meetingId });
  if (!found.ok) return showTeamRefusal(found);
  const notice = { tone: 'good', text: botSays.saidInAdvance } as const;
  const { requestId } = found.value;
  return requestId === null
    ? showMeetingForTeam(viewing, meetingId, notice)
    : showRequestForTeam(viewing, requestId, notice);
}
