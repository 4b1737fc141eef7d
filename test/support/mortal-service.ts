import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** Where a process ends itself, as `kill -9` would. */
export type KillPoint = 'mail-was-sent' | 'calendar-has-booked';

/** The whole service in a process of its own. */
export type MortalService = {
  /** Every line it has logged. */
  printed(): string;
  /** `kill -9`; at once where it has ended already. */
  kill(): Promise<void>;
  /** Until it has ended by itself. */
  ended: Promise<unknown>;
};

/** What every life of one service has in common. */
export type Life = { databaseUrl: string; folder: string; port: number; now: Date };

/** Starts `service-process.ts` and waits until it answers. */
export async function startMortalService(
  life: Life,
  options: { killAt?: KillPoint; carriesOutJobs?: boolean } = {},
): Promise<MortalService> {
  const child = fork(path.join(import.meta.dirname, 'service-process.ts'), {
    env: {
      ...process.env,
      DATABASE_URL: life.databaseUrl,
      FOLDER: life.folder,
      PORT: String(life.port),
      NOW: life.now.toISOString(),
      KILL_AT: options.killAt ?? '',
      CARRIES_OUT_JOBS: options.carriesOutJobs === false ? 'no' : 'yes',
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (more) => (text += more));
  const ended = once(child, 'exit');
  // One that has a job waiting may end at its kill point before it has said that it is ready.
  const ready = once(child, 'message').then(() => true);
  if (!(await Promise.race([ready, ended.then(() => options.killAt !== undefined)]))) throw new Error(text);
  return {
    printed: () => text,
    ended,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
