import { disclosing } from '../../disclosures/disclosing.ts';
import { wasInvited } from '../delivery-store.ts';
import { mailFrame } from '../mail-frame.ts';
import { namesOfFamily, placeToWrite } from '../place-to-write.ts';
import { todoKeys } from '../todos.ts';
import type { InvitationView } from '../words-port.ts';
import { calendarEntry } from './calendar-entry.ts';
import { type Composer, mailTo, meetingAndInvitee, nothing, pageOf } from './composer.ts';

/**
 * The calendar mail that invites one person, or moves their invitation. To and ATTENDEE are that person alone. An
 * invitation that a later change has overtaken is not sent: the change has a delivery of its own.
 */
export const composeInvitation: Composer = async (deps, delivery) => {
  const about = await meetingAndInvitee(deps, delivery);
  if (about === null) return nothing('gone');
  const { rows, meeting, invitee, part, purpose } = about;
  const { startsAt, endsAt } = meeting;
  if (meeting.state !== 'booked' || startsAt === null || endsAt === null) return nothing('not-booked');
  if (rows.sequence !== delivery.detail?.sequence) return nothing('superseded');
  if (meeting.ended) return nothing('over');

  const todo = { requestId: meeting.requestId, meetingId: meeting.id, inviteeId: invitee.id };
  if (part === 'held-until-basis') {
    const eventKey = todoKeys.speakFirst(meeting.id, invitee.id);
    return nothing(part, [{ ...todo, kind: 'speak-first', eventKey }]);
  }
  if (part === 'by-hand' || invitee.email === null) {
    const eventKey = todoKeys.inviteByHand(meeting.id, rows.sequence, invitee.id);
    return nothing('by-hand', [{ ...todo, kind: 'invite-by-hand', eventKey }]);
  }

  if (invitee.callFirst) {
    const eventKey = todoKeys.phoneFirst(meeting.id, rows.sequence, invitee.id);
    return nothing('held-until-called', [{ ...todo, kind: 'phone-first', eventKey }]);
  }

  const moved = await wasInvited(deps.db, { meetingId: meeting.id, inviteeId: invitee.id, otherThan: delivery.id });
  const view: InvitationView = {
    ...mailFrame(deps),
    ...placeToWrite(meeting.place, namesOfFamily(meeting)),
    reference: meeting.reference,
    purpose,
    startsAt,
    endsAt,
    joinUrl: meeting.joinUrl,
    moved,
    standsIn: invitee.standsInForId !== null,
    pageUrl: await pageOf(deps, invitee),
    receiver: invitee.kind,
  };
  const { transactionId, sequence } = rows;
  const to = { name: invitee.name, email: invitee.email };
  return mailTo(deps, delivery, to, {
    content: deps.words.invitation(view),
    part,
    discloses: disclosing(meeting, invitee, purpose === null ? [] : ['purpose']),
    calendar: calendarEntry(
      deps,
      'REQUEST',
      { transactionId, sequence, startsAt, endsAt },
      to,
      deps.words.event({ ...view, start: startsAt, end: endsAt }),
    ),
  });
};
