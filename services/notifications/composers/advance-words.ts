import { chairOrOwner } from '../../meetings/family-store.ts';
import { readMeeting } from '../../meetings/open-meeting.ts';
import { type Composer, nothing } from './composer.ts';
import { teamReceiver } from './team-receiver.ts';

/** The card that tells the chair, or whoever owns the request, what the family wants to say; nothing where they took it back. */
export const composeAdvanceWords: Composer = async (deps, delivery) => {
  const { meetingId } = delivery;
  const meeting = meetingId === null ? null : await readMeeting(deps, meetingId);
  if (meetingId === null || meeting === null) return nothing('gone');
  const { state, advanceWords } = meeting.view;
  if (state !== 'being-arranged' && state !== 'booked') return nothing('not-ahead');
  if (advanceWords.length === 0) return nothing('taken-back');
  const receiver = await teamReceiver(deps.db, delivery, await chairOrOwner(deps.db, meetingId));
  return { do: 'post', receiver, message: { kind: 'advance-words', meetingId } };
};
