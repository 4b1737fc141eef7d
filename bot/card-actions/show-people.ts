import { aboutMeeting } from '../meeting-forms.ts';
import { pageNumber } from '../press-data.ts';
import { showMeetingPeople } from '../shown-cards/meeting-people.ts';
import { cardAction } from '../turn.ts';

/** "People and quorum", and its pages. */
export const showPeople = cardAction('show-people', aboutMeeting.extend({ page: pageNumber }), (turn, about) =>
  showMeetingPeople(turn, about),
);
