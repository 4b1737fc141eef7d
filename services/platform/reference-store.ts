import type { DatabaseOrTransaction } from './database.ts';
import { type ReferenceSeries, referenceNumber } from './reference.ts';
import { dayOf } from './time.ts';

/** Series that run through all years are counted under this one. */
const EVERY_YEAR = 0;

/**
 * Takes the next reference of the year in England, such as MBE-2026-0042. Best as a statement of its own outside any
 * transaction: then nobody waits for another's submission, and one that fails afterwards leaves a gap in the numbers,
 * nothing more.
 *
 * @param at when; its year in England is part of the reference
 */
export async function takeReference(
  db: DatabaseOrTransaction,
  series: Exclude<ReferenceSeries, 'DSR'>,
  at: Date,
): Promise<string> {
  const year = Number(dayOf(at).slice(0, 4));
  return `${series}-${year}-${referenceNumber(await nextNumber(db, series, year))}`;
}

/** Takes the next reference of a person on the register, such as DSR-0123: theirs for good, so it says no year. */
export async function takeDsrReference(db: DatabaseOrTransaction): Promise<string> {
  return `DSR-${referenceNumber(await nextNumber(db, 'DSR', EVERY_YEAR))}`;
}

async function nextNumber(db: DatabaseOrTransaction, series: ReferenceSeries, year: number): Promise<number> {
  const [row] = await db.$queryRaw<{ last: number }[]>`
    INSERT INTO reference_counter (series, year, last) VALUES (${series}, ${year}, 1)
    ON CONFLICT (series, year) DO UPDATE SET last = reference_counter.last + 1 RETURNING last`;
  if (row === undefined) throw new Error('A counter gave no number');
  return row.last;
}
