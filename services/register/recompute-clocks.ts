import { referralClocks } from '../clocks/clock-engine.ts';
import { refreshCards } from '../notifications/store.ts';
import type { Transaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { inPieces } from '../platform/in-pieces.ts';
import type { AreaPolicy } from '../policies/model.ts';
import { clockRow, referralFactsFrom } from './clock-store.ts';
import { entryValues } from './entry-values.ts';
import { factsFrom } from './facts-store.ts';
import {
  clocksAsText,
  columnsAsText,
  type EntryToRecompute,
  type EntryWrite,
  FROM_THE_START,
  nextEntries,
  nextReferrals,
  type ReferralToRecompute,
  shownOnCards,
  writeEntries,
  writeReferralClocks,
} from './recompute-store.ts';

/** Read and compared at once: a transaction that writes them all is over in well under a second. */
const AT_ONCE = 1_000;

type Needs = Pick<Deps, 'db' | 'clock' | 'jobs' | 'log' | 'policy'>;

/** How many were looked at, how many had to be written, and how many could not be worked out. */
export type Recomputed = { entries: number; referrals: number; changed: number; failed: number };

type Batch<R extends { id: string }, W extends { id: string }> = {
  next(after: string): Promise<R[]>;
  /** What is to be written of a record; undefined where what is stored is right. */
  compare(row: R): W | undefined;
  write(tx: Transaction, writes: W[]): Promise<string[]>;
};

/**
 * Works out every stored clock and present value anew, and writes what differs: after a new policy version has taken effect,
 * and for anything that was missed. Between two runs nothing is lost by a kill: whatever was written is right, and the next
 * run does the rest. Any number of processes may run it at once, beside people who record things. A record that can't be
 * worked out is logged by its id and holds up no other.
 *
 * @param options.stopped asked between two batches: a process that is to end does not wait for the rest
 */
export async function recomputeAllClocks(deps: Needs, options: { stopped?: () => boolean } = {}): Promise<Recomputed> {
  const result: Recomputed = { entries: 0, referrals: 0, changed: 0, failed: 0 };
  // One version for the whole run, also across midnight.
  const { policy } = deps;
  const at = deps.clock.now();
  const stopped = options.stopped ?? (() => false);
  result.entries = await all<EntryToRecompute, EntryWrite>(deps, result, stopped, {
    next: (after) => nextEntries(deps.db, after, AT_ONCE),
    compare: (row) => entryToWrite(row, policy),
    write: (tx, writes) => writeEntries(tx, writes, at),
  });
  result.referrals = await all(deps, result, stopped, {
    next: (after) => nextReferrals(deps.db, after, AT_ONCE),
    compare: (row) => referralToWrite(row, policy),
    write: writeReferralClocks,
  });
  deps.log.info('clocks-recomputed', { ...result, policyVersion: policy.version, whole: !stopped() });
  return result;
}

function entryToWrite(row: EntryToRecompute, policy: AreaPolicy): EntryWrite | undefined {
  const { columns, clocks } = entryValues(factsFrom(row), policy);
  const rows = clocks.map(clockRow);
  if (columnsAsText(columns) === row.columns && clocksAsText(rows) === row.clocks) return undefined;
  return { id: row.id, version: row.version, columns, clocks: rows };
}

function referralToWrite(row: ReferralToRecompute, policy: AreaPolicy) {
  const facts = referralFactsFrom(row);
  const rows = facts === null ? [] : referralClocks(facts, policy).map(clockRow);
  return clocksAsText(rows) === row.clocks ? undefined : { id: row.id, version: row.version, clocks: rows };
}

async function all<R extends { id: string }, W extends { id: string }>(
  deps: Needs,
  result: Recomputed,
  stopped: () => boolean,
  batch: Batch<R, W>,
): Promise<number> {
  let seen = 0;
  let reading: Promise<R[]> | undefined = batch.next(FROM_THE_START);
  while (reading !== undefined && !stopped()) {
    const rows: R[] = await reading;
    const last = rows.length < AT_ONCE ? undefined : rows.at(-1);
    // The database reads the next batch while this one is worked out here: it halves the night.
    reading = last === undefined ? undefined : batch.next(last.id);
    // Where this batch fails, nobody waits for the next one any more.
    reading?.catch(() => {});
    const writes = rows.flatMap((row) => toWrite(deps, result, batch, row));
    result.changed += await inPieces(
      writes,
      (some) => write(deps, batch, some),
      (one, fault) => notRecomputed(deps, result, one.id, fault),
    );
    seen += rows.length;
  }
  await reading?.catch(() => {});
  return seen;
}

function toWrite<R extends { id: string }, W extends { id: string }>(
  deps: Needs,
  result: Recomputed,
  batch: Batch<R, W>,
  row: R,
): W[] {
  try {
    const write = batch.compare(row);
    return write === undefined ? [] : [write];
  } catch (fault) {
    notRecomputed(deps, result, row.id, fault);
    return [];
  }
}

function notRecomputed(deps: Needs, result: Recomputed, id: string, fault: unknown): void {
  result.failed += 1;
  deps.log.fault('clocks-not-recomputed', fault, { id });
}

async function write<R extends { id: string }, W extends { id: string }>(
  deps: Needs,
  batch: Batch<R, W>,
  writes: W[],
): Promise<number> {
  const written = await deps.db.$transaction(async (tx) => {
    const ids = await batch.write(tx, writes);
    if (ids.length > 0) await refreshCards(tx, deps, await shownOnCards(tx, ids));
    return ids.length;
  });
  deps.jobs.wake();
  return written;
}
