import { createHash } from 'node:crypto';
import type { NewDelivery } from '../notifications/model.ts';
import { addDeliveries } from '../notifications/store.ts';
import type { Deps } from '../platform/deps.ts';
import { addDays, dayOf, instantAt, isWorkingDay } from '../platform/time.ts';
import { bookedSpans, eventNow, heldSpans, noteHeld, noteReleased, setJoinUrl } from './local-calendar-store.ts';
import type { Availability, BookedEvent, Calendar, CalendarEvent, Span } from './port.ts';

export type LocalCalendarOptions = {
  /** The demo's domain: its mailboxes have a calendar that can be read, with made-up appointments. All others are unknown. */
  readableDomain?: string;
  /** What the made-up appointments are drawn from: the same seed, mailbox and day give the same ones. */
  seed?: string;
  /** Where join links lead: `<joinUrlBase>/<transactionId>`. Without it the team sends the link itself. */
  joinUrlBase?: string;
};

/** A made-up working day has half hours from 9:00; appointments begin on one of them. */
const HALF_HOURS = 16;
const HALF_HOUR_MS = 30 * 60_000;

/**
 * The calendar where there is none of Microsoft 365, the demo's above all, on the product's own database. Invitations and cancellations are deliveries of ours, one mail
 * a person; free/busy is what is booked and held here plus made-up appointments of the known mailboxes.
 *
 * An event's id and UID are the meeting's transactionId, its etag the SEQUENCE: the same call twice changes nothing.
 */
export function localCalendar(
  deps: Pick<Deps, 'db' | 'jobs' | 'newId' | 'clock'>,
  options: LocalCalendarOptions = {},
): Calendar {
  const { readableDomain, seed = 'roundtable' } = options;
  const joinUrlBase = options.joinUrlBase ?? (readableDomain && `https://meet.${readableDomain}`);
  const isKnown = (mailbox: string) =>
    readableDomain !== undefined && mailbox.toLowerCase().endsWith(`@${readableDomain.toLowerCase()}`);
  const deliver = async (kind: 'invitation' | 'cancellation', event: CalendarEvent, joinUrl: string | null) => {
    await deps.db.$transaction(async (tx) => {
      // Written before the first invitation is composed, so that none of them lacks the link.
      if (joinUrl !== null) await setJoinUrl(tx, event.meetingId, joinUrl);
      await addDeliveries(tx, deps, deliveriesFor(kind, event));
    });
    deps.jobs.wake();
  };
  const invite = async (event: CalendarEvent): Promise<BookedEvent> => {
    const joinUrl = event.online && joinUrlBase ? `${joinUrlBase}/${event.transactionId}` : null;
    await deliver('invitation', event, joinUrl);
    const { transactionId } = event;
    return { eventId: transactionId, uid: transactionId, etag: String(event.sequence), joinUrl };
  };

  return {
    writesToInvitees: false,
    async freeBusy(mailboxes, window, forMeetingId) {
      const known = mailboxes.filter(isKnown);
      const booked = await bookedSpans(deps.db, known, window);
      const held = await heldSpans(deps.db, known, window, forMeetingId ?? null);
      return new Map(
        mailboxes.map((mailbox): [string, Availability] => {
          if (!isKnown(mailbox)) return [mailbox, { known: false }];
          const here = [booked, held].flatMap((spans) => spans.get(mailbox.toLowerCase()) ?? []);
          const busy = [...here, ...madeUpSpans(seed, mailbox, window)];
          return [
            mailbox,
            { known: true, busy: busy.sort((one, other) => one.start.getTime() - other.start.getTime()) },
          ];
        }),
      );
    },
    // The rows of the holds are this calendar's entries: one that is asked for stands in it from now on.
    async hold({ holdId }) {
      await noteHeld(deps.db, holdId);
      return { eventId: holdId };
    },
    release: ({ holdId }) => noteReleased(deps.db, holdId),
    book: invite,
    // Nobody but the product writes into this calendar: there is no edit to be in conflict with.
    reschedule: (_known, event) => invite(event),
    // Whoever has an invitation under this SEQUENCE has its delivery already.
    invite: (_known, event, inviteeIds) =>
      invite({ ...event, attendees: event.attendees.filter(({ inviteeId }) => inviteeIds.includes(inviteeId)) }),
    cancel: (_eventId, event) => deliver('cancellation', event, null),
    look: (eventId) => eventNow(deps.db, eventId),
  };
}

function deliveriesFor(kind: 'invitation' | 'cancellation', event: CalendarEvent): NewDelivery[] {
  const { meetingId, sequence } = event;
  return event.attendees.map(({ inviteeId }) => ({
    kind,
    eventKey: `${kind}:${meetingId}:${sequence}:${inviteeId}`,
    channel: 'mail',
    meetingId,
    inviteeId,
    detail: { sequence },
  }));
}

/** Made-up appointments of a mailbox that touch the window: two or three on each working day, half an hour to an hour. */
function madeUpSpans(seed: string, mailbox: string, window: Span): Span[] {
  const spans: Span[] = [];
  for (let day = dayOf(window.start); day <= dayOf(window.end); day = addDays(day, 1)) {
    if (!isWorkingDay(day)) continue;
    const drawn = createHash('sha256').update(`${seed}|${mailbox.toLowerCase()}|${day}`).digest();
    const opening = instantAt(day, '09:00').getTime();
    const count = 2 + ((drawn[0] ?? 0) % 2);
    for (let n = 1; n <= count; n++) {
      const start = opening + ((drawn[n] ?? 0) % HALF_HOURS) * HALF_HOUR_MS;
      const end = start + (1 + ((drawn[n + 8] ?? 0) % 2)) * HALF_HOUR_MS;
      spans.push({ start: new Date(start), end: new Date(end) });
    }
  }
  return spans.filter((span) => span.start < window.end && span.end > window.start);
}
