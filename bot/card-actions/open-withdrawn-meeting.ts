import { onlyTheClinicalLead } from '../../wording/meeting-refusals.ts';
import { withdrawnMeetingForm } from '../consent-ending-forms.ts';
import { aboutMeeting, openMeetingForm, showOnRequest } from '../meeting-forms.ts';
import { cardAction } from '../turn.ts';

/** "Decide": the clinical lead is shown a meeting that was too near to be cancelled with the end of consent. */
export const openWithdrawnMeeting = cardAction('open-withdrawn-meeting', aboutMeeting, (turn, about) => {
  if (turn.actor.dsrRole === 'coordinator') {
    return showOnRequest(turn, about, { tone: 'warning', text: onlyTheClinicalLead });
  }
  return openMeetingForm(
    turn,
    about,
    (meeting) =>
      meeting.state === 'booked' || meeting.state === 'being-arranged' ? undefined : { reason: 'wrong-state' },
    (meeting) => withdrawnMeetingForm(turn, meeting, { note: '', problems: [] }),
  );
});
