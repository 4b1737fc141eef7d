import type { Deps } from '../platform/deps.ts';
import { inboxPosition, keepListed, moveInboxPosition } from './poll-store.ts';
import type { MailboxReader } from './port.ts';

/**
 * What came so long before the mailbox was read for the first time is left to those who have read it until then: it is not
 * answered years later. A weekend and a bank holiday are in it. Decided by us.
 */
const DAYS_BEFORE_FIRST = 4;
const DAY_MS = 24 * 60 * 60_000;
/** A full mailbox is read over several sweeps, so that everything else that is due has its turn. */
const MOST_PAGES = 20;

/**
 * Looks what has come into the shared mailbox, and sees to it that each message is handled once: a part of the sweep. Where
 * reading has come to is stored in the transaction that keeps what was listed: killed before it, the same is listed again,
 * and what is there already is left as it is. Any number of processes may do this at once.
 *
 * @returns how many messages were new
 */
export async function pollMailbox(deps: Deps & { mailbox: MailboxReader }): Promise<number> {
  let total = 0;
  for (let page = 0; page < MOST_PAGES; page++) {
    const seen = await inboxPosition(deps.db);
    const { messages, position, more } = await deps.mailbox.listNew(seen?.position ?? null);
    const now = deps.clock.now();
    const since = seen?.since ?? now;
    if (messages.length > 0 || position !== seen?.position) {
      const before = new Date(since.getTime() - DAYS_BEFORE_FIRST * DAY_MS);
      total += await deps.db.$transaction(async (tx) => {
        const added = messages.length === 0 ? [] : await keepListed(tx, messages, { newId: deps.newId, now, before });
        await deps.jobs.enqueue(
          tx,
          added.map((mailedMessageId) => ({ name: 'handle-mailed-message', data: { mailedMessageId } })),
        );
        await moveInboxPosition(tx, seen, { since, position }, now);
        return added.length;
      });
    }
    if (!more) break;
  }
  if (total > 0) deps.jobs.wake();
  return total;
}
