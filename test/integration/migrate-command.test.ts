import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SCHEMA = `datasource db {
  provider = "postgresql"
}

enum Colour {
  red
  amber
}

model Room {
  id     Int    @id
  colour Colour
}
`;

let project: string;
let database: TestDatabase;

beforeAll(async () => {
  // The command writes beside its own file: a copy of it keeps the real migrations out of reach.
  project = await fs.mkdtemp(path.join(os.tmpdir(), 'roundtable-project-'));
  for (const folder of ['prisma', 'services/platform']) {
    await fs.cp(path.join(ROOT, folder), path.join(project, folder), { recursive: true });
  }
  await fs.rm(path.join(project, 'prisma', 'migrations'), { recursive: true, force: true });
  await fs.copyFile(path.join(ROOT, 'package.json'), path.join(project, 'package.json'));
  await fs.symlink(path.join(ROOT, 'node_modules'), path.join(project, 'node_modules'), 'junction');
  await fs.writeFile(path.join(project, 'prisma', 'schema.prisma'), SCHEMA);
  database = await createTestDatabase({ empty: true });
});

afterAll(async () => {
  await fs.rm(project, { recursive: true, force: true });
  await database.drop();
});

type Run = { code: number; out: string; err: string };

/** Runs the command as npm does; DATABASE_URL is set only where `url` is given. */
function migrate(args: readonly string[], url?: string): Promise<Run> {
  const { DATABASE_URL: _, ...rest } = process.env;
  const env = { ...rest, ...(url === undefined ? {} : { DATABASE_URL: url }) };
  return new Promise((resolve) => {
    execFile(process.execPath, ['prisma/migrate.ts', ...args], { cwd: project, env }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

const written = async () => {
  const folder = path.join(project, 'prisma', 'migrations');
  const names = (await fs.readdir(folder)).filter((name) => !name.endsWith('.toml')).sort();
  const scripts = names.map((name) => fs.readFile(path.join(folder, name, 'migration.sql'), 'utf8'));
  return { names, scripts: await Promise.all(scripts) };
};

describe('npm run db:migration', () => {
  test.each([
    [[]],
    [['Add Rooms']],
    [['add-rooms']],
    [['../../etc']],
    [['_x']],
    [['a'.repeat(61)]],
    [['two', 'names']],
  ])('refuses the name %j in one sentence and writes nothing', async (names) => {
    const run = await migrate(['new', ...names]);
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toMatch(/^Name the migration after what it changes.*\n$/);
    await expect(fs.access(path.join(project, 'prisma', 'migrations'))).rejects.toThrow('ENOENT');
  });

  test('writes what the schema has changed, without a database and without touching ./data, and nothing when asked again', async () => {
    const first = await migrate(['new', 'add_rooms']);
    expect(first).toMatchObject({ code: 0, err: '' });
    const { names, scripts } = await written();
    expect(names).toEqual([expect.stringMatching(/^\d{14}_add_rooms$/)]);
    expect(scripts[0]).toContain('CREATE TABLE "Room"');
    const lock = await fs.readFile(path.join(project, 'prisma', 'migrations', 'migration_lock.toml'), 'utf8');
    expect(lock).toContain('provider = "postgresql"');

    const again = await migrate(['new', 'add_rooms_again']);
    expect(again).toMatchObject({ code: 0, out: expect.stringContaining('nothing to write') });
    expect((await written()).names).toEqual(names);
    await expect(fs.access(path.join(project, 'data'))).rejects.toThrow('ENOENT');
  });

  test('a changed enum is written so that it can run in one transaction', async () => {
    await fs.writeFile(path.join(project, 'prisma', 'schema.prisma'), SCHEMA.replace('  amber\n', '  green\n'));
    expect(await migrate(['new', 'change_colours'])).toMatchObject({ code: 0, err: '' });
    const script = (await written()).scripts.at(-1);
    expect(script).toContain("CREATE TYPE \"Colour_new\" AS ENUM ('red', 'green')");
    expect(script).not.toMatch(/^(BEGIN|COMMIT)/m);
  });
});

describe('npm run db:deploy', () => {
  test('says what is missing when DATABASE_URL is not set', async () => {
    const run = await migrate(['deploy']);
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toMatch(/^DATABASE_URL is not set: .*\n$/);
  });

  test('applies what was written, also where the schema engine is not installed', async () => {
    for (const file of ['schema-engine.ts', 'schema-engine-adapter.ts']) {
      await fs.rm(path.join(project, 'prisma', file));
    }
    const { names } = await written();
    expect(await migrate(['deploy'], database.url)).toEqual({
      code: 0,
      out: `Applied:\n  ${names.join('\n  ')}\n`,
      err: '',
    });
    expect(await migrate(['deploy'], database.url)).toMatchObject({ code: 0, out: 'The database is up to date.\n' });
  });

  test('a database ahead of the code is refused in one sentence', async () => {
    const { names } = await written();
    await fs.rm(path.join(project, 'prisma', 'migrations', String(names.at(-1))), { recursive: true });
    const run = await migrate(['deploy'], database.url);
    expect(run).toMatchObject({ code: 1, out: '' });
    expect(run.err).toMatch(/^The database is ahead of this version: .*\n$/);
  });

  test.each(['127.0.0.1:1', 'localhost:1', '127.0.0.1:many'])(
    'a database that cannot be reached (%s) is one sentence without the password',
    async (host) => {
      const run = await migrate(['deploy'], `postgres://roundtable:secret-word@${host}/roundtable`);
      expect(run).toMatchObject({ code: 1, out: '' });
      expect(run.err).toMatch(/^The database cannot be reached: .*\n$/);
      expect(run.err).not.toContain('secret-word');
    },
  );
});
