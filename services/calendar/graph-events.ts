import type { Event } from '../microsoft/graph-types.ts';
import { isItemGone } from '../microsoft/item-gone.ts';
import { GraphFault } from '../microsoft/port.ts';
import { type CalendarAsking, isFault, isUsedUp } from './graph-asking.ts';
import {
  EVENT_OF,
  type EventState,
  eventQuery,
  havingProperty,
  isSameSpan,
  readEvent,
  readList,
} from './graph-event.ts';
import {
  changesBesideTime,
  changesFor,
  isMovedByHand,
  isOvertaken,
  joiningChanges,
  newEvent,
} from './graph-event-changes.ts';
import type { BookedEvent, Calendar, CalendarEvent, EventNow, KnownEvent } from './port.ts';

/** An event that is changed by others more often than this between our reading and our writing is left to the next try. */
const MOST_TRIES = 5;

type Events = Pick<Calendar, 'book' | 'reschedule' | 'invite' | 'cancel' | 'look'>;
type Conflict = { conflict: true };

/**
 * The events of the DSR mailbox.
 *
 * Each carries its meeting's transactionId as a property of ours, by which it is found when an answer was lost, and a note
 * of what was last written from here. So every operation begins with what is there now, sends what is missing, and may be
 * repeated after any end: a change of the etag alone means that somebody answered, a time that nobody here wrote means
 * that somebody moved it.
 */
export function graphEvents(
  { ask, at }: CalendarAsking,
  { mailbox, cancelledComment }: { mailbox: string; cancelledComment: string },
): Events {
  const pathOf = (eventId: string) => at(mailbox, `events/${encodeURIComponent(eventId)}`);

  async function read(eventId: string): Promise<EventState | null> {
    try {
      const path = `${pathOf(eventId)}?${eventQuery}`;
      const now = readEvent(await ask(mailbox, { method: 'GET', path, repeatable: true }));
      return now.cancelled ? null : now;
    } catch (fault) {
      if (isItemGone(fault)) return null;
      throw fault;
    }
  }

  /** The events of a meeting: one, or none. */
  async function find({ transactionId }: Pick<CalendarEvent, 'transactionId'>): Promise<EventState[]> {
    const path = at(mailbox, `events?${havingProperty(EVENT_OF, transactionId)}&${eventQuery}`);
    const found = readList(await ask(mailbox, { method: 'GET', path, repeatable: true }));
    return found.map(readEvent).filter(({ cancelled }) => !cancelled);
  }

  /** Sends a change as long as the event is as it was read; somebody's answer in between makes it be read again. */
  async function change(
    eventId: string,
    decide: (now: EventState) => Event | 'conflict' | null,
  ): Promise<BookedEvent | Conflict> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const now = await read(eventId);
      if (now === null) return { conflict: true };
      const changes = decide(now);
      if (changes === 'conflict') return { conflict: true };
      if (changes === null) return booked(now);
      try {
        const request = { method: 'PATCH', path: pathOf(eventId), ifMatch: now.etag, repeatable: true } as const;
        return booked(readEvent(await ask(mailbox, { ...request, body: changes })));
      } catch (fault) {
        if (!isFault(fault, 'changed', 'conflict', 'not-found')) throw fault;
      }
    }
    throw new GraphFault('changed', { code: 'changed-at-every-try' });
  }

  /** Brings an event that is there already to the meeting's present state; one that somebody moved stays at its time. */
  async function bringInStep(found: EventState, event: CalendarEvent): Promise<BookedEvent> {
    const answer = await change(found.eventId, (now) => {
      if (isOvertaken(now, event)) return null;
      return isMovedByHand(now, event, null) ? changesBesideTime(now, event) : changesFor(now, event);
    });
    return 'conflict' in answer ? booked(found) : answer;
  }

  async function create(event: CalendarEvent, transactionId: string): Promise<BookedEvent> {
    const body = { ...newEvent(event), transactionId };
    const request = { method: 'POST', path: at(mailbox, 'events'), repeatable: true } as const;
    const made = readEvent(await ask(mailbox, { ...request, body }));
    // Made by an earlier call under the same transactionId, when the meeting was at another time.
    return isSameSpan(made, event) ? booked(made) : bringInStep(made, event);
  }

  /** Of two events that were made at once, the one of the meeting's own transactionId, or the only one, stays. */
  async function onlyOne(event: CalendarEvent, answer: BookedEvent): Promise<BookedEvent> {
    const [other] = (await find(event)).filter(({ eventId }) => eventId !== answer.eventId);
    if (other === undefined) return answer;
    await cancelOne(answer.eventId).catch(unlessGone);
    return bringInStep(other, event);
  }

  async function cancelOne(eventId: string): Promise<void> {
    const body = { Comment: cancelledComment };
    try {
      await ask(mailbox, { method: 'POST', path: `${pathOf(eventId)}/cancel`, body, repeatable: true });
    } catch (fault) {
      // Only a meeting can be cancelled: an event whose attendees were all taken off is taken away instead.
      if (isFault(fault, 'refused')) await ask(mailbox, { method: 'DELETE', path: pathOf(eventId), repeatable: true });
      else throw fault;
    }
  }

  return {
    async book(event) {
      const [there] = await find(event);
      if (there !== undefined) return bringInStep(there, event);
      for (const [turn, transactionId] of transactionsOf(event).entries()) {
        try {
          const made = await create(event, transactionId);
          return turn === 0 ? made : await onlyOne(event, made);
        } catch (fault) {
          if (!isFault(fault, 'conflict', 'unclear')) throw fault;
          const [made] = await find(event);
          if (made !== undefined) return bringInStep(made, event);
          if (!isUsedUp(fault)) throw fault;
        }
      }
      throw new GraphFault('conflict', { code: 'transactions-used-up' });
    },
    reschedule: (known, event) =>
      change(known.eventId, (now) => (isInConflict(now, event, known) ? 'conflict' : changesFor(now, event))),
    invite: (known, event, inviteeIds) =>
      change(known.eventId, (now) =>
        isInConflict(now, event, known) ? 'conflict' : joiningChanges(now, event, inviteeIds),
      ),
    async cancel(eventId, event) {
      await cancelOne(eventId).catch(unlessGone);
      // Its id changes where somebody moves it to another calendar and back.
      const left = await find(event);
      for (const { eventId: id } of left) await cancelOne(id).catch(unlessGone);
      // Of an event that was just made Graph may say that there is none: one that is listed all the same is tried again later.
      if (left.length > 0 && (await find(event)).length > 0) throw new GraphFault('unclear', { code: 'still-there' });
    },
    async look(eventId) {
      const now = await read(eventId);
      return now && eventNow(now);
    },
  };
}

/**
 * The transactionIds under which an event is made, the meeting's own first. The others are for an event that somebody deleted
 * in Outlook before we heard that it was there: Graph makes no second one under an id that it has seen.
 */
function transactionsOf({ transactionId }: CalendarEvent): string[] {
  return [transactionId, ...[1, 2].map((turn) => `${transactionId}-${turn}`)];
}

function isInConflict(now: EventState, event: CalendarEvent, known: KnownEvent): boolean {
  return isOvertaken(now, event) || isMovedByHand(now, event, known);
}

function booked({ eventId, uid, etag, joinUrl }: EventState): BookedEvent {
  return { eventId, uid, etag, joinUrl };
}

function eventNow({ etag, start, end, joinUrl, responses }: EventState): EventNow {
  return { etag, start, end, joinUrl, responses };
}

function unlessGone(fault: unknown): void {
  if (!isItemGone(fault)) throw fault;
}
