import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startLocalPostgres, stopLocalPostgres } from '../services/platform/local-postgres.ts';
import { deployMigrations, explainRefusal } from '../services/platform/migrations.ts';

const SCHEMA = path.join(import.meta.dirname, 'schema.prisma');
const MIGRATIONS = path.join(import.meta.dirname, 'migrations');
/** Prisma keeps the folder's name in 255 characters; a name that says what changes needs far fewer. */
const NAME_LIMIT = 60;

const USAGE = `Usage:
  npm run db:migration -- NAME   write what schema.prisma has changed as a new migration
  npm run db:deploy              apply all migrations to DATABASE_URL`;

/** Errors whose message says it all; the last is the engine's, for a mistake in the schema or in a migration. */
const EXPECTED = new Set(['CommandError', 'LocalPostgresError', 'MigrationError', 'SchemaConnectorError']);

/** What the person typed cannot be done: printed as it is, exit code 1. */
class CommandError extends Error {
  override name = 'CommandError';
}

async function main([command, ...rest]: readonly string[]): Promise<string> {
  if (command === 'new') return writeMigration(rest);
  if (command === 'deploy' && rest.length === 0) return deploy();
  throw new CommandError(USAGE);
}

async function deploy(): Promise<string> {
  const url = process.env.DATABASE_URL;
  if (!url) {
    throw new CommandError(
      'DATABASE_URL is not set: it says which database to migrate, for example postgres://roundtable:PASSWORD@db.example.org:5432/roundtable.',
    );
  }
  const deployment = await deployMigrations(url, MIGRATIONS);
  if (!deployment.ok) throw new CommandError(explainRefusal(deployment));
  if (deployment.applied.length === 0) return 'The database is up to date.';
  return ['Applied:', ...deployment.applied].join('\n  ');
}

async function writeMigration(words: readonly string[]): Promise<string> {
  const [name = ''] = words;
  if (words.length !== 1 || name.length > NAME_LIMIT || !/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name)) {
    throw new CommandError(
      `Name the migration after what it changes, in small letters, digits and single underscores, at most ${NAME_LIMIT}: npm run db:migration -- add_meeting_rooms`,
    );
  }
  const script = await withDatabase((url) => scriptForChanges(url));
  if (script === undefined) return 'The migrations already say what schema.prisma says: nothing to write.';
  const file = path.join(MIGRATIONS, `${timestamp(new Date())}_${name}`, 'migration.sql');
  await fs.mkdir(path.dirname(file), { recursive: true });
  await fs.writeFile(file, script);
  return `Wrote ${path.relative(process.cwd(), file)}: read it before you commit it.`;
}

/** The engine is a development tool, 5 MB large and absent in production: loaded here and nowhere else. */
async function scriptForChanges(url: string): Promise<string | undefined> {
  const { differenceTo, openSchemaEngine, writeLockFile } = await import('./schema-engine.ts');
  const schema = await fs.readFile(SCHEMA, 'utf8');
  const open = await openSchemaEngine(url, schema);
  try {
    const script = await differenceTo(open, MIGRATIONS, schema);
    if (script === undefined) return undefined;
    await fs.mkdir(MIGRATIONS, { recursive: true });
    await writeLockFile(MIGRATIONS);
    // The engine puts changes of an enum between BEGIN and COMMIT; ours run in one transaction as a whole.
    return script.replaceAll(/^(BEGIN|COMMIT);\n/gm, '');
  } finally {
    await open.close();
  }
}

/** Works beside DATABASE_URL where it is set, else on a PostgreSQL of its own: the data in ./data is never touched. */
async function withDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  if (process.env.DATABASE_URL) return work(process.env.DATABASE_URL);
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'roundtable-migration-'));
  const cleanUp = async () => {
    await stopLocalPostgres(folder);
    await fs.rm(folder, { recursive: true, force: true });
  };
  // The server outlives this process unless it is told to stop.
  const interrupted = () => void cleanUp().finally(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    const local = await startLocalPostgres(folder, { settings: { fsync: 'off' } });
    return await work(local.url('postgres'));
  } finally {
    await cleanUp();
  }
}

const timestamp = (now: Date) => now.toISOString().replaceAll(/\D/g, '').slice(0, 14);

try {
  console.log(await main(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error && EXPECTED.has(error.name) ? error.message : error);
  process.exitCode = 1;
}
