import type { Actor } from '../access/actor.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import type { MeetingView, OutcomeView } from './model.ts';
import { openMeeting } from './open-meeting.ts';
import { findOutcome } from './outcome-store.ts';
import { type Previews, previewsOf } from './summaries.ts';

/** One preview a receiver, exactly as it would be sent now; of a version that was sent, as it would be sent again. */
export async function previewSummaries(
  deps: Deps,
  input: { actor: Actor; meetingId: string },
): Promise<
  Result<{ meeting: MeetingView; outcome: OutcomeView } & Previews, NotAllowed | NotFound | { reason: 'no-outcome' }>
> {
  const opened = await openMeeting(deps, 'preview-summaries', input.actor, input.meetingId);
  if (!opened.ok) return opened;
  const meeting = opened.value.view;
  const outcome = await findOutcome(deps.db, meeting.id);
  if (outcome === null) return refuse({ reason: 'no-outcome' });
  return ok({ meeting, outcome, ...(await previewsOf(deps, meeting, outcome)) });
}
