import { z } from 'zod';
import { requestRegisterMeeting as request } from '../../services/meetings/request-register-meeting.ts';
import { arrangedWords, registerMeetingRefusal } from '../../wording/register-meeting.ts';
import { pressKey } from '../press-data.ts';
import {
  kindCode,
  registerMeetingInputs,
  showRegisterMeetingForm,
  showRegisterMeetingKinds,
  typedRegisterMeeting,
} from '../register-meeting-form.ts';
import { showMeetingForTeam } from '../shown-cards/meeting-for-team.ts';
import { showTeamRefusal } from '../shown-cards/team-refusal.ts';
import { cardAction } from '../turn.ts';

const data = registerMeetingInputs.extend({ entryId: z.guid(), kind: kindCode, press: pressKey });

/** Arranges a meeting for somebody on the register. Of two who press at once, the second is shown the first one's. */
export const requestRegisterMeeting = cardAction('request-register-meeting', data, async (turn, pressed) => {
  const { entryId, kind, press, ...inputs } = pressed;
  const { deps, actor } = turn;
  const typed = typedRegisterMeeting(inputs);
  const asked = await request(deps, { actor, entryId, kind, press, ...typed });
  if (asked.ok) return showMeetingForTeam(turn, asked.value.id, { tone: 'good', text: arrangedWords(asked.value) });
  if (asked.reason === 'incomplete') {
    return showRegisterMeetingForm(turn, { entryId, kind }, { typed, problems: asked.problems });
  }
  if (asked.reason === 'not-allowed' || asked.reason === 'not-found') return showTeamRefusal(asked);
  const notice = { tone: 'warning', text: registerMeetingRefusal(asked) } as const;
  if (asked.reason === 'under-way') return showMeetingForTeam(turn, asked.meetingId, notice);
  return showRegisterMeetingKinds(turn, entryId, notice);
});
