import { aboutMeeting } from '../meeting-forms.ts';
import { showNeedsForm } from '../needs-forms.ts';
import { pageNumber } from '../press-data.ts';
import { cardAction } from '../turn.ts';

/** "Who must be there": a page of the roles, each required or useful, with what it is asked to bring. */
export const openNeeds = cardAction(
  'open-needs',
  aboutMeeting.extend({ page: pageNumber }),
  (turn, { page, ...about }) => showNeedsForm(turn, about, page),
);
