import { cancelMeetingFormCard } from '../../cards/cancel-meeting-form.card.ts';
import { aboutMeeting, openMeetingForm, unlessIn } from '../meeting-forms.ts';
import { cardAction } from '../turn.ts';

/** "Cancel meeting": asks why, and what is to follow. */
export const openCancelMeeting = cardAction('open-cancel-meeting', aboutMeeting, (turn, about) =>
  openMeetingForm(turn, about, unlessIn('being-arranged', 'booked'), (meeting) =>
    cancelMeetingFormCard({ meeting, typed: {}, problems: [], press: turn.deps.newId() }),
  ),
);
