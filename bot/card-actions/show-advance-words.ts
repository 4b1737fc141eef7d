import { wholeTextCard } from '../../cards/whole-text.ts';
import { viewMeeting } from '../../services/meetings/view-meeting.ts';
import { formatInstant } from '../../services/platform/time.ts';
import { aboutMeeting, formSummary } from '../meeting-forms.ts';
import { pageNumber } from '../press-data.ts';
import { showTeamRefusal } from '../shown-cards/team-refusal.ts';
import { cardAction } from '../turn.ts';

const data = aboutMeeting.extend({ page: pageNumber });

/** "What they want to say": every word that the person and their family have sent before the meeting. */
export const showAdvanceWords = cardAction('show-advance-words', data, async (turn, { meetingId, page }) => {
  const { deps, actor } = turn;
  const found = await viewMeeting(deps, { actor, meetingId });
  if (!found.ok) return showTeamRefusal(found);
  const meeting = found.value;
  const nameOf = (id: string) => meeting.invitees.find((invitee) => invitee.id === id)?.name ?? 'The family';
  const parts = meeting.advanceWords.map(({ inviteeId, text, at }) => ({
    title: `${nameOf(inviteeId)}, ${formatInstant(at)}`,
    text,
  }));
  const { id, requestId, reference, personName } = meeting;
  const card = wholeTextCard({
    ...{ reference, name: personName, parts, page },
    heading: 'What they want to say',
    ids: { meetingId: id, ...(requestId === null ? {} : { requestId }) },
    verbs: { pages: 'show-advance-words', back: requestId === null ? 'show-meeting' : 'show-request' },
  });
  return { card, summary: formSummary(meeting, 'what they want to say') };
});
