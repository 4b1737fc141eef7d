import { z } from 'zod';
import type { CardNotice } from '../cards/adaptive-card.ts';
import { chooseTimeFormCard, type TypedTime } from '../cards/choose-time-form.card.ts';
import type { ChosenTime } from '../services/meetings/choose-time.ts';
import type { MeetingView } from '../services/meetings/model.ts';
import { type ChooseTimeProblem, TYPED_TIME } from '../wording/choose-time.ts';
import type { MeetingRefusal } from '../wording/meeting-refusals.ts';
import { openMeetingForm } from './meeting-forms.ts';
import type { ShownCard, Turn } from './turn.ts';

const LONGEST_TIME = 60;
const short = z
  .string()
  .transform((text) => text.trim().slice(0, LONGEST_TIME))
  .optional();

/** What the card's inputs send. */
export const typedTime = { time: short, day: short, at: short };

/** The time that was meant, or what is unclear about it. A list's answer can't be taken back, so it may contradict. */
export function readChosenTime({ time, day, at }: TypedTime): { time: ChosenTime } | { problem: ChooseTimeProblem } {
  const typed = Boolean(day || at);
  if (time && time !== TYPED_TIME) return typed ? { problem: 'chosen-and-typed' } : { time: { proposedTimeId: time } };
  if (!typed) return { problem: time === TYPED_TIME ? 'half-typed' : 'nothing-chosen' };
  return day && at ? { time: { day, at } } : { problem: 'half-typed' };
}

type Purpose = 'book' | 'reschedule';
type About = { meetingId: string; requestId?: string | undefined };
type Again = { typed?: TypedTime; problem?: ChooseTimeProblem; notice?: CardNotice };

function refusal(purpose: Purpose, meeting: MeetingView): MeetingRefusal | undefined {
  if (purpose === 'book') {
    if (meeting.state === 'being-arranged') return undefined;
    return { reason: meeting.state === 'booked' ? 'already-booked' : 'wrong-state' };
  }
  if (meeting.state !== 'booked') return { reason: 'wrong-state' };
  return meeting.ended ? { reason: 'already-ended' } : undefined;
}

/** The times that were found, or the same again with what was typed. */
export function showChooseTime(turn: Turn, about: About, purpose: Purpose, again: Again = {}): Promise<ShownCard> {
  return openMeetingForm(
    turn,
    about,
    (meeting) => refusal(purpose, meeting),
    (meeting) =>
      chooseTimeFormCard({
        meeting,
        purpose,
        typed: again.typed ?? {},
        problem: again.problem,
        notice: again.notice,
        now: turn.deps.clock.now(),
        press: turn.deps.newId(),
      }),
  );
}

const aboutTheTime: readonly string[] = ['not-a-time', 'time-in-the-past', 'times-renewed', 'same-time'];

/** Whether a refusal is about the time itself: then the form comes back with it. */
export function isAboutTheTime(reason: string): reason is ChooseTimeProblem {
  return aboutTheTime.includes(reason);
}
