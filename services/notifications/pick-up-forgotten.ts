import { minutesToNextMove } from '../mailbox/move-again.ts';
import { openOutage } from '../outages/outage-store.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import type { Job } from '../platform/jobs.ts';
import {
  draftsWithoutInvitation,
  meetingsAheadOfCalendar,
  meetingsWithoutTimes,
  proposalsAheadOfCalendar,
  type Unfinished,
  unfinishedDeliveries,
  unfinishedMails,
} from './forgotten-store.ts';
import { addTodos, todoKeys } from './todos.ts';

/** Longer than a handler that outran its job's two minutes may still be at work. */
const ENDED_MINUTES = 5;
/** A calendar or a mailbox that was away for all retries of a job is asked again now and then, until the meeting is over. */
const CALENDAR_MINUTES = 15;
/** Any number that nothing else locks: processes that look at the same moment come one after the other. */
const ADVISORY_LOCK = 3_978_001;

type Kind = {
  queue: Job['name'];
  /** How long ago the last job has ended at least; of each record by itself where it is a rule. */
  quietMinutes: number | ((unfinished: Unfinished, now: Date) => number);
  find(deps: Deps): Promise<Unfinished[]>;
  job(id: string): Job;
  /** What the team is told: only where they can do something. */
  tell?(tx: Transaction, deps: Deps, forgotten: readonly Unfinished[]): Promise<void>;
};

const kinds: readonly Kind[] = [
  {
    // Tried again as ever: one found 'sending' ends by the rules of run-delivery.ts, and to-dos tell the team.
    queue: 'deliver',
    quietMinutes: ENDED_MINUTES,
    find: ({ db }) => unfinishedDeliveries(db),
    job: (deliveryId) => ({ name: 'deliver', data: { deliveryId } }),
  },
  {
    queue: 'sync-calendar',
    quietMinutes: CALENDAR_MINUTES,
    find: ({ db, clock }) => meetingsAheadOfCalendar(db, clock.now()),
    job: (meetingId) => ({ name: 'sync-calendar', data: { meetingId } }),
    tell: async (tx, deps, forgotten) => {
      // Of an outage the team is told once, not for each meeting that waits for its end.
      if ((await openOutage(tx, 'calendar')) !== null) return;
      await addTodos(
        tx,
        deps,
        forgotten.map(({ id, requestId, sequence }) => ({
          kind: 'calendar-behind' as const,
          eventKey: todoKeys.calendarBehind(id, sequence),
          requestId,
          meetingId: id,
        })),
      );
    },
  },
  {
    queue: 'sync-holds',
    quietMinutes: CALENDAR_MINUTES,
    find: ({ db }) => proposalsAheadOfCalendar(db),
    job: (proposalId) => ({ name: 'sync-holds', data: { proposalId } }),
  },
  {
    queue: 'look-for-times',
    quietMinutes: ENDED_MINUTES,
    find: ({ db }) => meetingsWithoutTimes(db),
    job: (meetingId) => ({ name: 'look-for-times', data: { meetingId } }),
  },
  {
    queue: 'prepare-mdt-invitation',
    quietMinutes: ENDED_MINUTES,
    find: ({ db }) => draftsWithoutInvitation(db),
    job: (draftId) => ({ name: 'prepare-mdt-invitation', data: { draftId } }),
  },
  {
    queue: 'handle-mailed-message',
    quietMinutes: ({ placedAt = null }, now) => minutesToNextMove(placedAt, now),
    find: ({ db }) => unfinishedMails(db),
    job: (mailedMessageId) => ({ name: 'handle-mailed-message', data: { mailedMessageId } }),
  },
];

/**
 * Finds what is still to be done and has no job left: its process was killed during the very last try, or what it needed
 * was away longer than all retries. Each gets a new job, so that nothing is ever forgotten. Whether a job is left is asked
 * of the queue, by the database's time: the demo's clock may skip days and makes nothing look old.
 *
 * Any number of processes may do this at once: of each record one job is made.
 *
 * @returns how many were picked up
 */
export async function pickUpForgotten(deps: Deps): Promise<number> {
  let total = 0;
  for (const kind of kinds) {
    const unfinished = await kind.find(deps);
    if (unfinished.length > 0) total += await pickUp(deps, kind, unfinished);
  }
  if (total > 0) deps.jobs.wake();
  return total;
}

async function pickUp(deps: Deps, kind: Kind, unfinished: readonly Unfinished[]): Promise<number> {
  const { queue, job, tell } = kind;
  const forgotten = await deps.db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${ADVISORY_LOCK})`;
    const without = new Set<string>();
    for (const [minutes, ids] of byQuietMinutes(kind, unfinished, deps.clock.now())) {
      for (const id of await deps.jobs.withoutJob(tx, queue, ids, minutes * 60)) without.add(id);
    }
    const mine = unfinished.filter(({ id }) => without.has(id));
    await deps.jobs.enqueue(
      tx,
      mine.map(({ id }) => job(id)),
    );
    await tell?.(tx, deps, mine);
    return mine;
  });
  for (const { id, requestId, meetingId } of forgotten) {
    deps.log.warn('picked-up', { queue, id, requestId, meetingId });
  }
  return forgotten.length;
}

function byQuietMinutes({ quietMinutes }: Kind, unfinished: readonly Unfinished[], now: Date): Map<number, string[]> {
  const groups = new Map<number, string[]>();
  for (const one of unfinished) {
    const minutes = typeof quietMinutes === 'number' ? quietMinutes : quietMinutes(one, now);
    groups.set(minutes, [...(groups.get(minutes) ?? []), one.id]);
  }
  return groups;
}
