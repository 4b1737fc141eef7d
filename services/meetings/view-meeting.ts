import type { Actor } from '../access/actor.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result } from '../platform/result.ts';
import type { MeetingView } from './model.ts';
import { openMeeting } from './open-meeting.ts';

/** Shows a meeting in its present state to the DSR team. */
export async function viewMeeting(
  deps: Deps,
  input: { actor: Actor; meetingId: string },
): Promise<Result<MeetingView, NotAllowed | NotFound>> {
  const meeting = await openMeeting(deps, 'view-meeting', input.actor, input.meetingId);
  return meeting.ok ? ok(meeting.value.view) : meeting;
}
