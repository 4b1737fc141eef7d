import fs from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { differenceTo, openSchemaEngine } from '../../prisma/schema-engine.ts';
import { migrationState } from '../../services/platform/migrations.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const SCHEMA = path.resolve(import.meta.dirname, '../../prisma/schema.prisma');
const MIGRATIONS = path.resolve(import.meta.dirname, '../../prisma/migrations');

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

test('the migrations make exactly the tables of schema.prisma; where they do not, run npm run db:migration -- NAME', async () => {
  const schema = await fs.readFile(SCHEMA, 'utf8');
  const open = await openSchemaEngine(database.url, schema);
  try {
    expect(await differenceTo(open, MIGRATIONS, schema)).toBeUndefined();
  } finally {
    await open.close();
  }
});

test('a test database has all migrations', async () => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    expect(await migrationState(client, MIGRATIONS)).toBe('current');
  } finally {
    await client.end();
  }
});
