import { z } from 'zod';
import { endDisclosure as end } from '../../services/meetings/end-disclosure.ts';
import { disclosureDone } from '../../wording/disclosures.ts';
import { meetingRefusalText } from '../../wording/meeting-refusals.ts';
import { changeOfMeeting, showMeetingRefused } from '../meeting-forms.ts';
import { showMeetingPeople } from '../shown-cards/meeting-people.ts';
import { cardAction } from '../turn.ts';

const data = changeOfMeeting.extend({ inviteeId: z.guid() });

/** "Let them know no more": from now on they are told the time and the reference only. */
export const endDisclosure = cardAction('end-disclosure', data, async (turn, about) => {
  const { deps, actor } = turn;
  const { meetingId, version, inviteeId, press } = about;
  const ended = await end(deps, { actor, meetingId, version, inviteeId, press });
  if (ended.ok) return showMeetingPeople(turn, about, { tone: 'good', text: disclosureDone.ended });
  if (ended.reason !== 'changed-meanwhile') return showMeetingRefused(turn, about, ended);
  return showMeetingPeople(turn, about, { tone: 'warning', text: meetingRefusalText(ended) });
});
