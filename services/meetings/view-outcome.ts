import type { Actor } from '../access/actor.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result } from '../platform/result.ts';
import type { MeetingView, OutcomeView, PartyView } from './model.ts';
import { openMeeting } from './open-meeting.ts';
import { findOutcome } from './outcome-store.ts';
import { partiesOf } from './parties.ts';

/** A meeting, the latest version of its outcome if one was begun, and whom decisions and actions can be for. */
export async function viewOutcome(
  deps: Deps,
  input: { actor: Actor; meetingId: string },
): Promise<Result<{ meeting: MeetingView; outcome: OutcomeView | null; parties: PartyView[] }, NotAllowed | NotFound>> {
  const opened = await openMeeting(deps, 'view-outcome', input.actor, input.meetingId);
  if (!opened.ok) return opened;
  const meeting = opened.value.view;
  const outcome = await findOutcome(deps.db, meeting.id);
  return ok({ meeting, outcome, parties: partiesOf(meeting, deps.policy.team) });
}
