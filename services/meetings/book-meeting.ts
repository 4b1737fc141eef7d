import type { Actor } from '../access/actor.ts';
import type { NamedPerson } from '../mbe-requests/model.ts';
import type { Deps } from '../platform/deps.ts';
import type { NotAllowed, NotFound, Result } from '../platform/result.ts';
import { settleProposal } from '../proposals/store.ts';
import { type Decision, decideAndChange, recordChange } from './change-meeting.ts';
import { type Chosen, type ChosenTime, chooseTime, type TimeProblem } from './choose-time.ts';
import type { MeetingView } from './model.ts';
import { type ChangedMeanwhile, idOf, type OpenMeeting, openMeeting, type WrongState } from './open-meeting.ts';
import { stateAfter } from './rules.ts';
import { beginQuorum } from './watch-quorum.ts';

/** Somebody has booked it already: who, and when. */
export type AlreadyBooked = { reason: 'already-booked'; by: NamedPerson | null; at: Date | null };

type Refusal = TimeProblem | AlreadyBooked | WrongState | ChangedMeanwhile;

function decide(
  { view, rows }: OpenMeeting,
  asked: { version: number; time: ChosenTime },
  now: Date,
): Decision<Chosen, Refusal> {
  if (view.state === 'booked') return { reason: 'already-booked', by: rows.bookedBy, at: rows.bookedAt };
  if (!stateAfter('book', view.state)) return { reason: 'wrong-state', state: view.state };
  if (view.version !== asked.version) return { reason: 'changed-meanwhile' };
  const chosen = chooseTime(view, asked.time, now);
  return 'span' in chosen ? { go: chosen } : chosen;
}

/**
 * Books a meeting that is being arranged. Of two coordinators who book at once one does; the other is told who did. A
 * job brings the calendar in step and the requester is told. A proposal of this time is chosen with it; one of other times
 * is withdrawn.
 *
 * @param input.version the version of the meeting on the card
 */
export async function bookMeeting(
  deps: Deps,
  input: { actor: Actor; meetingId: string; version: number; time: ChosenTime; press: string },
): Promise<Result<MeetingView, NotAllowed | NotFound | Refusal>> {
  const { actor, press: key, ...asked } = input;
  const opened = await openMeeting(deps, 'book-meeting', actor, input.meetingId);
  if (!opened.ok) return opened;
  const now = deps.clock.now();
  const press = { key, useCase: 'book-meeting', actor, asked } as const;
  const decideNow = (meeting: OpenMeeting) => decide(meeting, input, now);
  return decideAndChange(deps, press, opened.value, decideNow, async (tx, { span, slotId }) => {
    const by = { useCase: 'book-meeting', actor } as const;
    const booked = await recordChange(tx, deps, opened.value, {
      ...by,
      changes: { state: 'booked', startsAt: span.start, endsAt: span.end, bookedById: idOf(actor), bookedAt: now },
      detail: { startsAt: span.start.toISOString() },
      tellRequester: 'booked',
    });
    if (!booked) return false;
    await settleProposal(tx, deps, opened.value.view.proposal, slotId, by);
    await beginQuorum(tx, deps, opened.value.view.id);
    return true;
  });
}
