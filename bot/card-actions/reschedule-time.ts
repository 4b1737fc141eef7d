import { rescheduleMeeting } from '../../services/meetings/reschedule-meeting.ts';
import { bookedWords } from '../../wording/meeting-done.ts';
import { meetingRefusalText } from '../../wording/meeting-refusals.ts';
import { isAboutTheTime, readChosenTime, showChooseTime, typedTime } from '../choose-time.ts';
import { changeOfMeeting, showMeetingDone, showMeetingRefused } from '../meeting-forms.ts';
import { cardAction } from '../turn.ts';

/** Moves a booked meeting to the time that was chosen or typed. */
export const rescheduleTime = cardAction('reschedule-time', changeOfMeeting.extend(typedTime), async (turn, data) => {
  const { meetingId, version, press, time, day, at } = data;
  const typed = { time, day, at };
  const chosen = readChosenTime(typed);
  if ('problem' in chosen) return showChooseTime(turn, data, 'reschedule', { typed, problem: chosen.problem });
  const { deps, actor } = turn;
  const moved = await rescheduleMeeting(deps, { actor, meetingId, version, time: chosen.time, press });
  if (moved.ok) return showMeetingDone(turn, moved.value, bookedWords(moved.value, true));
  if (isAboutTheTime(moved.reason)) return showChooseTime(turn, data, 'reschedule', { typed, problem: moved.reason });
  if (moved.reason !== 'changed-meanwhile') return showMeetingRefused(turn, data, moved);
  const notice = { tone: 'warning', text: meetingRefusalText(moved) } as const;
  return showChooseTime(turn, data, 'reschedule', { typed, notice });
});
