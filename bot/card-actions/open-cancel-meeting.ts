import { cancelMeetingFormCard } from '../../cards/cancel-meeting-form.card.ts';
import { aboutMeeting, openMeetingForm, unlessIn } from '../meeting-forms.ts';
import { cardAction } from '../turn.ts';

const mayBeCancelled = unlessIn('being-arranged', 'booked');

/** "Cancel meeting": asks why, and what is to follow. One that waits for the clinical lead is not asked about here. */
export const openCancelMeeting = cardAction('open-cancel-meeting', aboutMeeting, (turn, about) => {
  const isLead = turn.actor.dsrRole === 'clinical-lead';
  return openMeetingForm(
    turn,
    about,
    (meeting) => (meeting.waitsForLead && !isLead ? { reason: 'clinical-lead-decides' } : mayBeCancelled(meeting)),
    (meeting) => {
      const { newId, policy } = turn.deps;
      const reasons = policy.cancelReasons.value;
      return cancelMeetingFormCard({ meeting, typed: {}, reasons, problems: [], press: newId() });
    },
  );
});
