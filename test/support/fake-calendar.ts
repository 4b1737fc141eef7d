import { randomUUID } from 'node:crypto';
import type {
  Availability,
  BookedEvent,
  Calendar,
  CalendarEvent,
  CalendarHold,
  CalendarResponse,
  Span,
} from '../../services/calendar/port.ts';

type Operation = 'freeBusy' | 'hold' | 'release' | 'book' | 'reschedule' | 'invite' | 'cancel' | 'look';
type HeldEvent = { event: CalendarEvent; etag: string; cancelled: boolean };

/** A call that waits outside the calendar: it takes effect once it is let in. */
export type HeldCall = { reached: Promise<void>; letIn(): void };

export type FakeCalendar = Calendar & {
  /** The events it holds, by event id. */
  events: Map<string, HeldEvent>;
  /** The times it keeps free, by hold id. */
  holds: Map<string, CalendarHold>;
  /** What it was asked to do, in the order in which it took effect. */
  calls: { operation: Operation; sequence: number }[];
  /** Makes a mailbox one whose free/busy can be read. */
  know(mailbox: string, busy?: Span[]): void;
  /** The next call of this kind fails: before it takes effect, or after it so that the answer is lost. */
  failNext(operation: Operation, when: 'before' | 'after'): void;
  holdNext(operation: Operation): HeldCall;
  /** Somebody moves an event in the calendar itself, an hour on where nothing is said. */
  editByHand(eventId: string, to?: Span): void;
  /** Somebody deletes it there. */
  deleteByHand(eventId: string): void;
  answer(eventId: string, response: CalendarResponse): void;
};

/**
 * A calendar in memory that behaves as Graph's does: one event a transactionId, an etag that every change renews, and a
 * repeat of the SEQUENCE it took last is no conflict.
 */
export function fakeCalendar(): FakeCalendar {
  const events = new Map<string, HeldEvent>();
  const calls: FakeCalendar['calls'] = [];
  const holds = new Map<string, CalendarHold>();
  const mailboxes = new Map<string, Span[]>();
  const answers = new Map<string, CalendarResponse[]>();
  const failing = new Map<Operation, 'before' | 'after'>();
  const holding = new Map<Operation, { arrive(): void; released: Promise<void> }>();

  async function asked<T>(operation: Operation, sequence: number, effect: () => T): Promise<T> {
    const held = holding.get(operation);
    holding.delete(operation);
    held?.arrive();
    await held?.released;
    const failure = failing.get(operation);
    failing.delete(operation);
    if (failure === 'before') throw new Error('The calendar is away');
    calls.push({ operation, sequence });
    const answer = effect();
    if (failure === 'after') throw new Error('The answer was lost');
    return answer;
  }

  const booked = (eventId: string, { event, etag }: HeldEvent): BookedEvent => ({
    eventId,
    uid: event.transactionId,
    etag,
    joinUrl: event.online ? `https://meet.example.org/${event.transactionId}` : null,
  });
  const put = (eventId: string, event: CalendarEvent): BookedEvent => {
    const held = { event, etag: randomUUID(), cancelled: false };
    events.set(eventId, held);
    return booked(eventId, held);
  };
  const isAsKnown = ({ event }: HeldEvent, known: Span) =>
    event.start.getTime() === known.start.getTime() && event.end.getTime() === known.end.getTime();
  const idOf = (event: CalendarEvent) => `event-${event.transactionId}`;

  return {
    writesToInvitees: false,
    events,
    holds,
    calls,
    know: (mailbox, busy = []) => void mailboxes.set(mailbox.toLowerCase(), busy),
    failNext: (operation, when) => void failing.set(operation, when),
    holdNext: (operation) => {
      const arrival = Promise.withResolvers<void>();
      const release = Promise.withResolvers<void>();
      holding.set(operation, { arrive: arrival.resolve, released: release.promise });
      return { reached: arrival.promise, letIn: release.resolve };
    },
    editByHand: (eventId, to) => {
      const held = events.get(eventId);
      if (!held) return;
      const later = (instant: Date) => new Date(instant.getTime() + 3_600_000);
      const span = to ?? { start: later(held.event.start), end: later(held.event.end) };
      events.set(eventId, { ...held, event: { ...held.event, ...span }, etag: randomUUID() });
    },
    deleteByHand: (eventId) => {
      const held = events.get(eventId);
      if (held) events.set(eventId, { ...held, cancelled: true });
    },
    answer: (eventId, response) => void answers.set(eventId, [...(answers.get(eventId) ?? []), response]),

    freeBusy: (asking, _window, forMeetingId) =>
      asked('freeBusy', 0, () => {
        const one = (mailbox: string): Availability => {
          const busy = mailboxes.get(mailbox.toLowerCase());
          if (busy === undefined) return { known: false };
          const held = [...holds.values()].filter(
            (hold) => hold.mailbox.toLowerCase() === mailbox.toLowerCase() && hold.meetingId !== forMeetingId,
          );
          return { known: true, busy: [...busy, ...held.map(({ start, end }) => ({ start, end }))] };
        };
        return new Map(asking.map((mailbox) => [mailbox, one(mailbox)]));
      }),
    hold: (hold) =>
      asked('hold', 0, () => {
        holds.set(hold.holdId, hold);
        return { eventId: `hold-${hold.holdId}` };
      }),
    release: ({ holdId }) => asked('release', 0, () => void holds.delete(holdId)),
    book: (event) =>
      asked('book', event.sequence, () => {
        const held = events.get(idOf(event));
        return held ? booked(idOf(event), held) : put(idOf(event), event);
      }),
    reschedule: ({ eventId, ...known }, event) =>
      asked('reschedule', event.sequence, () => {
        const held = events.get(eventId);
        if (!held || held.cancelled) return { conflict: true as const };
        if (held.event.sequence === event.sequence) return booked(eventId, held);
        return isAsKnown(held, known) ? put(eventId, event) : { conflict: true as const };
      }),
    invite: ({ eventId, ...known }, event, inviteeIds) =>
      asked('invite', event.sequence, () => {
        const held = events.get(eventId);
        if (!held || held.cancelled) return { conflict: true as const };
        const invited = new Set(held.event.attendees.map(({ inviteeId }) => inviteeId));
        const added = event.attendees.filter(
          (one) => inviteeIds.includes(one.inviteeId) && !invited.has(one.inviteeId),
        );
        if (added.length === 0) return booked(eventId, held);
        if (!isAsKnown(held, known)) return { conflict: true as const };
        return put(eventId, { ...event, attendees: [...held.event.attendees, ...added] });
      }),
    cancel: (eventId, event) =>
      asked('cancel', event.sequence, () => {
        const held = events.get(eventId);
        if (held) events.set(eventId, { event, etag: randomUUID(), cancelled: true });
      }),
    look: (eventId) =>
      asked('look', 0, () => {
        const held = events.get(eventId);
        if (!held || held.cancelled) return null;
        const { etag, event } = held;
        const { joinUrl } = booked(eventId, held);
        return { etag, start: event.start, end: event.end, joinUrl, responses: answers.get(eventId) ?? [] };
      }),
  };
}
