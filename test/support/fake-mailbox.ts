import type { ListedMessage, MailboxFolder, MailboxReader } from '../../services/mailbox/port.ts';

type Kept = ListedMessage & { raw: Buffer; folder: 'inbox' | MailboxFolder; number: number };

/** What can go wrong next, by what is asked: thrown before the work, or after it was done. */
export type MailboxFault = { at: 'list' | 'read' | 'move'; when: 'before' | 'after' };

class MailboxAway extends Error {
  override name = 'MailboxAway';
}

/**
 * A shared mailbox in memory. What is put into it is listed from the next reading on, a page at a time; what is moved is
 * listed no more. Faults that were planned are thrown one after the other.
 */
export function fakeMailbox({ pageSize = 10 } = {}) {
  const kept: Kept[] = [];
  const faults: MailboxFault[] = [];
  const moves: { mailboxId: string; folder: MailboxFolder }[] = [];

  const around = async <T>(at: MailboxFault['at'], work: () => T): Promise<T> => {
    const [next] = faults;
    if (next?.at !== at) return work();
    faults.shift();
    if (next.when === 'after') work();
    throw new MailboxAway();
  };

  const reader: MailboxReader = {
    listNew: (position) =>
      around('list', () => {
        const after = position === null ? 0 : Number(position);
        const waiting = kept.filter((one) => one.folder === 'inbox' && one.number > after);
        const page = waiting.slice(0, pageSize);
        return {
          messages: page.map(({ mailboxId, messageId, receivedAt }) => ({ mailboxId, messageId, receivedAt })),
          position: String(page.at(-1)?.number ?? after),
          more: waiting.length > page.length,
        };
      }),
    read: (mailboxId, mostBytes) =>
      around('read', () => {
        const found = kept.find((one) => one.mailboxId === mailboxId);
        if (found === undefined) return null;
        return found.raw.length > mostBytes ? 'too-large' : found.raw;
      }),
    move: (mailboxId, folder) =>
      around('move', () => {
        moves.push({ mailboxId, folder });
        const found = kept.find((one) => one.mailboxId === mailboxId);
        if (found !== undefined) found.folder = folder;
      }),
  };
  return {
    reader,
    moves,
    /** What goes wrong next. */
    fail: (...next: MailboxFault[]) => faults.push(...next),
    /** Puts a message into the inbox. @returns what the mailbox calls it */
    receive: (raw: string | Buffer, about: { messageId: string; receivedAt: Date; mailboxId?: string }): string => {
      const number = kept.length + 1;
      const { mailboxId = `mail-${number}`, ...rest } = about;
      kept.push({ ...rest, mailboxId, number, raw: Buffer.from(raw), folder: 'inbox' });
      return mailboxId;
    },
    /** Somebody deletes a message. */
    delete: (mailboxId: string) => {
      kept.splice(
        kept.findIndex((one) => one.mailboxId === mailboxId),
        1,
      );
    },
    folderOf: (mailboxId: string) => kept.find((one) => one.mailboxId === mailboxId)?.folder,
  };
}
