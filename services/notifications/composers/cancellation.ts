import { disclosing } from '../../disclosures/disclosing.ts';
import { wasInvited } from '../delivery-store.ts';
import { mailFrame } from '../mail-frame.ts';
import type { CancellationView } from '../words-port.ts';
import { calendarEntry } from './calendar-entry.ts';
import { type Composer, mailTo, meetingAndInvitee, nothing } from './composer.ts';

/**
 * The calendar mail that takes an invitation back. It goes to whoever was invited, or may have been, also when the ground
 * for sharing is gone by now: it says nothing about the person, and somebody would wait in an empty room.
 */
export const composeCancellation: Composer = async (deps, delivery) => {
  const about = await meetingAndInvitee(deps, delivery);
  if (about === null) return nothing('gone');
  const { rows, meeting, invitee, part, purpose } = about;
  const { startsAt, endsAt } = meeting;
  if (meeting.state !== 'cancelled' || startsAt === null || endsAt === null) return nothing('not-cancelled');
  const invited = { meetingId: meeting.id, inviteeId: invitee.id, otherThan: delivery.id };
  if (invitee.email === null || !(await wasInvited(deps.db, invited, ['invitation', 'stand-in-needed'])))
    return nothing('never-invited');

  const called = { reference: meeting.reference, purpose, startsAt, endsAt, receiver: invitee.kind };
  const why = { reason: meeting.cancelReason, mayKnow: part === 'purpose-and-reference' };
  const view: CancellationView = { ...mailFrame(deps), ...called, ...why };
  const { transactionId, sequence } = rows;
  const receiver = { name: invitee.name, email: invitee.email };
  return mailTo(deps, delivery, receiver, {
    content: deps.words.cancellation(view),
    part: purpose === null ? 'reference-only' : 'purpose-and-reference',
    discloses: disclosing(meeting, invitee, purpose === null ? [] : ['purpose']),
    calendar: calendarEntry(
      deps,
      'CANCEL',
      { transactionId, sequence, startsAt, endsAt },
      receiver,
      deps.words.cancelledEvent(view),
    ),
  });
};
