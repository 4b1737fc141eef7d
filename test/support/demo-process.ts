import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { freePort } from './free-port.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** A first start fills the record; a busy machine takes its time over it. */
const START_MS = 90_000;

/** The three ports a demo listens on. */
export type DemoPorts = { bot: number; requester: number; team: number };

/** A demo as somebody has started it in a terminal. */
export type DemoProcess = {
  /** The addresses it has printed. */
  urls: { requester: string; team: string; outbox: string };
  ports: DemoPorts;
  /** Everything it has printed. */
  printed(): string;
  /** What Ctrl-C or a service manager does; gives the exit code. */
  terminate(): Promise<number | null>;
  /** What nobody can prepare for. */
  kill(): Promise<void>;
};

/** Three ports that nobody listens on at the moment; the system may well offer the same one twice. */
export async function freeDemoPorts(): Promise<DemoPorts> {
  const found = new Set<number>();
  while (found.size < 3) found.add(await freePort());
  const [bot = 0, requester = 0, team = 0] = found;
  return { bot, requester, team };
}

/**
 * Starts `node app/main.ts` and waits until it has printed its addresses.
 *
 * @throws with what it printed when it ends before that
 */
export async function startDemoProcess(folder: string, ports: DemoPorts): Promise<DemoProcess> {
  const { child, printed } = spawnDemo(folder, ports);
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const found = await Promise.race([addressesIn(child, printed), ended]);
  if (found === null || typeof found === 'number') throw new Error(`The demo did not start:\n${printed()}`);
  const send = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  return {
    urls: found,
    ports,
    printed,
    terminate: () => send('SIGTERM'),
    kill: async () => void (await send('SIGKILL')),
  };
}

/** Starts a demo that is expected to refuse; gives its exit code and what it printed. */
export async function startRefusedDemo(folder: string, ports: DemoPorts): Promise<{ code: number; printed: string }> {
  const { child, printed } = spawnDemo(folder, ports);
  const [code] = await once(child, 'close');
  return { code: Number(code), printed: printed() };
}

function spawnDemo(folder: string, ports: DemoPorts) {
  // A test runner's own settings are not a person's.
  const { DATABASE_URL: _, NODE_ENV: __, ...env } = process.env;
  const child = spawn(process.execPath, ['app/main.ts'], {
    cwd: ROOT,
    env: {
      ...env,
      DATA_FOLDER: folder,
      PORT: String(ports.bot),
      REQUESTER_WINDOW_PORT: String(ports.requester),
      TEAM_WINDOW_PORT: String(ports.team),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (more) => (text += more));
  return { child, printed: () => text };
}

async function addressesIn(child: ChildProcess, printed: () => string): Promise<DemoProcess['urls']> {
  const deadline = setTimeout(() => child.kill('SIGKILL'), START_MS).unref();
  try {
    for (;;) {
      const [requester, team, outbox] = printed().match(/http:\/\/\S+/g) ?? [];
      if (requester && team && outbox && printed().includes('Ctrl-C')) return { requester, team, outbox };
      await once(child.stdout ?? child, 'data');
    }
  } finally {
    clearTimeout(deadline);
  }
}

/** Whether anybody answers on a port of this machine. */
export function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: '127.0.0.1' });
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

/** The number of the database server of this folder while it runs. PostgreSQL takes the file away when it stops. */
export function databaseServer(folder: string): number | undefined {
  const file = path.join(folder, 'postgres', 'cluster', 'postmaster.pid');
  return fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8').split('\n')[0]) : undefined;
}

/** What runs for this folder, as Linux lists it; other systems have no such list, and the ports must do. */
export function processesOf(folder: string): string[] {
  if (!fs.existsSync('/proc/self/environ')) return [];
  return fs.readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return [];
    const command = readProcess(pid, 'cmdline');
    const isFor = command.includes(folder) || readProcess(pid, 'environ').includes(`DATA_FOLDER=${folder}\0`);
    return isFor ? [command.replaceAll('\0', ' ')] : [];
  });
}

/** Empty for a process that has ended meanwhile or is somebody else's. */
function readProcess(pid: string, file: 'cmdline' | 'environ'): string {
  try {
    return fs.readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
