import { meetingView } from '../../meetings/meeting-view.ts';
import { findMeeting } from '../../meetings/store.ts';
import { dayOf } from '../../platform/time.ts';
import { type Composer, nothing } from './composer.ts';
import { teamReceiver } from './team-receiver.ts';

/** The card that tells the chair, or whoever owns the request, that too few can come; nothing once enough can again. */
export const composeQuorumLost: Composer = async (deps, delivery) => {
  const { meetingId } = delivery;
  if (meetingId === null) return nothing('gone');
  const now = deps.clock.now();
  const rows = await findMeeting(deps.db, meetingId, dayOf(now));
  if (rows === null) return nothing('gone');
  const meeting = meetingView(rows, now, deps.policy);
  if (meeting.state !== 'booked' || meeting.ended || rows.quorumState !== 'lost') return nothing('not-lost');
  const receiver = await teamReceiver(deps.db, delivery, delivery.professionalId);
  return { do: 'post', receiver, message: { kind: 'quorum-lost', meetingId } };
};
