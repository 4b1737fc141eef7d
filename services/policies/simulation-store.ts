import { Prisma } from '../../generated/prisma/client.ts';
import type { EntryFacts, ReferralFacts } from '../clocks/model.ts';
import type { Database, Transaction } from '../platform/database.ts';
import { REFERRAL_FACTS, referralFactsFrom } from '../register/clock-store.ts';
import { FACTS, type FactsRow, factsFrom } from '../register/facts-store.ts';

/** Rows read at once: a register of 100,000 is read in a hundred pieces, none of which is kept. */
const BATCH = 1_000;
/** Reading the largest register takes a minute or two; a process that hangs gives up its connection after this. */
const LIMIT_MS = 60 * 60_000;

/** Somebody on the register or a referral, by reference: DSR-0123 or REF-2026-0042. */
export type Referenced<F> = { reference: string; facts: F };

/**
 * Runs `read` on one unchanging picture of the database, in which nothing can be written: PostgreSQL refuses it.
 *
 * @throws whatever `read` throws
 */
export async function readingOnly<T>(db: Database, read: (tx: Transaction) => Promise<T>): Promise<T> {
  return db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SET TRANSACTION READ ONLY`;
      return read(tx);
    },
    { isolationLevel: 'RepeatableRead', maxWait: 10_000, timeout: LIMIT_MS },
  );
}

/** How many others are connected to the server. */
export async function otherSessions(db: Database): Promise<number> {
  const [row] = await db.$queryRaw<{ others: number }[]>`
    SELECT count(*)::int AS others FROM pg_stat_activity
    WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`;
  return row?.others ?? 0;
}

/** Whether the database has a register at all: one that was never migrated this far has none. */
export async function hasRegister(tx: Transaction): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ there: boolean }[]>`
    SELECT to_regclass('register_entry') IS NOT NULL AND to_regclass('referral') IS NOT NULL AS there`;
  return row?.there ?? false;
}

type Batch<R> = (after: string) => Promise<R[]>;

async function* inBatches<R extends { id: string }>(batch: Batch<R>): AsyncGenerator<R> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await batch(after);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) return;
    after = last.id;
  }
}

/** Everybody on the register now, with what their clocks are worked out of. No names. */
export async function* entriesForSimulation(tx: Transaction): AsyncGenerator<Referenced<EntryFacts>> {
  const batch = (after: string) =>
    tx.$queryRaw<(FactsRow & { reference: string | null })[]>`
      SELECT p.dsr_reference AS reference, ${FACTS} FROM register_entry e JOIN person p ON p.id = e.person_id
      WHERE e.to_day IS NULL AND e.id > ${after}::uuid ORDER BY e.id LIMIT ${BATCH}`;
  for await (const row of inBatches(batch)) {
    yield { reference: row.reference ?? 'without a reference', facts: factsFrom(row) };
  }
}

type ReferralRow = Parameters<typeof referralFactsFrom>[0] & { id: string; reference: string };

/** Every referral that was sent, with what its clocks are worked out of. No names. */
export async function* referralsForSimulation(tx: Transaction): AsyncGenerator<Referenced<ReferralFacts>> {
  const batch = (after: string) =>
    tx.$queryRaw<ReferralRow[]>(Prisma.sql`
      SELECT r.id, r.reference, ${REFERRAL_FACTS} FROM referral r
      WHERE r.reference IS NOT NULL AND r.state NOT IN ('draft', 'withdrawn') AND r.id > ${after}::uuid
      ORDER BY r.id LIMIT ${BATCH}`);
  for await (const row of inBatches(batch)) {
    const facts = referralFactsFrom(row);
    if (facts) yield { reference: row.reference, facts };
  }
}
