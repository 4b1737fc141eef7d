import { z } from 'zod';
import { decideDisclosure as decide } from '../../services/meetings/decide-disclosure.ts';
import { disclosureDone, disclosureRefusals } from '../../wording/disclosures.ts';
import { showDisclosureForm } from '../disclosure-forms.ts';
import { changeOfMeeting, showMeetingRefused } from '../meeting-forms.ts';
import { typedText } from '../press-data.ts';
import { showMeetingPeople } from '../shown-cards/meeting-people.ts';
import { cardAction } from '../turn.ts';

const data = changeOfMeeting.extend({ inviteeId: z.guid(), basis: typedText, note: typedText });

/** Records that somebody without a sharing agreement may know more, for this meeting. */
export const decideDisclosure = cardAction('decide-disclosure', data, async (turn, { basis, note, ...about }) => {
  const { deps, actor } = turn;
  const { meetingId, version, inviteeId, press } = about;
  const typed = { basis, note };
  const decided = await decide(deps, { actor, meetingId, version, inviteeId, press, ...typed });
  if (decided.ok) return showMeetingPeople(turn, about, { tone: 'good', text: disclosureDone.decided });
  if (decided.reason === 'incomplete') return showDisclosureForm(turn, about, { typed, problems: decided.problems });
  const text = disclosureRefusals[decided.reason];
  if (text === undefined) return showMeetingRefused(turn, about, decided);
  return showDisclosureForm(turn, about, { typed, notice: { tone: 'warning', text } });
});
