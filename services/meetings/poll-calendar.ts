import type { CalendarChanges, ChangedEvent, Span } from '../calendar/port.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { findMeetingsOfEvents } from './calendar-store.ts';
import {
  type CalendarPosition,
  claimReading,
  findCalendarPosition,
  findMeetingsInCalendar,
  findWithoutJoinLink,
  storeCalendarPosition,
} from './poll-store.ts';

export type PollDeps = Deps & { changes: CalendarChanges };

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Beside the notifications, which tell at once: what they miss is found so soon. */
const EVERY_MS = 2 * MINUTE_MS;
/**
 * What was listed as changed is not listed again, also where its job came to nothing because the calendar was away, or asked
 * for quiet, for longer than all retries. With everything listed anew it is found so soon.
 */
const EVERYTHING_MS = 60 * MINUTE_MS;
/** Looked into so far ahead, and beyond the last meeting: events that are moved far away are missed in the list, and looked at. */
const AHEAD_MS = 120 * DAY_MS;
const BEYOND_MS = 30 * DAY_MS;
/** A join link comes within minutes or not at all; each look is a call. */
const LINK_AGAIN_MS = 5 * MINUTE_MS;
/** More pages are read with the next beat. */
const MOST_PAGES = 100;

/**
 * Asks the calendar what has changed since the last time, and makes a job for each of our meetings among it: what
 * notifications tell at once is found here when they don't come. Once an hour, when the window moves on, and where the
 * calendar has forgotten how far it was read, everything in it is listed, and meetings that are missing there are looked at
 * too. Also looks again at meetings whose join link is missing. A part of the sweep; of several processes one reads.
 *
 * @returns how many meetings are looked at
 */
export async function pollCalendar(deps: PollDeps): Promise<number> {
  const now = deps.clock.now();
  const last = await findCalendarPosition(deps.db);
  if (last !== null && now.getTime() - last.at.getTime() < EVERY_MS) return 0;
  const meetings = await findMeetingsInCalendar(deps.db, now);
  if (meetings.length === 0) return 0;
  // Also where the clock stands still: whoever has claimed it is known by the instant.
  const at = new Date(Math.max(now.getTime(), (last?.at.getTime() ?? 0) + 1));
  if (!(await claimReading(deps.db, last?.at ?? null, at))) return 0;
  const latest = new Date(Math.max(...meetings.map(({ endsAt }) => endsAt.getTime())));
  const position = goOnFrom(last?.position ?? null, now, latest);
  const looked = (await readChanges(deps, at, position)) + (await lookForLinks(deps, now));
  if (looked > 0) deps.jobs.wake();
  return looked;
}

/** Goes on where reading has come to, or begins anew: once an hour, and where a meeting lies beyond the window. */
function goOnFrom(last: CalendarPosition | null, now: Date, latest: Date): CalendarPosition {
  const isRecent = last !== null && now.getTime() - last.listedAt.getTime() < EVERYTHING_MS;
  if (isRecent && latest <= last.end) return last;
  return { link: null, listedAt: now, ...windowFor(now, latest) };
}

function windowFor(now: Date, latest: Date): Span {
  const end = Math.max(now.getTime() + AHEAD_MS, latest.getTime() + BEYOND_MS);
  return { start: new Date(now.getTime() - DAY_MS), end: new Date(end) };
}

async function readChanges(deps: PollDeps, claimedAt: Date, from: CalendarPosition): Promise<number> {
  let position = from;
  let looked = 0;
  let listed: Set<string> | null = from.link === null ? new Set() : null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await deps.changes.list(position.link, position);
    if (answer === 'lost') {
      position = { ...position, link: null };
      listed = new Set();
      continue;
    }
    for (const { eventId } of answer.changed) listed?.add(eventId);
    const next = { ...position, link: answer.position };
    const everything = answer.more ? null : listed;
    looked += await deps.db.$transaction(async (tx) => {
      const count = await lookAt(tx, deps, answer.changed, everything);
      // Killed half-way through everything, all of it is listed again: else what is missing in it would never be seen.
      const isLast = !answer.more || page === MOST_PAGES - 1;
      if (listed === null || isLast) await storeCalendarPosition(tx, claimedAt, next);
      return count;
    });
    if (!answer.more) return looked;
    position = next;
  }
  return looked;
}

/** @param everything the ids of all that is in the window, where all of it was listed: what is missing there may be gone */
async function lookAt(
  tx: Transaction,
  deps: PollDeps,
  changed: readonly ChangedEvent[],
  everything: ReadonlySet<string> | null,
): Promise<number> {
  const now = deps.clock.now();
  const etags = new Map(changed.map(({ eventId, etag }) => [eventId, etag]));
  const ours = await findMeetingsOfEvents(tx, [...etags.keys()], now);
  // What was written or read here last is no news.
  const news = ours.filter(({ eventId, etag }) => {
    const seen = etags.get(eventId ?? '') ?? null;
    return seen === null || seen !== etag;
  });
  const missing =
    everything === null
      ? []
      : (await findMeetingsInCalendar(tx, now)).filter(({ eventId }) => !everything.has(eventId ?? ''));
  return follow(tx, deps, [...news, ...missing]);
}

async function lookForLinks(deps: PollDeps, now: Date): Promise<number> {
  return deps.db.$transaction(async (tx) => {
    const ids = await findWithoutJoinLink(tx, now, new Date(now.getTime() - LINK_AGAIN_MS));
    return follow(
      tx,
      deps,
      ids.map((id) => ({ id })),
    );
  });
}

async function follow(tx: Transaction, deps: Deps, meetings: readonly { id: string }[]): Promise<number> {
  const ids = [...new Set(meetings.map(({ id }) => id))];
  await deps.jobs.enqueue(
    tx,
    ids.map((meetingId) => ({ name: 'follow-calendar', data: { meetingId } })),
  );
  return ids.length;
}
