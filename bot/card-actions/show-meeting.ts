import { z } from 'zod';
import { showMeetingForTeam } from '../shown-cards/meeting-for-team.ts';
import { cardAction } from '../turn.ts';

/** "Show meeting", and "Back" from a form of a meeting that serves no request: its present state. */
export const showMeeting = cardAction('show-meeting', z.object({ meetingId: z.guid() }), (turn, { meetingId }) =>
  showMeetingForTeam(turn, meetingId),
);
