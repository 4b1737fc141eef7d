import { openGraph } from '../../services/microsoft/graph-client.ts';
import type { Graph, MicrosoftAccount } from '../../services/microsoft/port.ts';
import type { Log, LogFields } from '../../services/platform/log.ts';
import { movableClock } from '../../services/platform/time.ts';
import { ordinaryMorning } from './deps.ts';
import { type FakeGraph, type FakeGraphOptions, startFakeGraph } from './fake-graph/fake-graph.ts';

/** A tenant and an application that are nobody's. */
export const tenantId = '11111111-2222-4333-8444-555555555555';
export const appId = '66666666-7777-4888-8999-aaaaaaaaaaaa';
export const secret = 'not-a-secret-of-anybody';

/** The account of the service in the tenant of a fake. */
export function accountOf(fake: FakeGraph, more: Partial<MicrosoftAccount> = {}): MicrosoftAccount {
  const { authority, graphUrl } = fake;
  return { tenantId, appId, credential: { kind: 'secret', secret }, authority, graphUrl, ...more };
}

export type Line = { level: 'info' | 'warn' | 'fault'; event: string } & LogFields;

/** A log whose lines can be read. */
export function recordingLog(): Log & { lines: Line[] } {
  const lines: Line[] = [];
  const level = (name: 'info' | 'warn') => (event: string, fields?: LogFields) => {
    lines.push({ level: name, event, ...fields });
  };
  return {
    lines,
    info: level('info'),
    warn: level('warn'),
    fault: (event, fault, fields) => void lines.push({ level: 'fault', event, fault: String(fault), ...fields }),
  };
}

/** A fake tenant, and a client that is signed in to it; waiting moves the clock and takes no time. */
export function startTenant(options: Partial<FakeGraphOptions> = {}, account: Partial<MicrosoftAccount> = {}) {
  const clock = movableClock(ordinaryMorning);
  const log = recordingLog();
  const fake = startFakeGraph({ clock, seed: 7, tenantId, appId, secret, ...options });
  const waits: number[] = [];
  const open = (): Graph =>
    openGraph(accountOf(fake, account), {
      fetch: fake.fetch,
      clock,
      log,
      timeoutMs: 200,
      pause: async (milliseconds) => {
        waits.push(milliseconds);
        clock.moveBy(milliseconds);
      },
    });
  return { clock, log, fake, waits, open, graph: open() };
}

/** How often something was asked of the fake. */
export function asked(fake: FakeGraph, path: RegExp): number {
  return fake.log.filter((entry) => path.test(entry.path)).length;
}
