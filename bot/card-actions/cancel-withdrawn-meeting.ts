import { cancelWithdrawnMeeting as cancel } from '../../services/meetings/cancel-withdrawn-meeting.ts';
import { consentDone } from '../../wording/consent.ts';
import { onlyTheClinicalLead } from '../../wording/meeting-refusals.ts';
import { withdrawnMeetingForm } from '../consent-ending-forms.ts';
import {
  changeOfMeeting,
  openMeetingForm,
  showMeetingDone,
  showMeetingRefused,
  showOnRequest,
} from '../meeting-forms.ts';
import { typedText } from '../press-data.ts';
import { cardAction } from '../turn.ts';

/** The clinical lead cancels a meeting after consent has ended. */
export const cancelWithdrawnMeeting = cardAction(
  'cancel-withdrawn-meeting',
  changeOfMeeting.extend({ note: typedText }),
  async (turn, { note, ...about }) => {
    const { deps, actor } = turn;
    const { meetingId, version, press } = about;
    const cancelled = await cancel(deps, { actor, meetingId, version, note, press });
    if (cancelled.ok) return showMeetingDone(turn, cancelled.value, consentDone.meetingCancelled);
    if (cancelled.reason === 'incomplete') {
      const { problems } = cancelled;
      return openMeetingForm(
        turn,
        about,
        () => undefined,
        (meeting) => withdrawnMeetingForm(turn, meeting, { note, problems }),
      );
    }
    if (cancelled.reason === 'not-allowed' && actor.dsrRole !== null) {
      return showOnRequest(turn, about, { tone: 'warning', text: onlyTheClinicalLead });
    }
    return showMeetingRefused(turn, about, cancelled);
  },
);
