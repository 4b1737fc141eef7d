import { z } from 'zod';
import { setNeeds } from '../../services/meetings/set-needs.ts';
import { viewMeeting } from '../../services/meetings/view-meeting.ts';
import { meetingRefusalText } from '../../wording/meeting-refusals.ts';
import { needsSaved } from '../../wording/needs-form.ts';
import { changeOfMeeting, showMeetingRefused } from '../meeting-forms.ts';
import { groupsTyped, inputsIn, problemsOnForm, showQuorumForm } from '../needs-forms.ts';
import { showMeetingPeople } from '../shown-cards/meeting-people.ts';
import { cardAction } from '../turn.ts';

const data = z.looseObject({
  ...changeOfMeeting.shape,
  groups: z.coerce.number().int().min(1).max(10),
  after: z.enum(['people', 'another']),
});

/** Saves of which roles so many must be there. */
export const setQuorum = cardAction('set-quorum', data, async (turn, pressed) => {
  const { meetingId, requestId, version, press, groups, after } = pressed;
  const { deps, actor } = turn;
  const about = { meetingId, requestId };
  const found = await viewMeeting(deps, { actor, meetingId });
  if (!found.ok) return showMeetingRefused(turn, about, found);
  const typed = inputsIn(pressed);
  const saved = await setNeeds(deps, { actor, meetingId, version, press, ...groupsTyped(found.value, typed) });
  if (saved.ok) {
    const notice = { tone: 'good', text: needsSaved(saved.value) } as const;
    return after === 'another' ? showQuorumForm(turn, about, null, { notice }) : showMeetingPeople(turn, about, notice);
  }
  if (saved.reason === 'incomplete') {
    return showQuorumForm(turn, about, groups, { typed, problems: problemsOnForm(saved.problems) });
  }
  if (saved.reason !== 'changed-meanwhile') return showMeetingRefused(turn, about, saved);
  return showQuorumForm(turn, about, groups, { typed, notice: { tone: 'warning', text: meetingRefusalText(saved) } });
});
