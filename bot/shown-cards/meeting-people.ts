import type { CardNotice } from '../../cards/adaptive-card.ts';
import { meetingPeopleCard } from '../../cards/meeting-people.card.ts';
import { viewMeeting } from '../../services/meetings/view-meeting.ts';
import { formSummary } from '../meeting-forms.ts';
import type { ShownCard, Viewing } from '../turn.ts';
import { showTeamRefusal } from './team-refusal.ts';

/** Everybody invited to a meeting, and whether it is quorate. */
export async function showMeetingPeople(
  { deps, actor }: Viewing,
  about: { meetingId: string; page?: number },
  notice?: CardNotice,
): Promise<ShownCard> {
  const found = await viewMeeting(deps, { actor, meetingId: about.meetingId });
  if (!found.ok) return showTeamRefusal(found);
  const card = meetingPeopleCard({ meeting: found.value, page: about.page ?? 1, notice });
  return { card, summary: formSummary(found.value, 'people and quorum') };
}
