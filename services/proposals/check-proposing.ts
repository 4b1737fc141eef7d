import type { Span } from '../calendar/port.ts';
import { type ChosenTime, chooseTime } from '../meetings/choose-time.ts';
import type { MeetingView } from '../meetings/model.ts';
import { howAsked } from '../meetings/proposal-view.ts';
import { readTypedTime } from '../meetings/rules.ts';
import { MAX_SLOTS, type ProposingProblem } from './model.ts';

type Problem = ProposingProblem['problem'];

/** The times that are to be asked about, by start; or what is wrong with them. */
function checkSlots(
  meeting: MeetingView,
  chosen: readonly ChosenTime[],
  now: Date,
): { slots: Span[]; problems: Problem[] } {
  const slots: Span[] = [];
  const problems = new Set<Problem>();
  for (const time of chosen) {
    const found = chooseTime(meeting, time, now);
    if (!('span' in found)) problems.add(found.reason);
    else if (slots.some(({ start }) => start.getTime() === found.span.start.getTime())) problems.add('same-time-twice');
    else slots.push(found.span);
  }
  if (chosen.length === 0) problems.add('no-times');
  if (chosen.length > MAX_SLOTS) problems.add('too-many-times');
  if (meeting.invitees.every((one) => howAsked(one, meeting.sharing) !== 'by-us')) problems.add('nobody-to-ask');
  slots.sort((one, other) => one.start.getTime() - other.start.getTime());
  return { slots, problems: [...problems] };
}

/** Until when answers are taken: an instant still to come, before the first of the times. */
function checkDeadline(
  typed: { day: string; at: string },
  slots: readonly Span[],
  now: Date,
): { deadline: Date } | { problem: Problem } {
  const deadline = readTypedTime(typed, 1)?.start;
  if (deadline === undefined) return { problem: 'not-a-time' };
  if (deadline <= now) return { problem: 'deadline-past' };
  const [first] = slots;
  return first !== undefined && deadline > first.start ? { problem: 'deadline-too-late' } : { deadline };
}

/** What a proposal asks about and until when, or what is wrong with it, by field. */
export function checkProposing(
  meeting: MeetingView,
  typed: { slots: readonly ChosenTime[]; deadline: { day: string; at: string } },
  now: Date,
): { slots: Span[]; deadline: Date } | { problems: ProposingProblem[] } {
  const { slots, problems } = checkSlots(meeting, typed.slots, now);
  const deadline = checkDeadline(typed.deadline, slots, now);
  const ofSlots = problems.map((problem) => ({ field: 'slots', problem }) as const);
  if ('problem' in deadline) return { problems: [...ofSlots, { field: 'deadline', problem: deadline.problem }] };
  return ofSlots.length > 0 ? { problems: ofSlots } : { slots, deadline: deadline.deadline };
}
