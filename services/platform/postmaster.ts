import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { absent } from './postgres-account.ts';

/** A PostgreSQL server that is running on a data folder. `port` is missing while it has not written it down yet. */
export type Postmaster = { pid: number; port: number | undefined };

/**
 * The server that runs on this data folder, from its `postmaster.pid` (first line the process, fourth the port).
 *
 * PostgreSQL replaces a file whose process is gone by itself. After a restart of the machine, though, the number often
 * belongs to another process, and then PostgreSQL, and `pg_ctl status`, believe that the server is still running: a file
 * whose process is no PostgreSQL at all is removed here.
 */
export async function livePostmaster(cluster: string): Promise<Postmaster | undefined> {
  const file = path.join(cluster, 'postmaster.pid');
  const lines = (await fs.readFile(file, 'utf8').catch(absent))?.split('\n');
  const pid = Math.abs(Number(lines?.[0]));
  if (!lines || !Number.isInteger(pid) || pid === 0 || !isAlive(pid)) return undefined;
  if (!(await isPostgres(pid))) {
    if (isAlive(pid)) await fs.rm(file, { force: true });
    return undefined;
  }
  const port = Number(lines[3]);
  return { pid, port: Number.isInteger(port) && port > 0 ? port : undefined };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, under another account.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function isPostgres(pid: number): Promise<boolean> {
  return /(^|[/\\])postgres(\.exe)?["']?(\0|\s|:|$)/.test(await commandLine(pid));
}

async function commandLine(pid: number): Promise<string> {
  if (process.platform === 'linux') return (await fs.readFile(`/proc/${pid}/cmdline`, 'utf8').catch(gone)) ?? '';
  // No cheap way to ask there; PostgreSQL on Windows checks the file itself.
  if (process.platform === 'win32') return 'postgres';
  const { stdout } = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({
    stdout: '',
  }));
  return stdout;
}

/** A process may end between two looks: the file is gone (ENOENT) or no longer answers (ESRCH). */
function gone(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ESRCH') return undefined;
  return absent(error);
}
