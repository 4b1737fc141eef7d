import { showChooseTime } from '../choose-time.ts';
import { aboutMeeting } from '../meeting-forms.ts';
import { cardAction } from '../turn.ts';

/** "Reschedule": the same form, for a meeting that is booked. */
export const openReschedule = cardAction('open-reschedule', aboutMeeting, (turn, about) =>
  showChooseTime(turn, about, 'reschedule'),
);
