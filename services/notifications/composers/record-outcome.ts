import { meetingView } from '../../meetings/meeting-view.ts';
import { findMeeting } from '../../meetings/store.ts';
import { dayOf } from '../../platform/time.ts';
import { type Composer, nothing } from './composer.ts';
import { teamReceiver } from './team-receiver.ts';

/** The card that asks the chair what came of a meeting once its end has passed. */
export const composeRecordOutcome: Composer = async (deps, delivery) => {
  const { meetingId } = delivery;
  if (meetingId === null) return nothing('gone');
  const now = deps.clock.now();
  const rows = await findMeeting(deps.db, meetingId, dayOf(now));
  if (rows === null) return nothing('gone');
  const meeting = meetingView(rows, now, deps.policy);
  // Moved, cancelled, or somebody has begun to write down the outcome.
  if (meeting.state !== 'booked' || !meeting.ended) return nothing('not-waiting');
  const receiver = await teamReceiver(deps.db, delivery, meeting.chair?.id ?? null);
  return { do: 'post', receiver, message: { kind: 'record-outcome', meetingId } };
};
