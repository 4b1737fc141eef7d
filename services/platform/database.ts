import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { z } from 'zod';
import { PrismaClient } from '../../generated/prisma/client.ts';

/** The database, outside a transaction. */
export type Database = PrismaClient;

/** The same inside an interactive transaction: everything one state change writes goes through it. */
export type Transaction = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends' | '$use'>;

/** What a store's queries accept: they serve inside and outside a transaction. */
export type DatabaseOrTransaction = Database | Transaction;

/** Teams waits about 15 seconds for an answer to a press: a database that does not answer must leave time to say so. */
const CONNECT_MS = 5_000;
const STATEMENT_MS = 10_000;
/**
 * What one change writes may wait for another's end, on a busy machine for many statements: longer than Prisma's own two
 * and five seconds, and still within what Teams waits.
 */
const TRANSACTION = { maxWait: CONNECT_MS, timeout: 15_000 };
/** A process that vanished from the network must not hold its locks for ever. */
const IDLE_IN_TRANSACTION_MS = 60_000;

/** What every session is given. The adapter writes instants without a zone, so it must be in UTC whatever the server's default is. */
const SESSION = [
  '-c TimeZone=UTC',
  `-c statement_timeout=${STATEMENT_MS}`,
  `-c idle_in_transaction_session_timeout=${IDLE_IN_TRANSACTION_MS}`,
].join(' ');

/**
 * A connection on which queries take turns. A transaction has one connection, and what is asked together in it (by a store
 * that serves outside of transactions as well, or by Prisma for the relations of a record) would be asked while another
 * query runs: pg 8 warns of that, and pg 9 refuses it. Outside a transaction every query has a connection of its own.
 */
class TakingTurns extends pg.Client {
  #before: Promise<unknown> = Promise.resolve();

  /** The adapter's transactions await; the pool, which asks one thing of a connection at a time, gives a callback. */
  override query(...asked: [never]): never {
    if (typeof asked.at(-1) === 'function') return super.query(...asked);
    const answer = this.#before.then(() => super.query(...asked));
    this.#before = answer.catch(() => undefined);
    return answer as never;
  }
}

/**
 * Opens a pool of connections to PostgreSQL. A database that goes away makes what is asked of it fail, and is found again
 * when it is back.
 *
 * @param url a `postgres://` URL
 * @param connections the most connections held at once
 */
export function openDatabase(url: string, connections = 10): Database {
  const adapter = new PrismaPg({
    Client: TakingTurns,
    connectionString: url,
    max: connections,
    options: SESSION,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
  });
  return new PrismaClient({ adapter, transactionOptions: TRANSACTION });
}

/** What a statement of our own leaves of PostgreSQL's refusal (Prisma P2010): the kind, two levels down. */
const rawUniqueViolation = z.object({
  code: z.literal('P2010'),
  meta: z.object({
    driverAdapterError: z.object({ cause: z.object({ kind: z.literal('UniqueConstraintViolation') }) }),
  }),
});

/** True for the fault raised when a unique index refuses a row: P2002 of the query builder, P2010 of a statement of our own. */
export function isUniqueViolation(fault: unknown): boolean {
  if (typeof fault !== 'object' || fault === null || !('code' in fault)) return false;
  return fault.code === 'P2002' || rawUniqueViolation.safeParse(fault).success;
}
