import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { type DemoTenant, playgroundConfig, teamsUserId } from './playground-config.ts';
import { assertPortsFree, PortUnavailableError } from './ports.ts';

const READY_WITHIN_MS = 30_000;
const STOP_WITHIN_MS = 3_000;
const POLL_EVERY_MS = 50;

export type PlaygroundOptions = {
  /** Where the window's configuration and logs go; made if it does not exist. */
  folder: string;
  /** Names the window in messages ("the requester's window") and, reduced to letters, its files. */
  label: string;
  port: number;
  /** The environment variable that moves the port, named to the person when the port is taken. */
  portSetting?: string;
  /** Where the bot takes activities, for example `http://127.0.0.1:3978/api/messages`. */
  botEndpoint: string;
  tenant: DemoTenant;
  /** Directory object id of the person sitting at this window. */
  currentUserId: string;
};

export type Playground = {
  url: string;
  /** What activities from this window carry as `serviceUrl`, and what the bot's own references to it must carry. */
  serviceUrl: string;
  pid: number;
  /** Resolves when the window's process has ended. May be called again. */
  stop(): Promise<void>;
};

/** The service URL of the window on this port. A bot needs it to write to a window that has not yet been opened. */
export const playgroundServiceUrl = (port: number): string => `http://127.0.0.1:${port}/_connector`;

/**
 * Starts one Microsoft 365 Agents Playground: a Teams-like window in the browser, for this machine only. Resolves when
 * that very window answers. Its process ends with this one, even after `kill -9`.
 *
 * @throws PortUnavailableError when the port is taken; another port is never used instead.
 * @throws Error when it does not become ready, with the last lines it wrote.
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { port, label, portSetting } = options;
  const config = playgroundConfig(options.tenant, options.currentUserId);
  const needed = { port, name: label, ...(portSetting === undefined ? {} : { setting: portSetting }) };
  await assertPortsFree([needed]);

  await mkdir(options.folder, { recursive: true, mode: 0o700 });
  const base = path.join(options.folder, `playground-${label.replaceAll(/[^a-z0-9]+/gi, '-').toLowerCase()}`);
  await writeFile(`${base}.json`, JSON.stringify(config, undefined, 2));

  const child = await launch(base, options);
  const stop = () => end(child);
  const url = `http://127.0.0.1:${port}`;
  try {
    await ready(child, url, teamsUserId(options.currentUserId), label, `${base}.out`);
    if (child.pid === undefined) throw new Error(`${label} has no process.`);
    return { url, serviceUrl: playgroundServiceUrl(port), pid: child.pid, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function launch(base: string, { port, botEndpoint }: PlaygroundOptions): Promise<ChildProcess> {
  const cli = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js');
  const preload = new URL('./playground-preload.mjs', import.meta.url).href;
  const output = await open(`${base}.out`, 'w', 0o600);
  try {
    return spawn(
      process.execPath,
      [
        ...['--import', preload, cli, 'start', '--app-endpoint', botEndpoint, '--channel-id', 'msteams'],
        ...['--port', String(port), '--service-url', playgroundServiceUrl(port), '--disable-telemetry'],
      ],
      {
        // Ctrl-C reaches every process of the terminal's group: the window must outlive it until the service has drained.
        detached: true,
        windowsHide: true,
        stdio: ['ignore', output.fd, output.fd, 'ipc'],
        env: environment(base),
      },
    );
  } finally {
    await output.close();
  }
}

/** The service's environment holds credentials and perhaps a proxy; the window needs neither. */
function environment(base: string): NodeJS.ProcessEnv {
  const inherited = ['PATH', 'HOME', 'USERPROFILE', 'SystemRoot', 'TEMP', 'TMPDIR', 'LANG', 'TZ'];
  return {
    ...Object.fromEntries(inherited.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
    TEAMSAPPTESTER_BROWSER: 'none',
    M365_AGENTS_PLAYGROUND_CONFIG_PATH: `${base}.json`,
    M365_AGENTS_PLAYGROUND_LOGFILE: `${base}.log`,
  };
}

const testConfigSchema = z.object({ config: z.object({ currentUser: z.object({ id: z.string() }) }) });

/** Waits until the window answers, and is the one just started: an earlier one on the same port has another user. */
async function ready(child: ChildProcess, url: string, userId: string, label: string, output: string): Promise<void> {
  let portTaken = false;
  child.on('message', () => {
    portTaken = true;
  });
  let spawnError: Error | undefined;
  child.once('error', (error) => {
    spawnError = error;
  });
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    if (portTaken) throw new PortUnavailableError(Number(new URL(url).port), `The port of ${label} was just taken.`);
    if (hasEnded(child) || spawnError) break;
    if ((await userAt(url)) === userId) return;
    await delay(POLL_EVERY_MS);
  }
  const lastLines = (await readFile(output, 'utf8')).trim().split('\n').slice(-5).join('\n');
  throw new Error(`${label} did not start at ${url}. It wrote:\n${lastLines}`, { cause: spawnError });
}

/** Teams id of the person at the window, or undefined while nothing (or something else) answers there. */
async function userAt(url: string): Promise<string | undefined> {
  try {
    const response = await fetch(`${url}/_internal/v1/testConfig`, { signal: AbortSignal.timeout(2_000) });
    const parsed = testConfigSchema.safeParse(await response.json());
    return parsed.success ? parsed.data.config.currentUser.id : undefined;
  } catch {
    // Not listening yet, or not a playground: the caller asks again until its deadline.
    return undefined;
  }
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || hasEnded(child)) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  if (child.connected) child.disconnect();
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  await ended;
  clearTimeout(force);
}
