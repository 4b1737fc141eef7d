import { bookMeeting } from '../../services/meetings/book-meeting.ts';
import { bookedWords } from '../../wording/meeting-done.ts';
import { meetingRefusalText } from '../../wording/meeting-refusals.ts';
import { isAboutTheTime, readChosenTime, showChooseTime, typedTime } from '../choose-time.ts';
import { changeOfMeeting, showMeetingDone, showMeetingRefused } from '../meeting-forms.ts';
import { cardAction } from '../turn.ts';

/** Books the time that was chosen or typed. Of two who book at once, the second sees who was first. */
export const bookTime = cardAction('book-time', changeOfMeeting.extend(typedTime), async (turn, data) => {
  const { meetingId, version, press, time, day, at } = data;
  const typed = { time, day, at };
  const chosen = readChosenTime(typed);
  if ('problem' in chosen) return showChooseTime(turn, data, 'book', { typed, problem: chosen.problem });
  const { deps, actor } = turn;
  const booked = await bookMeeting(deps, { actor, meetingId, version, time: chosen.time, press });
  if (booked.ok) return showMeetingDone(turn, booked.value, bookedWords(booked.value, false));
  if (isAboutTheTime(booked.reason)) return showChooseTime(turn, data, 'book', { typed, problem: booked.reason });
  if (booked.reason !== 'changed-meanwhile') return showMeetingRefused(turn, data, booked);
  return showChooseTime(turn, data, 'book', { typed, notice: { tone: 'warning', text: meetingRefusalText(booked) } });
});
