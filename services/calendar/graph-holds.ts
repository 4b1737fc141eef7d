import { z } from 'zod';
import type { Event } from '../microsoft/graph-types.ts';
import type { Log } from '../platform/log.ts';
import { type CalendarAsking, isFault, isUsedUp } from './graph-asking.ts';
import { graphSpan, graphTime, HELD_FOR, HOLD, havingProperty, parsed, readList } from './graph-event.ts';
import type { Calendar, CalendarHold, Span } from './port.ts';

/** More holds of one meeting in one mailbox than a proposal has slots, with room to spare. */
const MOST_HOLDS = 50;

const entryId = z.object({ id: z.string().min(1) });

/** Times kept free in the mailboxes of those who are asked, and the ones that are there already. */
export type GraphHolds = Pick<Calendar, 'hold' | 'release'> & {
  /** When a mailbox has times held for a meeting; none where it may not be read. */
  heldFor(mailbox: string, meetingId: string): Promise<Span[]>;
};

export function graphHolds(log: Log, { ask, at }: CalendarAsking): GraphHolds {
  const pathOf = (mailbox: string, eventId: string) => at(mailbox, `events/${encodeURIComponent(eventId)}`);

  async function list(mailbox: string, property: string, value: string, select: string): Promise<unknown[]> {
    const query = `${havingProperty(property, value)}&$select=${select}&$top=${MOST_HOLDS}`;
    return readList(await ask(mailbox, { method: 'GET', path: at(mailbox, `events?${query}`), repeatable: true }));
  }

  async function find(mailbox: string, holdId: string): Promise<string[]> {
    return (await list(mailbox, HOLD, holdId, 'id')).map((entry) => parsed(entryId, entry).id);
  }

  async function keep(hold: CalendarHold): Promise<{ eventId: string } | null> {
    const [there] = await find(hold.mailbox, hold.holdId);
    if (there !== undefined) return { eventId: there };
    const path = at(hold.mailbox, 'events');
    try {
      const made = await ask(hold.mailbox, { method: 'POST', path, body: newEntry(hold), repeatable: true });
      return { eventId: parsed(entryId, made).id };
    } catch (fault) {
      if (!isFault(fault, 'conflict', 'unclear')) throw fault;
      const [made] = await find(hold.mailbox, hold.holdId);
      if (made !== undefined) return { eventId: made };
      // Its owner has taken the entry away before we heard that it was there: they do not want it.
      if (isUsedUp(fault)) return null;
      throw fault;
    }
  }

  async function takeAway(mailbox: string, eventId: string): Promise<void> {
    try {
      await ask(mailbox, { method: 'DELETE', path: pathOf(mailbox, eventId), repeatable: true });
    } catch (fault) {
      if (!isFault(fault, 'not-found')) throw fault;
    }
  }

  return {
    async hold(hold) {
      try {
        return await keep(hold);
      } catch (fault) {
        // Not ours to write in (403), or not in Exchange Online at all (404): the usual case outside the DSR mailbox.
        if (isFault(fault, 'not-allowed', 'not-found')) return null;
        throw fault;
      }
    },
    async release({ holdId, mailbox }) {
      try {
        // By its own id: that of its entry may never have been received, and is another one where its owner moved it.
        for (const left of await find(mailbox, holdId)) await takeAway(mailbox, left);
      } catch (fault) {
        if (!isFault(fault, 'not-allowed', 'not-found')) throw fault;
        // It is out of our reach for good: the mailbox is closed, or its permission was taken away.
        if (fault.kind === 'not-allowed') log.warn('hold-out-of-reach', { holdId, code: fault.code });
      }
    },
    async heldFor(mailbox, meetingId) {
      try {
        return (await list(mailbox, HELD_FOR, meetingId, 'start,end')).map((entry) => parsed(graphSpan, entry));
      } catch (fault) {
        if (isFault(fault, 'not-allowed', 'not-found')) return [];
        throw fault;
      }
    },
  };
}

/** A tentative entry that says the reference at most, reminds nobody and asks nobody. */
function newEntry({ holdId, meetingId, start, end, subject }: CalendarHold): Event {
  return {
    subject,
    start: graphTime(start),
    end: graphTime(end),
    showAs: 'tentative',
    sensitivity: 'private',
    isReminderOn: false,
    responseRequested: false,
    transactionId: holdId,
    singleValueExtendedProperties: [
      { id: HOLD, value: holdId },
      { id: HELD_FOR, value: meetingId },
    ],
  };
}
