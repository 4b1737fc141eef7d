import { shareWithoutConsentFormCard } from '../../cards/share-without-consent-form.card.ts';
import { shareWithoutConsent as share } from '../../services/meetings/share-without-consent.ts';
import { meetingDone } from '../../wording/meeting-done.ts';
import { onlyTheClinicalLead } from '../../wording/meeting-refusals.ts';
import {
  openMeetingForm,
  pressOnMeeting,
  showMeetingDone,
  showMeetingRefused,
  showOnRequest,
} from '../meeting-forms.ts';
import { typedText } from '../press-data.ts';
import { cardAction } from '../turn.ts';
import { mayStillShare } from './open-share-without-consent.ts';

const data = pressOnMeeting.extend({ reason: typedText, note: typedText, untilDay: typedText });

/** Records the clinical lead's decision, for this meeting and until a day. */
export const shareWithoutConsent = cardAction(
  'share-without-consent',
  data,
  async (turn, { reason, note, untilDay, ...about }) => {
    const { deps, actor } = turn;
    const typed = { reason, note, untilDay };
    const { meetingId, press } = about;
    const shared = await share(deps, { actor, meetingId, press, ...typed });
    if (shared.ok) return showMeetingDone(turn, shared.value, meetingDone.sharing);
    if (shared.reason === 'incomplete') {
      const { problems } = shared;
      return openMeetingForm(turn, about, mayStillShare, (meeting) =>
        shareWithoutConsentFormCard({ meeting, typed, problems, press: deps.newId() }),
      );
    }
    // A coordinator may see the request, and is told who may decide; anybody else is told nothing of it.
    if (shared.reason === 'not-allowed' && actor.dsrRole !== null) {
      return showOnRequest(turn, about, { tone: 'warning', text: onlyTheClinicalLead });
    }
    return showMeetingRefused(turn, about, shared);
  },
);
