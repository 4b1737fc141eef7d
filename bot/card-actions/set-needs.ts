import { z } from 'zod';
import { setNeeds as set } from '../../services/meetings/set-needs.ts';
import { viewMeeting } from '../../services/meetings/view-meeting.ts';
import { meetingRefusalText } from '../../wording/meeting-refusals.ts';
import { needsSaved } from '../../wording/needs-form.ts';
import { changeOfMeeting, showMeetingRefused } from '../meeting-forms.ts';
import { inputsIn, needsTyped, problemsOnForm, showNeedsForm, showQuorumForm } from '../needs-forms.ts';
import { pageNumber } from '../press-data.ts';
import { showMeetingPeople } from '../shown-cards/meeting-people.ts';
import { cardAction } from '../turn.ts';

const data = z.looseObject({
  ...changeOfMeeting.shape,
  page: pageNumber,
  after: z.enum(['next', 'people', 'groups']),
});

/** Saves a page of who must be there, and goes on to the next page, to the groups, or back to the people. */
export const setNeeds = cardAction('set-needs', data, async (turn, pressed) => {
  const { meetingId, requestId, version, press, page, after } = pressed;
  const { deps, actor } = turn;
  const about = { meetingId, requestId };
  const found = await viewMeeting(deps, { actor, meetingId });
  if (!found.ok) return showMeetingRefused(turn, about, found);
  const typed = inputsIn(pressed);
  const saved = await set(deps, { actor, meetingId, version, press, ...needsTyped(found.value, typed) });
  if (saved.ok) {
    const notice = { tone: 'good', text: needsSaved(saved.value) } as const;
    if (after === 'next') return showNeedsForm(turn, about, page + 1, { notice });
    return after === 'groups' ? showQuorumForm(turn, about, null, { notice }) : showMeetingPeople(turn, about, notice);
  }
  if (saved.reason === 'incomplete') {
    return showNeedsForm(turn, about, page, { typed, problems: problemsOnForm(saved.problems) });
  }
  if (saved.reason !== 'changed-meanwhile') return showMeetingRefused(turn, about, saved);
  return showNeedsForm(turn, about, page, { typed, notice: { tone: 'warning', text: meetingRefusalText(saved) } });
});
