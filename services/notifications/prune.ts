import type { Deps } from '../platform/deps.ts';
import { deleteCardsOfEnded, deletePresses } from './retention-store.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Teams repeats a press within seconds or minutes; a week covers a laptop that was closed over a weekend. Decided by us. */
const PRESSES_DAYS = 7;
/**
 * A request that ended half a year ago changes no more (a correction of its outcome comes within weeks), so nothing of its
 * cards needs to be brought up to date. Pressing on one still works: every press reads the record. Decided by us.
 */
const CARDS_DAYS = 180;

/**
 * Deletes technical rows that nothing asks for any more. The record itself, its audit and its delivery log are not touched;
 * finished jobs are deleted by the queue after a week.
 */
export async function prune(deps: Pick<Deps, 'db' | 'clock' | 'log'>): Promise<void> {
  const before = (days: number) => new Date(deps.clock.now().getTime() - days * DAY_MS);
  const presses = await deletePresses(deps.db, before(PRESSES_DAYS));
  const cards = await deleteCardsOfEnded(deps.db, before(CARDS_DAYS));
  deps.log.info('pruned', { presses, cards });
}
