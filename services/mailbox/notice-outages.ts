import { beginOutage } from '../outages/outage-store.ts';
import { endAndTell } from '../outages/tell-of-outages.ts';
import type { Deps } from '../platform/deps.ts';
import type { MailboxReader } from './port.ts';

const ASKED_EVERY_MS = 60_000;

/**
 * The same mailbox, which notes when nobody can look what has come into it, for whatever reason, and when it can be read again.
 * One message that cannot be had is no outage.
 */
export function noticeMailboxOutages(
  deps: Pick<Deps, 'db' | 'clock' | 'jobs' | 'newId' | 'log'>,
  reader: MailboxReader,
): MailboxReader {
  // Whether there is an outage is asked once a minute at most: another process may have noted one.
  let askAgainAt = 0;
  return {
    ...reader,
    listNew: async (position) => {
      const listed = await reader.listNew(position).catch(async (fault: unknown) => {
        askAgainAt = 0;
        const outage = { id: deps.newId(), kind: 'mail', since: deps.clock.now() } as const;
        if (await beginOutage(deps.db, outage)) deps.log.fault('mailbox-away', fault);
        throw fault;
      });
      const now = deps.clock.now().getTime();
      if (now < askAgainAt) return listed;
      await noteBack(deps);
      askAgainAt = now + ASKED_EVERY_MS;
      return listed;
    },
  };
}

async function noteBack(deps: Parameters<typeof noticeMailboxOutages>[0]): Promise<void> {
  const ended = await deps.db.$transaction((tx) => endAndTell(tx, deps, 'mail'));
  if (ended === null) return;
  deps.log.info('mailbox-back', { seconds: Math.round((deps.clock.now().getTime() - ended.since.getTime()) / 1000) });
  deps.jobs.wake();
}
