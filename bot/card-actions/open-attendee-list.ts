import { attendeeListFormCard } from '../../cards/attendee-list-form.card.ts';
import { aboutMeeting, openMeetingForm, unlessIn } from '../meeting-forms.ts';
import { cardAction } from '../turn.ts';

/** "Show who is invited", or to hide it again: what that means, before it is so. */
export const openAttendeeList = cardAction('open-attendee-list', aboutMeeting, (turn, about) =>
  openMeetingForm(turn, about, unlessIn('being-arranged', 'booked'), (meeting) =>
    attendeeListFormCard({ meeting, press: turn.deps.newId() }),
  ),
);
