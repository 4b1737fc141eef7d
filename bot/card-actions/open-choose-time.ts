import { showChooseTime } from '../choose-time.ts';
import { aboutMeeting } from '../meeting-forms.ts';
import { cardAction } from '../turn.ts';

/** "Choose a time", and "Refresh" while times are looked for. */
export const openChooseTime = cardAction('open-choose-time', aboutMeeting, (turn, about) =>
  showChooseTime(turn, about, 'book'),
);
