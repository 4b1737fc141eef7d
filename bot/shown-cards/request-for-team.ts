import type { CardNotice } from '../../cards/adaptive-card.ts';
import { requestForTeamCard } from '../../cards/request-for-team.card.ts';
import type { Actor } from '../../services/access/actor.ts';
import type { RequestView } from '../../services/mbe-requests/model.ts';
import { viewMbeRequest } from '../../services/mbe-requests/view-mbe-request.ts';
import type { MeetingView } from '../../services/meetings/model.ts';
import { viewMeeting } from '../../services/meetings/view-meeting.ts';
import type { Deps } from '../../services/platform/deps.ts';
import { teamSummary } from '../../wording/team-request.ts';
import type { ShownCard } from '../turn.ts';
import { showTeamRefusal } from './team-refusal.ts';

/** Whoever looks: a member of the team in their turn, or the service that brings cards up to date. */
export type Looker = { deps: Deps; actor: Actor };

/**
 * A request with its meeting in their present state, as the DSR team sees them. Somebody who may not see it gets a
 * sentence instead; the attempt is on record.
 */
export async function showRequestForTeam(looker: Looker, requestId: string, notice?: CardNotice): Promise<ShownCard> {
  const { deps, actor } = looker;
  const request = await viewMbeRequest(deps, { actor, requestId });
  if (!request.ok) return showTeamRefusal(request);
  const meeting = await meetingOf(looker, request.value.meetingId);
  if (meeting === 'not-allowed') return showTeamRefusal({ reason: 'not-allowed' });
  const card = requestForTeamCard({
    request: request.value,
    meeting,
    policy: deps.policy,
    now: deps.clock.now(),
    newId: deps.newId,
    ...(notice ? { notice } : {}),
  });
  const shows = { card: 'request-for-team', nounId: requestId, revision: revisionOf(request.value, meeting) } as const;
  return { card, summary: teamSummary(request.value), shows };
}

/**
 * Changes when a form opened on the card would be about a state that is over. Recording the outcome is one form in three
 * steps: its first step moves the meeting on, and must not close the second.
 */
function revisionOf(request: RequestView, meeting: MeetingView | null): string {
  if (meeting === null) return String(request.version);
  const { version, state, ended } = meeting;
  const recording = ended && (state === 'booked' || state === 'took-place');
  return [request.version, recording ? 'outcome' : `${version} ${state} ${ended}`].join(' ');
}

/** The meeting that serves a request; null before there is one. */
export async function meetingOf(
  { deps, actor }: Looker,
  meetingId: string | null,
): Promise<MeetingView | null | 'not-allowed'> {
  if (meetingId === null) return null;
  const meeting = await viewMeeting(deps, { actor, meetingId });
  if (meeting.ok) return meeting.value;
  return meeting.reason === 'not-allowed' ? 'not-allowed' : null;
}
