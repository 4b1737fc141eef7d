import { addDeliveries } from '../notifications/store.ts';
import type { Deps } from '../platform/deps.ts';
import { dayOf } from '../platform/time.ts';
import { markUnmoved } from './unmoved-store.ts';

/**
 * Tells the team of originals that cannot be moved out of the inbox: of each once, and of all of a day with one card. A part
 * of the sweep; any number of processes may do it at once.
 *
 * @returns how many the team had not heard of
 */
export async function tellOfUnmoved(deps: Pick<Deps, 'db' | 'clock' | 'jobs' | 'newId' | 'log'>): Promise<number> {
  const now = deps.clock.now();
  const marked = await deps.db.$transaction(async (tx) => {
    const fresh = await markUnmoved(tx, now);
    const eventKey = `mails-not-moved:${dayOf(now)}`;
    if (fresh > 0) await addDeliveries(tx, deps, [{ kind: 'mails-not-moved', eventKey, channel: 'teams' }]);
    return fresh;
  });
  if (marked === 0) return 0;
  deps.log.warn('mails-not-moved', { count: marked });
  deps.jobs.wake();
  return marked;
}
