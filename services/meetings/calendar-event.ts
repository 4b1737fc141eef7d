import type { CalendarEvent } from '../calendar/port.ts';
import type { EventTexts } from '../calendar/words-port.ts';
import { disclosing } from '../disclosures/disclosing.ts';
import type { NewDisclosure } from '../disclosures/model.ts';
import { namesOfFamily, placeToWrite } from '../notifications/place-to-write.ts';
import type { Deps } from '../platform/deps.ts';
import { labelOf } from '../policies/model.ts';
import { type InvitationPart, invitationPart } from './disclosure.ts';
import type { InviteeView, MeetingView } from './model.ts';
import type { OpenMeeting } from './open-meeting.ts';
import { familyHasAddress } from './rules.ts';

/** What an invitation to this invitee may say now. */
export function partOfInvitee(meeting: MeetingView, invitee: InviteeView): InvitationPart {
  const agreementInForce = invitee.organisation?.agreementInForce ?? false;
  const { mayKnow, addressShared } = invitee;
  return invitationPart({ invitee, agreementInForce, mayKnow, addressShared, ground: meeting.sharing });
}

/**
 * Whom the event invites: everybody who may be mailed now. A cancellation also reaches those who were invited while they
 * might be: it says that something they know of is off.
 */
function isAttendee(meeting: MeetingView, invitee: InviteeView): boolean {
  const part = partOfInvitee(meeting, invitee);
  if ((invitee.callFirst || invitee.askedToStandIn) && meeting.state === 'booked') return false;
  if (part === 'purpose-and-reference' || part === 'reference-only') return true;
  const hadOne = invitee.invitation !== 'held-until-basis' && invitee.invitation !== 'not-sent';
  return part === 'held-until-basis' && meeting.state === 'cancelled' && hadOne;
}

/** The purpose category in words, where everybody who reads the one event may know it. */
function sharedPurpose(deps: Pick<Deps, 'policy'>, view: MeetingView, attending: readonly InviteeView[]) {
  const allMayKnow = attending.every((invitee) => partOfInvitee(view, invitee) === 'purpose-and-reference');
  const category = allMayKnow ? view.purposeCategory : null;
  return category === null ? null : labelOf(deps.policy.purposeCategories.value, category);
}

/** What an event that a calendar sends out by itself lets those invited know about the person; nothing without a purpose. */
export function disclosedByEvent(deps: Pick<Deps, 'policy'>, { view }: OpenMeeting): NewDisclosure[] {
  const attending = view.invitees.filter((invitee) => isAttendee(view, invitee));
  if (sharedPurpose(deps, view, attending) === null) return [];
  return attending.filter(({ email }) => email !== null).map((invitee) => disclosing(view, invitee, ['purpose']));
}

/**
 * The event as the calendar is to hold it. It names the purpose category only where every attendee may know it, because
 * they all read the same event; the place is left out where it says who the person is (domain.md §8).
 */
export function calendarEvent(
  deps: Pick<Deps, 'policy'> & { eventTexts: EventTexts },
  meeting: OpenMeeting,
): CalendarEvent {
  const { view, rows } = meeting;
  if (rows.startsAt === null || rows.endsAt === null) throw new Error('A meeting without a time has no event');
  const attending = view.invitees.filter((invitee) => isAttendee(view, invitee));
  const words = deps.eventTexts({
    reference: view.reference,
    purpose: sharedPurpose(deps, view, attending),
    start: rows.startsAt,
    end: rows.endsAt,
    ...placeToWrite(view.place, namesOfFamily(view)),
    joinUrl: view.joinUrl,
    receiver: attending.some(({ kind }) => kind === 'individual' || kind === 'carer') ? 'several' : 'agency',
  });
  return {
    meetingId: rows.id,
    transactionId: rows.transactionId,
    sequence: rows.sequence,
    start: rows.startsAt,
    end: rows.endsAt,
    ...words,
    online: view.place === null,
    // An address of the person or their family says who they are: whatever was decided, it is shown to nobody.
    hideAttendees: rows.hideAttendees || familyHasAddress(attending),
    attendees: attending.flatMap(({ id, name, email }) => (email === null ? [] : [{ inviteeId: id, name, email }])),
    notInvited: view.invitees.flatMap((invitee) =>
      invitee.email === null || attending.includes(invitee) ? [] : [invitee.email],
    ),
  };
}
