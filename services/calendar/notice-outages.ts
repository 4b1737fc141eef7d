import { meetingsAheadOfCalendar } from '../notifications/forgotten-store.ts';
import { beginOutage, openOutage } from '../outages/outage-store.ts';
import { endAndTell, tellOfOutage } from '../outages/tell-of-outages.ts';
import type { Deps } from '../platform/deps.ts';
import { type Calendar, CalendarAway, type CalendarChanges, type Span } from './port.ts';

const PROBE_MS = 60_000;
const ASKED_EVERY_MS = 60_000;

type OutageDeps = Pick<Deps, 'db' | 'clock' | 'jobs' | 'newId' | 'log'>;

/** A calendar whose outages are noted as they show. */
export type NoticedCalendar = { calendar: Calendar; changes: CalendarChanges };

/**
 * The same calendar, which notes when it cannot be reached, and when it can be again. What is waiting for it then gets its
 * jobs at once. Free/busy does not count as an answer: of mailboxes that can't be read it says that they are unknown.
 */
export function noticeOutages(deps: OutageDeps, { calendar, changes }: NoticedCalendar): NoticedCalendar {
  // Whether there is an outage is asked once a minute at most: another process may have noted one.
  let askAgainAt = 0;
  const noted = async <T>(asking: Promise<T>, isAnswer = true): Promise<T> => {
    try {
      const answer = await asking;
      const now = deps.clock.now().getTime();
      if (isAnswer && now >= askAgainAt) {
        askAgainAt = now + ASKED_EVERY_MS;
        await noteBack(deps);
      }
      return answer;
    } catch (fault) {
      if (fault instanceof CalendarAway) {
        askAgainAt = 0;
        const outage = { id: deps.newId(), kind: 'calendar', since: deps.clock.now() } as const;
        if (await beginOutage(deps.db, outage)) deps.log.warn('calendar-away');
      }
      throw fault;
    }
  };
  return {
    calendar: {
      writesToInvitees: calendar.writesToInvitees,
      freeBusy: (...asked) => noted(calendar.freeBusy(...asked), false),
      hold: (hold) => noted(calendar.hold(hold)),
      release: (hold) => noted(calendar.release(hold)),
      book: (event) => noted(calendar.book(event)),
      reschedule: (...asked) => noted(calendar.reschedule(...asked)),
      invite: (...asked) => noted(calendar.invite(...asked)),
      cancel: (...asked) => noted(calendar.cancel(...asked)),
      look: (eventId, invited) => noted(calendar.look(eventId, invited)),
    },
    changes: { list: (...asked) => noted(changes.list(...asked)) },
  };
}

/** The calendar has answered: an outage is over. The team is told if it was told that it began. */
async function noteBack(deps: OutageDeps): Promise<void> {
  const ended = await deps.db.$transaction(async (tx) => {
    const outage = await endAndTell(tx, deps, 'calendar');
    if (outage === null) return null;
    const waiting = await meetingsAheadOfCalendar(tx, deps.clock.now());
    await deps.jobs.enqueue(
      tx,
      waiting.map(({ id: meetingId }) => ({ name: 'sync-calendar', data: { meetingId } })),
    );
    return outage;
  });
  if (ended === null) return;
  deps.log.info('calendar-back', { seconds: Math.round((deps.clock.now().getTime() - ended.since.getTime()) / 1000) });
  deps.jobs.wake();
}

/**
 * While an outage lasts asks whether the calendar is back, and tells the team once that calendars are late. A part of the
 * sweep; any number of processes may do it at once.
 *
 * @returns how many messages were raised
 */
export async function watchOutage(deps: OutageDeps, { changes }: Pick<NoticedCalendar, 'changes'>): Promise<number> {
  if ((await openOutage(deps.db, 'calendar')) === null) return 0;
  const now = deps.clock.now();
  const soon: Span = { start: now, end: new Date(now.getTime() + PROBE_MS) };
  // Its answer is noted; that there is none is what is known already.
  await changes.list(null, soon).catch(() => undefined);
  return tellOfOutage(deps, 'calendar');
}
