import { shareWithoutConsentFormCard } from '../../cards/share-without-consent-form.card.ts';
import { onlyTheClinicalLead } from '../../wording/meeting-refusals.ts';
import { aboutMeeting, openMeetingForm, showOnRequest, unlessIn } from '../meeting-forms.ts';
import { cardAction } from '../turn.ts';

/** In these states there is still something that could be shared. */
export const mayStillShare = unlessIn('being-arranged', 'booked', 'took-place', 'outcome-recorded');

/** "Share without consent": what it does, and what the clinical lead has to say for it. */
export const openShareWithoutConsent = cardAction('open-share-without-consent', aboutMeeting, (turn, about) => {
  if (turn.actor.dsrRole === 'coordinator') {
    return showOnRequest(turn, about, { tone: 'warning', text: onlyTheClinicalLead });
  }
  return openMeetingForm(turn, about, mayStillShare, (meeting) =>
    shareWithoutConsentFormCard({ meeting, typed: {}, problems: [], press: turn.deps.newId() }),
  );
});
