import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../generated/prisma/client.ts';

/** The database, outside a transaction. */
export type Database = PrismaClient;

/** The same inside an interactive transaction: everything one state change writes goes through it. */
export type Transaction = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends' | '$use'>;

/** What a store's queries accept: they serve inside and outside a transaction. */
export type DatabaseOrTransaction = Database | Transaction;

/**
 * Opens a pool of connections to PostgreSQL.
 *
 * @param url a `postgres://` URL
 * @param connections the most connections held at once
 */
export function openDatabase(url: string, connections = 10): Database {
  // The adapter writes instants without a zone, so the session must be in UTC whatever the server's default is.
  const adapter = new PrismaPg({ connectionString: url, max: connections, options: '-c TimeZone=UTC' });
  return new PrismaClient({ adapter });
}

/** True for the fault PostgreSQL raises when a unique index refuses a row (Prisma P2002). */
export function isUniqueViolation(fault: unknown): boolean {
  return typeof fault === 'object' && fault !== null && 'code' in fault && fault.code === 'P2002';
}
