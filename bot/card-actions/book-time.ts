import { z } from 'zod';
import { bookMeeting } from '../../services/meetings/book-meeting.ts';
import { bookedWords } from '../../wording/meeting-done.ts';
import { meetingRefusalText } from '../../wording/meeting-refusals.ts';
import { isAboutTheTime, readChosenTime, showChooseTime, typedTime } from '../choose-time.ts';
import { changeOfMeeting, showMeetingDone, showMeetingRefused } from '../meeting-forms.ts';
import { showProposalAnswers } from '../shown-cards/proposal-answers.ts';
import { cardAction } from '../turn.ts';

const data = changeOfMeeting.extend({ ...typedTime, slotId: z.guid().optional() });

/** Books the time that was chosen or typed, or one that people were asked about. Of two who book at once, the second sees who was first. */
export const bookTime = cardAction('book-time', data, async (turn, pressed) => {
  const { meetingId, version, press, slotId, time, day, at } = pressed;
  const typed = { time, day, at };
  const chosen = slotId === undefined ? readChosenTime(typed) : { time: { slotId } };
  if ('problem' in chosen) return showChooseTime(turn, pressed, 'book', { typed, problem: chosen.problem });
  const { deps, actor } = turn;
  const booked = await bookMeeting(deps, { actor, meetingId, version, time: chosen.time, press });
  if (booked.ok) return showMeetingDone(turn, booked.value, bookedWords(booked.value, false));
  if (isAboutTheTime(booked.reason)) return showChooseTime(turn, pressed, 'book', { typed, problem: booked.reason });
  if (booked.reason !== 'changed-meanwhile') return showMeetingRefused(turn, pressed, booked);
  const notice = { tone: 'warning', text: meetingRefusalText(booked) } as const;
  if (slotId !== undefined) return showProposalAnswers(turn, meetingId, notice);
  return showChooseTime(turn, pressed, 'book', { typed, notice });
});
