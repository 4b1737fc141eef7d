import { addDeliveries } from '../notifications/store.ts';
import type { Deps } from '../platform/deps.ts';
import { lastToldOfMore, mailsWithoutCard } from './triage-cards-store.ts';

const HOUR_MS = 60 * 60_000;

/**
 * Tells the team that emails wait of which no card of their own was posted: once, and again an hour later at the earliest where
 * more have come since. A part of the sweep; any number of processes may do it at once.
 *
 * @returns how many cards were raised
 */
export async function tellOfMoreMails(deps: Pick<Deps, 'db' | 'clock' | 'jobs' | 'newId'>): Promise<number> {
  const now = deps.clock.now();
  const { count, latest } = await mailsWithoutCard(deps.db);
  if (latest === null) return 0;
  const told = await lastToldOfMore(deps.db);
  if (told !== null) {
    const areMore = count > told.count || latest > told.at;
    if (!areMore || now.getTime() - told.at.getTime() < HOUR_MS) return 0;
  }
  // What is found at once by several processes has one key: that of the card before it.
  const eventKey = `more-mails-wait:${told?.at.toISOString() ?? 'first'}`;
  const card = { kind: 'more-mails-wait', eventKey, channel: 'teams', detail: { count } } as const;
  await deps.db.$transaction((tx) => addDeliveries(tx, deps, [card]));
  deps.jobs.wake();
  return 1;
}
