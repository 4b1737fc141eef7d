import { correctOutcome } from '../../services/meetings/correct-outcome.ts';
import { aboutMeeting, showMeetingRefused } from '../meeting-forms.ts';
import { shownAttendance } from '../outcome-cards.ts';
import { cardAction } from '../turn.ts';

/**
 * "Correct the outcome": the form, filled from the last version. The button has no key of a press, because pressing it
 * again opens the correction that was begun.
 */
export const openCorrection = cardAction('open-correction', aboutMeeting, async (turn, about) => {
  const { deps, actor } = turn;
  const begun = await correctOutcome(deps, { actor, meetingId: about.meetingId, press: deps.newId() });
  return begun.ok ? shownAttendance(turn, begun.value) : showMeetingRefused(turn, about, begun);
});
