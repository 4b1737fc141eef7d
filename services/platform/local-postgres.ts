import { existsSync } from 'node:fs';
import fs from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { LocalPostgresError, runAs } from './postgres-account.ts';
import { clusterOf, type LocalServer, openServer } from './postgres-cluster.ts';
import { livePostmaster } from './postmaster.ts';

export { LocalPostgresError } from './postgres-account.ts';

const START_LIMIT_MS = 60_000;
const POLL_MS = 50;
const LAUNCHES = 3;
/** `cannot_connect_now`: starting up, recovering or shutting down. */
const CANNOT_CONNECT_NOW = '57P03';

export type LocalPostgresOptions = {
  /** Created when it is not there yet. */
  databaseName?: string;
  /** Server settings for this start, such as `fsync: 'off'` in tests. They do not reach a server that is adopted. */
  settings?: Readonly<Record<string, string>>;
};

export type LocalPostgres = {
  /** Connection string, password included: never log it. */
  url(databaseName: string): string;
  port: number;
  /** True when the server was running already, left behind by a process that was killed. */
  adopted: boolean;
  /** Stops the server, adopted or not; a second call does nothing. */
  stop(): Promise<void>;
};

/**
 * Starts the PostgreSQL that came with `npm ci`, with its data in `folder`/postgres, or adopts the one that is running
 * there. It listens on 127.0.0.1 only, on a port of its own choice, and asks for a random password stored beside the data.
 * The folder is for one running product: whoever stops first stops the server for all.
 *
 * @throws LocalPostgresError with one sentence that says what is wrong and what to do.
 */
export async function startLocalPostgres(folder: string, options: LocalPostgresOptions = {}): Promise<LocalPostgres> {
  const { databaseName, settings = {} } = options;
  const server = await openServer(folder, { durable: settings.fsync !== 'off' });
  const adopted = await ensureRunning(server, settings);
  const { port, password } = await readAccess(server);
  if (port === undefined)
    throw new LocalPostgresError(`PostgreSQL stopped while it was starting: see ${logFile(server)}.`);
  let stopped: Promise<void> | undefined;
  const local: LocalPostgres = {
    url: (databaseName) => connectionString(port, password, databaseName),
    port,
    adopted,
    stop: () => {
      stopped ??= stopServer(server);
      return stopped;
    },
  };
  try {
    if (databaseName) await createDatabase(local.url('postgres'), databaseName);
  } catch (error) {
    await local.stop();
    throw error;
  }
  return local;
}

/** Stops the server whose data is in `folder`, if one is running: for what a killed process has left behind. */
export async function stopLocalPostgres(folder: string): Promise<void> {
  if (existsSync(clusterOf(folder))) await stopServer(await openServer(folder));
}

const logFile = (server: LocalServer) => path.join(server.home, 'log');
const connectionString = (port: number, password: string, databaseName: string) =>
  `postgres://postgres:${password}@127.0.0.1:${port}/${encodeURIComponent(databaseName)}`;

/** Answers true when a server was running already. Several starts at once end with one server that all of them use. */
async function ensureRunning(server: LocalServer, settings: Readonly<Record<string, string>>): Promise<boolean> {
  let launches = 0;
  let launched = false;
  const deadline = performance.now() + START_LIMIT_MS;
  while (performance.now() < deadline) {
    const live = await livePostmaster(server.cluster);
    if (!live && launches === LAUNCHES) break;
    if (!live) {
      launches += 1;
      launched = await launch(server, settings);
    } else if (await answers(server)) {
      return !launched;
    } else {
      await sleep(POLL_MS);
    }
  }
  throw new LocalPostgresError(`PostgreSQL did not start: see ${logFile(server)}.`);
}

/** False when it did not start: the port was taken in the meantime, or another start was quicker. */
async function launch(server: LocalServer, settings: Readonly<Record<string, string>>): Promise<boolean> {
  const given = Object.entries(settings).map(([name, value]) => {
    // pg_ctl hands this line to a shell.
    if (!/^[a-z_.]+$/.test(name) || !/^[\w.]+$/.test(value)) throw new Error(`not a server setting: ${name}`);
    return `-c ${name}=${value}`;
  });
  const line = [`-p ${await freePort()}`, ...given].join(' ');
  const args = ['start', '-w', '-s', '-D', server.cluster, '-l', logFile(server), '-o', line];
  const { code } = await runAs(server.account, server.binaries.pg_ctl, args, { quiet: true });
  return code === 0;
}

/** Whether the server takes our password now; false while it is starting, recovering or shutting down. */
async function answers(server: LocalServer): Promise<boolean> {
  const { port, password } = await readAccess(server);
  if (port === undefined) return false;
  const connectionTimeoutMillis = 5_000;
  const client = new pg.Client({
    connectionString: connectionString(port, password, 'postgres'),
    connectionTimeoutMillis,
  });
  client.on('error', () => {
    // A server that goes away while it is asked is not ready; `connect` or the next look says so.
  });
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    // Nobody listens yet, or it took too long: look again. What PostgreSQL itself answers is final, but for one answer.
    if (!(error instanceof pg.DatabaseError) || error.code === CANNOT_CONNECT_NOW) return false;
    throw new LocalPostgresError(
      `PostgreSQL on port ${port} refuses the password in ${server.home}: ${error.message}.`,
    );
  }
}

async function readAccess({ home, cluster }: LocalServer): Promise<{ port: number | undefined; password: string }> {
  const password = await fs.readFile(path.join(home, 'password'), 'utf8');
  return { port: (await livePostmaster(cluster))?.port, password };
}

async function createDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new pg.Client(adminUrl);
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (!rowCount) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  } catch (error) {
    // Another start made it at the same moment.
    const code = error instanceof pg.DatabaseError ? error.code : undefined;
    if (code !== '42P04' && code !== '23505') throw error;
  } finally {
    await client.end();
  }
}

async function stopServer(server: LocalServer): Promise<void> {
  if (!(await livePostmaster(server.cluster))) return;
  const args = ['stop', '-w', '-s', '-m', 'fast', '-D', server.cluster];
  const { code } = await runAs(server.account, server.binaries.pg_ctl, args);
  if (code !== 0 && (await livePostmaster(server.cluster))) {
    throw new LocalPostgresError(`PostgreSQL did not stop: see ${logFile(server)}.`);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
