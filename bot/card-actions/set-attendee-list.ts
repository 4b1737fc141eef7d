import { z } from 'zod';
import { setAttendeeList as set } from '../../services/meetings/set-attendee-list.ts';
import { attendeeListDone } from '../../wording/attendee-list.ts';
import { meetingRefusalText } from '../../wording/meeting-refusals.ts';
import { changeOfMeeting, showMeetingRefused } from '../meeting-forms.ts';
import { showMeetingPeople } from '../shown-cards/meeting-people.ts';
import { cardAction } from '../turn.ts';

const data = changeOfMeeting.extend({ hide: z.enum(['yes', 'no']) });

/** Whether those invited see in their calendars who else is. */
export const setAttendeeList = cardAction('set-attendee-list', data, async (turn, about) => {
  const { deps, actor } = turn;
  const { meetingId, version, press } = about;
  const hide = about.hide === 'yes';
  const done = await set(deps, { actor, meetingId, version, hide, press });
  if (done.ok) {
    return showMeetingPeople(turn, about, { tone: 'good', text: attendeeListDone[hide ? 'hidden' : 'shown'] });
  }
  if (done.reason === 'changed-meanwhile' || done.reason === 'family-invited') {
    return showMeetingPeople(turn, about, { tone: 'warning', text: meetingRefusalText(done) });
  }
  return showMeetingRefused(turn, about, done);
});
