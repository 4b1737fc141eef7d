import { addDeliveries } from '../notifications/store.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { awayKey, endOutage, noteTold, type Outage, type OutageKind, openOutage, outageCards } from './outage-store.ts';

/** What comes back sooner is no news: jobs try again by themselves for a few minutes. Decided by us. */
const TOLD_AFTER_MS = 10 * 60_000;

type OutageDeps = Pick<Deps, 'db' | 'clock' | 'jobs' | 'newId' | 'log'>;

/**
 * Tells the team, once, of an outage that has lasted for ten minutes. Any number of processes may do it at once.
 *
 * @returns how many messages were raised
 */
export async function tellOfOutage(deps: OutageDeps, kind: OutageKind): Promise<number> {
  const outage = await openOutage(deps.db, kind);
  const now = deps.clock.now();
  if (outage === null || outage.toldAt !== null || now.getTime() - outage.since.getTime() < TOLD_AFTER_MS) return 0;
  const told = await deps.db.$transaction(async (tx) => {
    if (!(await noteTold(tx, outage.id, now))) return 0;
    const card = { kind: outageCards[kind].away, eventKey: awayKey(kind, outage.id), channel: 'teams' } as const;
    await addDeliveries(tx, deps, [{ ...card, detail: { outageId: outage.id } }]);
    return 1;
  });
  deps.jobs.wake();
  return told;
}

/**
 * Ends an outage, in the transaction of what follows from it. The team is told if it was told that it began.
 *
 * @returns null where there was none
 */
export async function endAndTell(tx: Transaction, deps: OutageDeps, kind: OutageKind): Promise<Outage | null> {
  const outage = await endOutage(tx, kind, deps.clock.now());
  if (outage === null || outage.toldAt === null) return outage;
  const { back } = outageCards[kind];
  const detail = { outageId: outage.id };
  await addDeliveries(tx, deps, [{ kind: back, eventKey: `${back}:${outage.id}`, channel: 'teams', detail }]);
  return outage;
}
