import type { Graph } from '../microsoft/port.ts';
import type { PrimaryOf } from '../microsoft/primary-addresses.ts';
import type { Deps } from '../platform/deps.ts';
import { underInvitedAddresses, underPrimaryAddresses } from './graph-addresses.ts';
import { asCalendar, openAsking } from './graph-asking.ts';
import { graphEvents } from './graph-events.ts';
import { graphFreeBusy } from './graph-free-busy.ts';
import { graphHolds } from './graph-holds.ts';
import type { Calendar, CalendarEvent } from './port.ts';

export type GraphCalendarOptions = {
  graph: Graph;
  /** The DSR team's shared mailbox, in whose calendar meetings are booked. */
  mailbox: string;
  /** What a cancellation says to everybody who was invited: in words, and nothing about the meeting. */
  cancelledComment: string;
  /** As `openPrimaryAddresses` gives it; left out every address counts as a primary one. */
  primaryOf?: PrimaryOf;
};

/**
 * The calendar of Microsoft 365: events of the DSR mailbox, which invites people itself and collects their answers.
 *
 * Their words leave the organisation as they are handed in (domain.md §8); beside them an event is private, hides its
 * attendees from each other unless a coordinator wants it otherwise, and names nobody.
 *
 * @throws CalendarAway while Graph is away; GraphFault for everything else that went wrong, after which any call may be
 * repeated
 */
export function graphCalendar(
  { log }: Pick<Deps, 'log'>,
  { graph, mailbox, cancelledComment, primaryOf = async (address) => address.toLowerCase() }: GraphCalendarOptions,
): Calendar {
  const asking = openAsking(graph);
  const events = graphEvents(asking, { mailbox, cancelledComment });
  const holds = graphHolds(log, asking);
  const freeBusy = graphFreeBusy(asking, mailbox, holds.heldFor);
  const resolved = (event: CalendarEvent) => underPrimaryAddresses(event, primaryOf);
  return {
    writesToInvitees: true,
    freeBusy: (mailboxes, window, forMeetingId) => asCalendar(() => freeBusy(mailboxes, window, forMeetingId)),
    hold: (hold) => asCalendar(() => holds.hold(hold)),
    release: (hold) => asCalendar(() => holds.release(hold)),
    book: (event) => asCalendar(async () => events.book(await resolved(event))),
    reschedule: (known, event) => asCalendar(async () => events.reschedule(known, await resolved(event))),
    invite: (known, event, inviteeIds) =>
      asCalendar(async () => events.invite(known, await resolved(event), inviteeIds)),
    cancel: (eventId, event) => asCalendar(() => events.cancel(eventId, event)),
    look: (eventId, invited = []) =>
      asCalendar(async () => {
        const now = await events.look(eventId);
        return now && underInvitedAddresses(now, invited, primaryOf);
      }),
  };
}
