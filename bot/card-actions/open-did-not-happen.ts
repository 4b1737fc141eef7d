import { meetingDidNotHappenFormCard } from '../../cards/meeting-did-not-happen-form.card.ts';
import type { MeetingView } from '../../services/meetings/model.ts';
import type { MeetingRefusal } from '../../wording/meeting-refusals.ts';
import { aboutMeeting, openMeetingForm } from '../meeting-forms.ts';
import { cardAction } from '../turn.ts';

/** Only of a booked meeting whose end has passed can it be said. */
export function couldNotHaveFailed(meeting: MeetingView): MeetingRefusal | undefined {
  if (meeting.state !== 'booked') return { reason: 'wrong-state' };
  return meeting.ended ? undefined : { reason: 'not-ended' };
}

/** "It did not take place": asks why, and what is to follow. */
export const openDidNotHappen = cardAction('open-did-not-happen', aboutMeeting, (turn, about) =>
  openMeetingForm(turn, about, couldNotHaveFailed, (meeting) =>
    meetingDidNotHappenFormCard({ meeting, typed: {}, problems: [], press: turn.deps.newId() }),
  ),
);
