import type { CardNotice } from '../../cards/adaptive-card.ts';
import { meetingForTeamCard } from '../../cards/meeting-for-team.card.ts';
import type { RegisterMeetingView } from '../../services/meetings/register-meeting-model.ts';
import { viewRegisterMeeting } from '../../services/meetings/view-register-meeting.ts';
import { registerMeetingSummary } from '../../wording/register-meeting.ts';
import type { ShownCard, Viewing } from '../turn.ts';
import { showTeamRefusal } from './team-refusal.ts';

/**
 * A meeting of the register in its present state, as the DSR team sees it. Somebody who may not see it gets a sentence
 * instead; the attempt is on record.
 */
export async function showMeetingForTeam(
  { deps, actor }: Viewing,
  meetingId: string,
  notice?: CardNotice,
): Promise<ShownCard> {
  const found = await viewRegisterMeeting(deps, { actor, meetingId });
  if (!found.ok) return showTeamRefusal(found);
  const view = found.value;
  const card = meetingForTeamCard({ view, policy: deps.policy, now: deps.clock.now(), notice });
  const shows = { card: 'meeting-for-team', nounId: meetingId, revision: revisionOf(view) } as const;
  return { card, summary: registerMeetingSummary(view.meeting), shows };
}

/** As of a request's meeting: recording the outcome is one form in three steps, which its first step must not close. */
function revisionOf({ meeting }: RegisterMeetingView): string {
  const { version, state, ended } = meeting;
  const recording = ended && (state === 'booked' || state === 'took-place');
  return recording ? 'outcome' : `${version} ${state} ${ended}`;
}
