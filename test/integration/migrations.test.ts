import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { listMigrations, NO_FILTERS, openSchemaEngine } from '../../prisma/schema-engine.ts';
import { deployMigrations, explainRefusal, migrationState } from '../../services/platform/migrations.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const FIRST = '20260101090000_first';
const SECOND = '20260102090000_second';
const EMPTY_SCHEMA = 'datasource db {\n  provider = "postgresql"\n}\n';

let database: TestDatabase;
let client: pg.Client;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase({ empty: true });
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'roundtable-migrations-'));
});

afterEach(async () => {
  await client.end();
  await database.drop();
  await fs.rm(folder, { recursive: true, force: true });
});

async function migration(name: string, sql: string): Promise<void> {
  await fs.mkdir(path.join(folder, name), { recursive: true });
  await fs.writeFile(path.join(folder, name, 'migration.sql'), sql);
}

const twoMigrations = async () => {
  await migration(SECOND, 'ALTER TABLE room ADD COLUMN seats int;');
  await migration(FIRST, 'CREATE TABLE room (id int PRIMARY KEY);');
};

const tables = async () => {
  const { rows } = await client.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`);
  return rows.map((row) => row.tablename);
};

const deploy = () => deployMigrations(database.url, folder);
const state = () => migrationState(client, folder);

/** What Prisma's own engine says about the same database and the same folder. */
async function diagnose() {
  const open = await openSchemaEngine(database.url, EMPTY_SCHEMA);
  try {
    const migrationsList = await listMigrations(folder);
    return await open.engine.diagnoseMigrationHistory({
      migrationsList,
      optInToShadowDatabase: true,
      filters: NO_FILTERS,
    });
  } finally {
    await open.close();
  }
}

describe('applying', () => {
  test('migrations are applied in the order of their names, each once', async () => {
    await twoMigrations();
    expect(await state()).toBe('behind');
    expect(await deploy()).toEqual({ ok: true, applied: [FIRST, SECOND] });
    expect(await state()).toBe('current');
    expect(await deploy()).toEqual({ ok: true, applied: [] });
    await expect(client.query('SELECT id, seats FROM room')).resolves.toBeDefined();
  });

  test('only what is new is applied to a database that is behind', async () => {
    await twoMigrations();
    await deploy();
    await migration('20260103090000_third', 'CREATE TABLE chair (id int PRIMARY KEY);');
    expect(await state()).toBe('behind');
    expect(await deploy()).toEqual({ ok: true, applied: ['20260103090000_third'] });
  });

  test('a project without migrations is current and changes nothing', async () => {
    expect(await state()).toBe('current');
    expect(await deploy()).toEqual({ ok: true, applied: [] });
    expect(await tables()).toEqual([]);
  });

  test('several runners at once apply every migration once', async () => {
    await migration(FIRST, 'CREATE TABLE room (id int PRIMARY KEY); SELECT pg_sleep(0.3);');
    const runs = await Promise.all([deploy(), deploy(), deploy()]);
    expect(runs.flatMap((run) => (run.ok ? run.applied : ['refused']))).toEqual([FIRST]);
    const { rows } = await client.query('SELECT migration_name FROM _prisma_migrations');
    expect(rows).toHaveLength(1);
  });

  test('functions with semicolons in their bodies are applied whole', async () => {
    await migration(
      FIRST,
      `CREATE TABLE audit (id int);
       CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         RAISE EXCEPTION 'append-only; never changed';
       END;
       $$;
       CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse();`,
    );
    expect(await deploy()).toEqual({ ok: true, applied: [FIRST] });
    await client.query('INSERT INTO audit VALUES (1)');
    await expect(client.query('DELETE FROM audit')).rejects.toThrow('append-only; never changed');
  });

  test('a migration that fails leaves nothing behind, and the ones before it stand', async () => {
    await migration(FIRST, 'CREATE TABLE room (id int PRIMARY KEY);');
    await migration(SECOND, 'CREATE TABLE chair (id int); INSERT INTO rooms VALUES (1);');
    await expect(deploy()).rejects.toThrow(
      `The migration ${SECOND} was not applied: relation "rooms" does not exist (42P01)`,
    );
    expect(await tables()).toEqual(['_prisma_migrations', 'room']);
    expect(await state()).toBe('behind');
    await migration(SECOND, 'CREATE TABLE chair (id int);');
    expect(await deploy()).toEqual({ ok: true, applied: [SECOND] });
  });

  test('the message of a failed migration quotes no row', async () => {
    await migration(
      FIRST,
      `CREATE TABLE person (name text); INSERT INTO person VALUES ('Asha Example'), ('Asha Example');`,
    );
    await migration(SECOND, 'CREATE UNIQUE INDEX person_name ON person (name);');
    const failure = await deploy().catch((error: Error) => error);
    expect(failure).toMatchObject({ name: 'MigrationError' });
    expect(String(failure)).toContain('23505');
    expect(String(failure)).not.toContain('Asha');
  });

  test('a migration that ends its own transaction is refused before it runs', async () => {
    await migration(FIRST, 'CREATE TABLE room (id int);\nCOMMIT;\nCREATE TABLE chair (id int);');
    await expect(deploy()).rejects.toThrow('holds BEGIN or COMMIT');
    expect(await tables()).not.toContain('room');
  });
});

describe('refusing', () => {
  test('a database ahead of the code is refused and stays as it is', async () => {
    await twoMigrations();
    await deploy();
    await fs.rm(path.join(folder, SECOND), { recursive: true });
    await migration('20260103090000_third', 'CREATE TABLE chair (id int);');
    expect(await state()).toBe('ahead');
    const refusal = await deploy();
    expect(refusal).toEqual({ ok: false, reason: 'ahead', migration: SECOND });
    expect(await tables()).toEqual(['_prisma_migrations', 'room']);
    expect(!refusal.ok && explainRefusal(refusal)).toContain('ahead of this version');
  });

  test('an applied migration whose file has changed is refused', async () => {
    await twoMigrations();
    await deploy();
    await migration(FIRST, 'CREATE TABLE room (id bigint PRIMARY KEY);');
    expect(await state()).toBe('changed');
    expect(await deploy()).toEqual({ ok: false, reason: 'changed', migration: FIRST });
  });

  test('other line ends are not a change', async () => {
    await migration(FIRST, 'CREATE TABLE room (\n  id int\n);\n');
    await deploy();
    await migration(FIRST, 'CREATE TABLE room (\r\n  id int\r\n);\r\n');
    expect(await state()).toBe('current');
    expect((await diagnose()).editedMigrationNames).toEqual([]);
  });

  test('a migration that another tool began and never finished is refused until it is marked as rolled back', async () => {
    await twoMigrations();
    await deploy();
    await client.query('UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = $1', [SECOND]);
    expect(await state()).toBe('failed');
    expect(await deploy()).toEqual({ ok: false, reason: 'failed', migration: SECOND });
    await client.query('ALTER TABLE room DROP COLUMN seats');
    await client.query('UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name = $1', [SECOND]);
    expect(await deploy()).toEqual({ ok: true, applied: [SECOND] });
  });

  test('a database with tables of another product is refused', async () => {
    await client.query('CREATE TABLE theirs (id int)');
    await twoMigrations();
    expect(await deploy()).toEqual({ ok: false, reason: 'not-empty' });
    expect(await tables()).toEqual(['theirs']);
  });
});

describe("agreeing with Prisma's engine", () => {
  test('it finds the history we wrote complete and unaltered', async () => {
    await twoMigrations();
    await deploy();
    expect(await diagnose()).toEqual({
      editedMigrationNames: [],
      failedMigrationNames: [],
      hasMigrationsTable: true,
      history: null,
    });
  });

  test('it sees the same migration missing, changed and unknown as we do', async () => {
    await twoMigrations();
    await deploy();
    await migration('20260103090000_third', 'CREATE TABLE chair (id int);');
    expect((await diagnose()).history).toEqual({
      diagnostic: 'databaseIsBehind',
      unappliedMigrationNames: ['20260103090000_third'],
    });
    await deploy();
    await migration(SECOND, 'ALTER TABLE room ADD COLUMN seats bigint;');
    expect((await diagnose()).editedMigrationNames).toEqual([SECOND]);
    await fs.rm(path.join(folder, '20260103090000_third'), { recursive: true });
    expect((await diagnose()).history).toMatchObject({ diagnostic: 'migrationsDirectoryIsBehind' });
  });

  test('what it has applied is current for us', async () => {
    await twoMigrations();
    const open = await openSchemaEngine(database.url, EMPTY_SCHEMA);
    try {
      await open.engine.applyMigrations({ migrationsList: await listMigrations(folder), filters: NO_FILTERS });
    } finally {
      await open.close();
    }
    expect(await state()).toBe('current');
    expect(await deploy()).toEqual({ ok: true, applied: [] });
  });
});
