import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  type ColumnType,
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';

/** PostgreSQL's catalogue type `"char"`, one byte, and `text`. */
const CHAR_OID = 18;
const TEXT_OID = 25;

/**
 * PrismaPg, made fit for the schema engine, for which it was not written (seen in 7.10.0):
 * 1. It cuts scripts at every `;`, and so through the bodies of functions: here a script goes to PostgreSQL whole.
 * 2. It does not know the type `"char"`, in which the catalogue answers: here it is read as text and declared a character.
 * 3. It drops its shadow database while it is still connected to it: here the connections end first.
 * 4. Given a connection string it ignores the name of the shadow database and would work, and clean up, in the real one:
 *    here the name replaces that in the URL.
 */
export function createEngineAdapter(url: string): SqlMigrationAwareDriverAdapterFactory & { close(): Promise<void> } {
  const opened: SqlDriverAdapter[] = [];
  const open = async (database: string, afterwards?: () => Promise<void>) => {
    const adapter = await repairedAdapter(database, afterwards);
    opened.push(adapter);
    return adapter;
  };
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => open(url),
    connectToShadowDb: async () => {
      const name = `shadow_${randomUUID()}`;
      await runAlone(url, `CREATE DATABASE "${name}" TEMPLATE template0`);
      return open(withDatabase(url, name), () => runAlone(url, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
    },
    close: async () => {
      for (const adapter of opened) await adapter.dispose();
    },
  };
}

async function repairedAdapter(url: string, afterwards?: () => Promise<void>): Promise<SqlDriverAdapter> {
  const pool = new pg.Pool({ connectionString: url, max: 2, allowExitOnIdle: true });
  const characters = readCharactersAsText(pool);
  const adapter = await new PrismaPg(pool).connect();
  let disposed: Promise<void> | undefined;
  const dispose = async () => {
    await pool.end();
    await afterwards?.();
  };
  return {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    getConnectionInfo: () => adapter.getConnectionInfo(),
    startTransaction: (isolationLevel) => adapter.startTransaction(isolationLevel),
    executeRaw: (query) => adapter.executeRaw(query),
    queryRaw: async (query) => {
      const result = await adapter.queryRaw(query);
      const found = characters.get(result.rows) ?? new Set();
      const columnTypes = result.columnTypes.map(
        (type, i): ColumnType => (found.has(i) ? ColumnTypeEnum.Character : type),
      );
      return { ...result, columnTypes };
    },
    executeScript: async (script) => {
      await pool.query(script).catch(rethrowForEngine);
    },
    dispose: () => {
      disposed ??= dispose();
      return disposed;
    },
  };
}

/** Relabels `"char"` columns before PrismaPg sees them, and remembers which they were, by the array of rows. */
function readCharactersAsText(pool: pg.Pool): WeakMap<object, Set<number>> {
  const characters = new WeakMap<object, Set<number>>();
  const query = pool.query.bind(pool) as (config: pg.QueryConfig) => Promise<pg.QueryResult>;
  const relabelled = async (config: pg.QueryConfig) => {
    const result = await query(config);
    const found = new Set<number>();
    for (const [i, field] of (result.fields ?? []).entries()) {
      if (field.dataTypeID !== CHAR_OID) continue;
      field.dataTypeID = TEXT_OID;
      found.add(i);
    }
    if (found.size > 0) characters.set(result.rows, found);
    return result;
  };
  Object.assign(pool, { query: relabelled });
  return characters;
}

/** The engine tells a wrong migration from a broken connection by this shape. */
function rethrowForEngine(error: unknown): never {
  if (!(error instanceof pg.DatabaseError)) throw error;
  const { severity = 'ERROR', code = 'XX000', message, detail, column, hint } = error;
  throw new DriverAdapterError({ kind: 'postgres', severity, code, message, detail, column, hint });
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** Databases are made and dropped outside a transaction, on a connection of their own. */
async function runAlone(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
