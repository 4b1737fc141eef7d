import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';

/** The key Prisma takes while it migrates: a `prisma migrate deploy` at the same time waits for us, and we for it. */
const ADVISORY_LOCK = 72707369;
/** Waiting for another process's migration, or for a table in use, must end before an operator gives up. */
const LOCK_TIMEOUT = '60s';
const CONNECT_TIMEOUT_MS = 10_000;
/** `undefined_table`: no migration has ever been applied here. */
const UNDEFINED_TABLE = '42P01';
const LOCK_NOT_AVAILABLE = '55P03';

/** On a line of its own: a function's body has BEGIN without a semicolon. */
const OWN_TRANSACTION = /^\s*(BEGIN|COMMIT|ROLLBACK|START\s+TRANSACTION)(\s+(WORK|TRANSACTION))?\s*;/im;

/** Prisma's own table, column for column, so that its tools read and write the same history. */
const HISTORY_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

/**
 * How a database stands to the migrations of this version:
 * `current` all applied · `behind` some are still to be applied · `ahead` it has one this version does not know ·
 * `changed` the file of an applied one was altered · `failed` one was begun by another tool and never finished.
 */
export type MigrationState = 'current' | 'behind' | 'ahead' | 'changed' | 'failed';

/** `not-empty`: tables but no history, so the database is probably another product's. `migration` is the first at fault. */
export type MigrationRefusal =
  | { ok: false; reason: 'ahead' | 'changed' | 'failed'; migration: string }
  | { ok: false; reason: 'not-empty' };

export type Deployment = { ok: true; applied: string[] } | MigrationRefusal;

/** Migrating failed. Nothing of the failed migration remains. The message names places in the schema, never data. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

type Queryable = { query(sql: string): Promise<{ rows: unknown[] }> };
type Migration = { name: string; sql: string };
type HistoryRow = { name: string; checksum: string; finished: boolean };
type Finding =
  | { state: 'current' }
  | { state: 'behind'; unapplied: Migration[] }
  | { state: 'ahead' | 'changed' | 'failed'; migration: string };

/**
 * Compares a database with the migrations in `folder`. One query, no lock, no change: for readiness checks.
 * @throws when the database cannot be asked or the folder cannot be read.
 */
export async function migrationState(client: Queryable, folder: string): Promise<MigrationState> {
  const [migrations, history] = await Promise.all([readMigrations(folder), readHistory(client)]);
  return compare(migrations, history).state;
}

/**
 * Applies the migrations in `folder` (`<name>/migration.sql`, in the order of their names) that the database lacks,
 * each in one transaction together with its row of the history. Runners at the same time wait for each other.
 * Needs a direct connection: a pool in transaction mode (PgBouncer) cannot hold the lock.
 *
 * Refuses, and changes nothing, when the history does not fit: see {@link MigrationState}.
 * @throws MigrationError when the database cannot be reached, the lock is not free within a minute, or PostgreSQL refuses
 * a migration: the ones before it stay applied.
 */
export async function deployMigrations(url: string, folder: string): Promise<Deployment> {
  const migrations = await readMigrations(folder);
  const client = await connect(url);
  try {
    await client.query(`SET lock_timeout = '${LOCK_TIMEOUT}'`);
    await takeLock(client);
    const finding = compare(migrations, await readHistory(client));
    if (finding.state === 'current') return { ok: true, applied: [] };
    if (finding.state !== 'behind') return { ok: false, reason: finding.state, migration: finding.migration };
    if (await belongsToAnother(client)) return { ok: false, reason: 'not-empty' };
    await client.query(HISTORY_TABLE);
    for (const migration of finding.unapplied) await apply(client, migration);
    return { ok: true, applied: finding.unapplied.map(({ name }) => name) };
  } finally {
    // The lock ends with the connection.
    await client.end();
  }
}

/** One sentence for the operator: what stands in the way and what to do. */
export function explainRefusal(refusal: MigrationRefusal): string {
  switch (refusal.reason) {
    case 'ahead':
      return `The database is ahead of this version: it has the migration ${refusal.migration}, which this version does not know. Start the version that made it.`;
    case 'changed':
      return `The migration ${refusal.migration} was altered after it had been applied to this database. Restore its file, and put the change into a new migration.`;
    case 'failed':
      return `The migration ${refusal.migration} was begun on this database and never finished. Mend it, then mark it with "prisma migrate resolve".`;
    case 'not-empty':
      return 'The database has tables but no migration history: it seems to belong to another product. Check DATABASE_URL.';
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await fs.readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  // By code unit, as Prisma sorts: the same order on every machine.
  names.sort((a, b) => (a < b ? -1 : 1));
  return Promise.all(
    names.map(async (name) => ({ name, sql: await fs.readFile(path.join(folder, name, 'migration.sql'), 'utf8') })),
  );
}

async function readHistory(client: Queryable): Promise<HistoryRow[]> {
  try {
    const { rows } = await client.query(
      `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
       FROM "_prisma_migrations" WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name`,
    );
    return rows as HistoryRow[];
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === UNDEFINED_TABLE) return [];
    throw error;
  }
}

function compare(migrations: readonly Migration[], history: readonly HistoryRow[]): Finding {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  const failed = history.find((row) => !row.finished);
  if (failed) return { state: 'failed', migration: failed.name };
  const changed = history.find((row) => {
    const migration = known.get(row.name);
    return migration && !checksumsOf(migration.sql).includes(row.checksum);
  });
  if (changed) return { state: 'changed', migration: changed.name };
  const unknown = history.find((row) => !known.has(row.name));
  if (unknown) return { state: 'ahead', migration: unknown.name };
  const applied = new Set(history.map((row) => row.name));
  const unapplied = migrations.filter(({ name }) => !applied.has(name));
  return unapplied.length === 0 ? { state: 'current' } : { state: 'behind', unapplied };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Prisma's checksum, and what it would be with the other kind of line ends: Git may have changed those, not the migration. */
function checksumsOf(sql: string): string[] {
  const unix = sql.replaceAll('\r\n', '\n');
  return [sha256(sql), sha256(unix), sha256(unix.replaceAll('\n', '\r\n'))];
}

async function connect(url: string): Promise<pg.Client> {
  try {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
    // A connection lost between two statements makes the next one fail; unheard, the event would end the process.
    client.on('error', () => {});
    await client.connect();
    return client;
  } catch (error) {
    // Not the error itself: for a malformed URL it holds the URL, password included.
    const { message, code } = error as NodeJS.ErrnoException;
    throw new MigrationError(`The database cannot be reached: ${message || code}. Check DATABASE_URL.`);
  }
}

async function takeLock(client: pg.Client): Promise<void> {
  try {
    await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== LOCK_NOT_AVAILABLE) throw error;
    throw new MigrationError(
      `Another process has been migrating this database for more than ${LOCK_TIMEOUT}: try again.`,
    );
  }
}

/** Tables of ours without a history; those that an extension brings do not count. */
async function belongsToAnother(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ foreign: boolean }>(`
    SELECT to_regclass('"_prisma_migrations"') IS NULL AND EXISTS (
      SELECT FROM pg_class c
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
        AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    ) AS foreign`);
  return rows[0]?.foreign ?? true;
}

async function apply(client: pg.Client, { name, sql }: Migration): Promise<void> {
  if (OWN_TRANSACTION.test(sql)) {
    throw new MigrationError(
      `The migration ${name} holds BEGIN or COMMIT: take them out, it runs in a transaction as a whole.`,
    );
  }
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), sha256(sql), name],
    );
    await client.query('COMMIT');
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    await client.query('ROLLBACK');
    throw new MigrationError(`The migration ${name} was not applied: ${describe(error)}.`);
  }
}

/** Only errors in the SQL itself (class 42) are quoted: the messages of others can quote rows, and so people. */
function describe({ code = 'no code', message, table, column, constraint }: pg.DatabaseError): string {
  if (code.startsWith('42')) return `${message} (${code})`;
  const places = Object.entries({ table, column, constraint }).flatMap(([kind, place]) =>
    place ? [`${kind} ${place}`] : [],
  );
  return ['PostgreSQL error', code, ...places].join(' ');
}
