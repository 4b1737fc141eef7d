import type { Actor } from '../access/actor.ts';
import type { MeetingView } from '../meetings/model.ts';
import { openMeeting, presentMeeting } from '../meetings/open-meeting.ts';
import { holdMeeting } from '../meetings/responses-store.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result } from '../platform/result.ts';
import { actOnAnswers } from './act-on-answers.ts';

/**
 * Does what a proposal comes to by the clock: at its deadline a time is booked by itself where that was asked for, else it
 * is closed and the chair is told. May run any number of times, beside answers and bookings: they come one after another.
 */
export async function decideProposal(
  deps: Deps,
  input: { actor: Actor; meetingId: string },
): Promise<Result<MeetingView, NotAllowed | NotFound>> {
  const opened = await openMeeting(deps, 'decide-proposal', input.actor, input.meetingId);
  if (!opened.ok) return opened;
  await deps.db.$transaction(async (tx) => {
    await holdMeeting(tx, input.meetingId);
    await actOnAnswers(tx, deps, input.meetingId);
  });
  deps.jobs.wake();
  return ok((await presentMeeting(deps, input.meetingId)).view);
}
