import { showProposeForm } from '../arranging-forms.ts';
import { aboutMeeting } from '../meeting-forms.ts';
import { cardAction } from '../turn.ts';

/** "Ask about times", and to ask again: the form, ready filled. */
export const openPropose = cardAction('open-propose', aboutMeeting, (turn, about) => showProposeForm(turn, about));
