import { wasInvited } from '../delivery-store.ts';
import { mailFrame } from '../mail-frame.ts';
import { type Composer, mailTo, meetingAndInvitee, nothing } from './composer.ts';

/** Tells whoever was asked about times that they are not needed any more, because the meeting is off. */
export const composeTimesOff: Composer = async (deps, delivery) => {
  const about = await meetingAndInvitee(deps, delivery);
  if (about === null) return nothing('gone');
  const { meeting, invitee, part } = about;
  if (meeting.state !== 'cancelled' || invitee.email === null) return nothing('not-cancelled');
  const asked = { meetingId: meeting.id, inviteeId: invitee.id, otherThan: delivery.id };
  if (!(await wasInvited(deps.db, asked, ['proposal']))) return nothing('never-asked');
  const mayKnow = part === 'purpose-and-reference';
  const { reference, cancelReason: reason } = meeting;
  return mailTo(
    deps,
    delivery,
    { name: invitee.name, email: invitee.email },
    {
      content: deps.words.timesOff({ ...mailFrame(deps), reference, receiver: invitee.kind, reason, mayKnow }),
      part: 'reference-only',
    },
  );
};
