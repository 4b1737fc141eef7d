import type { Calendar, CalendarEvent, KnownEvent } from '../../services/calendar/port.ts';
import { anEvent } from './calendar-events.ts';

export type Follower = {
  /** What the record says; null once it has followed a deletion. */
  wanted(): CalendarEvent | null;
  eventId(): string | null;
  /** The record changes: the meeting moves. */
  move(start: Date): void;
  /** Somebody is invited besides. */
  join(invitee: CalendarEvent['attendees'][number]): void;
  cancel(): void;
  /** One try of the job that brings calendar and record together; throws what the calendar throws. */
  work(): Promise<void>;
  inStep(): boolean;
  /** How often it gave up its own time, or its life, for what it found in the calendar. */
  gaveIn(): number;
};

const HOUR_MS = 3_600_000;

/** A record of one meeting that keeps in step with a calendar as the service's jobs do, and stores only what it was answered. */
export function followingRecord(calendar: Calendar): Follower {
  let event = anEvent();
  let gone = false;
  let cancelled = false;
  let joined: string[] = [];
  let known: KnownEvent | null = null;
  let gaveIn = 0;
  let taken = { sequence: -1, joined: 0, cancelled: false };

  function follow(to: { start: Date; end: Date; etag: string } | null): void {
    gaveIn += 1;
    if (to === null) {
      gone = true;
      return;
    }
    if (known === null) return;
    known = { ...known, ...to };
    event = { ...event, start: to.start, end: to.end };
    taken = { ...taken, sequence: event.sequence };
  }

  async function bring(): Promise<void> {
    const [sequence, count] = [event.sequence, joined.length];
    if (known === null) {
      const answer = await calendar.book(event);
      known = { eventId: answer.eventId, etag: answer.etag, start: event.start, end: event.end };
    } else if (cancelled) {
      await calendar.cancel(known.eventId, event);
      taken = { ...taken, cancelled: true };
      return;
    } else {
      const isBehind = taken.sequence < sequence;
      const answer = isBehind ? await calendar.reschedule(known, event) : await calendar.invite(known, event, joined);
      if ('conflict' in answer) return follow(await calendar.look(known.eventId));
      known = { eventId: answer.eventId, etag: answer.etag, start: event.start, end: event.end };
    }
    taken = { ...taken, sequence, joined: count };
  }

  const inStep = () =>
    gone || (cancelled ? taken.cancelled : taken.sequence === event.sequence && taken.joined === joined.length);

  return {
    wanted: () => (gone || cancelled ? null : event),
    eventId: () => known?.eventId ?? null,
    move: (start) => {
      if (gone || cancelled) return;
      event = { ...event, sequence: event.sequence + 1, start, end: new Date(start.getTime() + HOUR_MS) };
    },
    join: (invitee) => {
      if (gone || cancelled || event.attendees.some(({ inviteeId }) => inviteeId === invitee.inviteeId)) return;
      event = { ...event, attendees: [...event.attendees, invitee] };
      joined = [...joined, invitee.inviteeId];
    },
    cancel: () => {
      if (!gone && !cancelled) {
        cancelled = true;
        event = { ...event, sequence: event.sequence + 1 };
      }
    },
    inStep,
    gaveIn: () => gaveIn,
    work: async () => {
      if (!inStep()) return bring();
      if (gone || cancelled || known === null) return;
      const now = await calendar.look(known.eventId);
      if (now === null || now.start.getTime() !== known.start.getTime()) follow(now);
    },
  };
}
