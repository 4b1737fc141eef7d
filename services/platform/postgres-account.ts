import { spawn } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** A fault of the local database whose message is one sentence for the person at the keyboard: print it, not its stack. */
export class LocalPostgresError extends Error {
  override name = 'LocalPostgresError';
}

/** How PostgreSQL's programs are started so that they do not run as root, which they refuse. */
export type PostgresAccount = {
  /** Words in front of the command: `unshare …`, or none. */
  prefix: readonly string[];
  /** The account to change to first; only root can. Files PostgreSQL must own are given to it. */
  ids?: { uid: number; gid: number };
};

export type Outcome = { code: number | null; stderr: string };

/** Enough of what a program said to name its fault. */
const STDERR_LIMIT = 4_000;

/**
 * Runs one of PostgreSQL's programs to its end and answers its exit code and the start of its standard error.
 * With `quiet` nothing is read: a server started by it inherits the pipe and would keep it open for ever.
 * A program that is missing, may not be run or takes too long answers `code: null`.
 */
export function runAs(
  account: PostgresAccount,
  file: string,
  args: readonly string[],
  { quiet = false, timeoutMs = 120_000 } = {},
): Promise<Outcome> {
  const [command = file, ...rest] = [...account.prefix, file, ...args];
  return new Promise((resolve) => {
    let stderr = '';
    const child = spawn(command, rest, {
      stdio: ['ignore', 'ignore', quiet ? 'ignore' : 'pipe'],
      env: postgresEnvironment(),
      timeout: timeoutMs,
      windowsHide: true,
      ...account.ids,
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (stderr.length < STDERR_LIMIT) stderr += text;
    });
    child.on('error', (error) => resolve({ code: null, stderr: error.message }));
    child.on('close', (code) => resolve({ code, stderr }));
  });
}

/** PG… variables of the person's own would redirect the programs; a locale this machine lacks would stop them. */
function postgresEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...Object.fromEntries(own), LC_ALL: 'C' };
}

/**
 * Chooses the account for the database in `home`, which may not exist yet.
 *
 * - An ordinary user runs PostgreSQL as themselves.
 * - Root runs an existing database as its owner, and a new one in a user namespace, where it is an ordinary user while
 *   the files stay root's. Where the machine refuses namespaces, the account `postgres` or `nobody` is used.
 * - A user without an entry in the account list (as in some containers) needs the namespace too: `initdb` looks the name up.
 *
 * @throws LocalPostgresError when none of these is possible.
 */
export async function chooseAccount(home: string): Promise<PostgresAccount> {
  if (process.getuid === undefined) return { prefix: [] };
  const root = process.getuid() === 0;
  if (!root && hasAccountEntry()) return { prefix: [] };
  const owner = root ? await fs.stat(home).catch(absent) : undefined;
  if (owner && owner.uid !== 0) return { prefix: [], ids: { uid: owner.uid, gid: owner.gid } };
  const accounts = await ordinaryAccounts();
  const account =
    accounts.find((a) => a.name === 'postgres') ?? accounts.find((a) => a.name === 'nobody') ?? accounts[0];
  if (account) {
    const prefix = ['unshare', '--user', `--map-user=${account.uid}`, `--map-group=${account.gid}`];
    if ((await runAs({ prefix }, 'true', [])).code === 0) return { prefix };
    if (root) return { prefix: [], ids: { uid: account.uid, gid: account.gid } };
  }
  throw new LocalPostgresError(
    'PostgreSQL does not run under this account, and this machine refuses user namespaces: ' +
      'start as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}

/** Gives a file or folder to the account that PostgreSQL runs as, where that is another one than ours. */
export async function giveTo(account: PostgresAccount, target: string): Promise<void> {
  if (account.ids) await fs.chown(target, account.ids.uid, account.ids.gid);
}

/**
 * Makes sure that the account can reach PostgreSQL's program and enter the data folder.
 * @throws LocalPostgresError naming what it cannot reach: typically a project below root's home folder.
 */
export async function ensureReachable(account: PostgresAccount, program: string, folder: string): Promise<void> {
  if (!account.ids) return;
  const reachable = async (target: string) => (await runAs(account, 'test', ['-x', target])).code === 0;
  if (!(await reachable(folder))) await fs.chmod(folder, ((await fs.stat(folder)).mode & 0o777) | 0o011);
  for (const target of [program, folder]) {
    if (await reachable(target)) continue;
    throw new LocalPostgresError(
      `PostgreSQL does not run as root, and the account it would use (number ${account.ids.uid}) cannot reach ${target}: ` +
        'put the project in a folder that every account may enter, start as an ordinary user, or set DATABASE_URL.',
    );
  }
}

function hasAccountEntry(): boolean {
  try {
    return os.userInfo().username !== '';
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_SYSTEM_ERROR') return false;
    throw error;
  }
}

async function ordinaryAccounts(): Promise<{ name: string; uid: number; gid: number }[]> {
  const list = (await fs.readFile(path.join('/etc', 'passwd'), 'utf8').catch(absent)) ?? '';
  return list
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter((account) => account.uid > 0 && account.gid > 0);
}

/** For `catch`: a file that is not there is an answer, everything else stays a fault. */
export function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
