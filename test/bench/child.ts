import { type ChildProcess, fork } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';

/** In a measured process: listens, tells the parent where, and ends with it. */
export function serveForParent(app: Express): void {
  const server = app.listen(0, '127.0.0.1', () =>
    tellParent(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
  );
}

/** Tells the parent the address, answers its question for memory, and ends when it is gone. */
export function tellParent(url: string): void {
  process.on('message', (question) => {
    if (question !== 'memory') return;
    globalThis.gc?.();
    process.send?.({ residentBytes: process.memoryUsage.rss() });
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.({ url });
}

/** A measured process, from outside. */
export type Measured = { url: string; residentBytes(): Promise<number>; stop(): Promise<void> };

function nextMessage<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as T));
    child.once('exit', (code) => reject(new Error(`a measured process ended early (${code})`)));
  });
}

/** Starts a server of this folder in a process of its own. */
export async function startMeasured(file: string, environment: Record<string, string> = {}): Promise<Measured> {
  const child = fork(new URL(file, import.meta.url), {
    env: { ...process.env, ...environment },
    execArgv: ['--expose-gc'],
  });
  const { url } = await nextMessage<{ url: string }>(child);
  return {
    url,
    residentBytes: async () => {
      const answer = nextMessage<{ residentBytes: number }>(child);
      child.send('memory');
      return (await answer).residentBytes;
    },
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      }),
  };
}
