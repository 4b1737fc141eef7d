import { disclosuresCard } from '../../cards/disclosures.card.ts';
import { listDisclosures } from '../../services/disclosures/list-disclosures.ts';
import { viewMeeting } from '../../services/meetings/view-meeting.ts';
import { aboutMeeting, formSummary, showMeetingRefused } from '../meeting-forms.ts';
import { pageNumber } from '../press-data.ts';
import { cardAction } from '../turn.ts';

const data = aboutMeeting.extend({ page: pageNumber });

/** "What was told to whom": everything about the person that has left the team for this meeting. */
export const showDisclosures = cardAction('show-disclosures', data, async (turn, { page, ...about }) => {
  const { deps, actor } = turn;
  const listed = await listDisclosures(deps, { actor, meetingId: about.meetingId });
  if (!listed.ok) return showMeetingRefused(turn, about, listed);
  const meeting = await viewMeeting(deps, { actor, meetingId: about.meetingId });
  if (!meeting.ok) return showMeetingRefused(turn, about, meeting);
  const card = disclosuresCard({ meeting: meeting.value, disclosures: listed.value, page });
  return { card, summary: formSummary(meeting.value, 'what was told to whom') };
});
