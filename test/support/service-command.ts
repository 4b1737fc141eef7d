import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');
const anId = '00000000-0000-4000-8000-000000000001';

/** What a real service is told; all of it made up. */
export function serviceEnvironment(over: Record<string, string> = {}): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    NODE_ENV: 'production',
    MICROSOFT_APP_ID: anId,
    MICROSOFT_APP_TENANT_ID: anId,
    MICROSOFT_APP_PASSWORD: 'not-a-real-secret',
    DSR_CHANNEL_ID: '19:channel@thread.tacv2',
    DSR_COORDINATORS: anId,
    DSR_CLINICAL_LEADS: anId,
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'dsr@example.org',
    HOST: '127.0.0.1',
    ...over,
  };
}

/** `npm start` as a service manager runs it. */
export function startServiceCommand(environment: Record<string, string>) {
  const child = spawn(process.execPath, ['app/main.ts'], {
    cwd: ROOT,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (more) => (text += more));
  const ended = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as string | null,
    printed: text,
  }));
  return { signal: (name: NodeJS.Signals) => void child.kill(name), printed: () => text, ended };
}
