import type { Actor } from '../access/actor.ts';
import type { Span } from '../calendar/port.ts';
import { refreshCards } from '../notifications/store.ts';
import type { Deps } from '../platform/deps.ts';
import type { NotAllowed, NotFound, Result } from '../platform/result.ts';
import { type Decision, decideAndChange, recordChange } from './change-meeting.ts';
import { type ChosenTime, chooseTime, type TimeProblem } from './choose-time.ts';
import type { MeetingView } from './model.ts';
import { type ChangedMeanwhile, idOf, type OpenMeeting, openMeeting, type WrongState } from './open-meeting.ts';
import { forgetResponses } from './responses-store.ts';
import { stateAfter } from './rules.ts';
import { closeTimeTodos } from './todo-store.ts';
import { beginQuorum } from './watch-quorum.ts';

type Refusal =
  | TimeProblem
  /** The new time is the one that is booked. */
  | { reason: 'same-time' }
  /** It is over: record what came of it, or that it did not take place. */
  | { reason: 'already-ended' }
  | WrongState
  | ChangedMeanwhile;

function decide(
  { view }: OpenMeeting,
  asked: { version: number; time: ChosenTime },
  now: Date,
): Decision<Span, Refusal> {
  if (!stateAfter('reschedule', view.state)) return { reason: 'wrong-state', state: view.state };
  if (view.version !== asked.version) return { reason: 'changed-meanwhile' };
  if (view.ended) return { reason: 'already-ended' };
  const chosen = chooseTime(view, asked.time, now);
  if (!('span' in chosen)) return chosen;
  return chosen.span.start.getTime() === view.startsAt?.getTime() ? { reason: 'same-time' } : { go: chosen.span };
}

/**
 * Moves a booked meeting to another time, under the next SEQUENCE. Answers to the old time are forgotten; a job tells
 * everybody invited.
 *
 * @param input.version the version of the meeting on the card
 */
export async function rescheduleMeeting(
  deps: Deps,
  input: { actor: Actor; meetingId: string; version: number; time: ChosenTime; press: string },
): Promise<Result<MeetingView, NotAllowed | NotFound | Refusal>> {
  const { actor, press: key, ...asked } = input;
  const opened = await openMeeting(deps, 'reschedule-meeting', actor, input.meetingId);
  if (!opened.ok) return opened;
  const now = deps.clock.now();
  const press = { key, useCase: 'reschedule-meeting', actor, asked } as const;
  const decideNow = (meeting: OpenMeeting) => decide(meeting, input, now);
  return decideAndChange(deps, press, opened.value, decideNow, async (tx, span) => {
    const sequence = opened.value.rows.sequence + 1;
    const moved = await recordChange(tx, deps, opened.value, {
      useCase: 'reschedule-meeting',
      actor,
      changes: { startsAt: span.start, endsAt: span.end, sequence, bookedById: idOf(actor), bookedAt: now },
      detail: { sequence, startsAt: span.start.toISOString() },
      tellRequester: 'moved',
    });
    if (!moved) return false;
    const { id } = opened.value.view;
    await forgetResponses(tx, id);
    await beginQuorum(tx, deps, id);
    await refreshCards(tx, deps, await closeTimeTodos(tx, id, now));
    return true;
  });
}
