import { addDeliveries } from '../notifications/store.ts';
import type { Deps } from '../platform/deps.ts';
import { dayOf } from '../platform/time.ts';
import { markUnmoved, wasCardRaised } from './unmoved-store.ts';

/**
 * Tells the team of originals that cannot be moved to where they belong, with one card a day at most, and only where there is
 * one that no card has counted. What comes to it later on a day that has its card is told of on the next: a card counts all
 * that are not moved then. A part of the sweep; any number of processes may do it at once.
 *
 * @returns how many the team had not heard of
 */
export async function tellOfUnmoved(deps: Pick<Deps, 'db' | 'clock' | 'jobs' | 'newId' | 'log'>): Promise<number> {
  const now = deps.clock.now();
  const marked = await deps.db.$transaction(async (tx) => {
    const eventKey = `mails-not-moved:${dayOf(now)}`;
    // Marked today, it would count as told, and no card would say so.
    if (await wasCardRaised(tx, eventKey)) return 0;
    const fresh = await markUnmoved(tx, now);
    if (fresh > 0) await addDeliveries(tx, deps, [{ kind: 'mails-not-moved', eventKey, channel: 'teams' }]);
    return fresh;
  });
  if (marked === 0) return 0;
  deps.log.warn('mails-not-moved', { count: marked });
  deps.jobs.wake();
  return marked;
}
