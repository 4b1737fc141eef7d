import type { FetchMessageObject, ImapFlow } from 'imapflow';
import { z } from 'zod';
import type { Clock } from '../platform/time.ts';
import { ImapFault, imapServer } from './imap-connection.ts';
import { idInHeaders, type MailId, mailboxIdOf, readMailboxId } from './imap-message-id.ts';
import type { MailboxFolder, MailboxReader } from './port.ts';

const INBOX = 'INBOX';
const PAGE = 50;
const MESSAGE_ID = ['message-id'];
const BY_UID = { uid: true } as const;

/** Where reading has come to: the last number that was listed, of the inbox that gave out such numbers. */
const storedPosition = z.object({ uidValidity: z.string(), uid: z.number().int().nonnegative() });

/** `folders`: what the two folders are called; they are made where they are missing. */
export type ImapMailboxOptions = {
  /** `imap://` or `imaps://`, with user and password. */
  url: string;
  folders: Record<MailboxFolder, string>;
  clock: Clock;
  silenceMs?: number;
};

type Place = { path: string; uid: number };

/**
 * The shared mailbox on a mail server (IMAP4rev1), for an organisation without Microsoft 365. A number (UID) in a mailbox is
 * given out once and grows; with another UIDVALIDITY all of them are new, and everything is listed once more. A message is
 * moved under a new number, so it is found again by its Message-ID.
 *
 * @throws ImapFault
 */
export function openImapMailbox({ url, folders, clock, silenceMs }: ImapMailboxOptions): MailboxReader {
  const withServer = imapServer(url, silenceMs);
  return {
    listNew: (position) => withServer((client) => listNew(client, position, clock)),

    read: (mailboxId, mostBytes) =>
      withServer(async (client) => {
        const place = await find(client, readMailboxId(mailboxId), Object.values(folders));
        if (place === null) return null;
        const sized = await client.fetchOne(String(place.uid), { size: true }, BY_UID);
        if (sized === false) return null;
        if ((sized.size ?? 0) > mostBytes) return 'too-large';
        const whole = await client.fetchOne(String(place.uid), { source: true }, BY_UID);
        if (whole === false || whole.source === undefined) return null;
        return whole.source.length > mostBytes ? 'too-large' : whole.source;
      }),

    move: (mailboxId, folder) =>
      withServer(async (client) => {
        const { path } = await client
          .mailboxCreate(folders[folder])
          .catch((fault: unknown) => made(client, fault, folders[folder]));
        const place = await find(client, readMailboxId(mailboxId), Object.values(folders));
        if (place === null || place.path === path) return;
        await client.mailboxOpen(place.path);
        await moveOut(client, place.uid, path);
      }),
  };
}

async function listNew(client: ImapFlow, position: string | null, clock: Clock) {
  const inbox = await client.mailboxOpen(INBOX, { readOnly: true });
  const uidValidity = String(inbox.uidValidity);
  const last = lastListed(position, uidValidity);
  const found = await client.search({ uid: `${last + 1}:*` }, BY_UID);
  if (!Array.isArray(found)) throw new ImapFault('search-failed');
  // '*' is the last message there is, also where its number is smaller than the one that is asked for.
  const uids = found.filter((uid) => uid > last).sort((one, other) => one - other);
  const page = uids.slice(0, PAGE);
  const query = { uid: true, flags: true, internalDate: true, headers: MESSAGE_ID };
  const messages = page.length === 0 ? [] : await client.fetchAll(page.join(','), query, BY_UID);
  return {
    messages: messages.filter(isThere).map((message) => {
      const mail: MailId = { uidValidity, uid: message.uid, messageId: idInHeaders(message.headers) };
      return {
        mailboxId: mailboxIdOf(mail),
        messageId: mail.messageId ?? `<${uidValidity}.${message.uid}@mailbox.invalid>`,
        receivedAt: instantOf(message.internalDate) ?? clock.now(),
      };
    }),
    position: JSON.stringify({ uidValidity, uid: page.at(-1) ?? last }),
    more: uids.length > page.length,
  };
}

function lastListed(position: string | null, uidValidity: string): number {
  if (position === null) return 0;
  try {
    const stored = storedPosition.parse(JSON.parse(position));
    return stored.uidValidity === uidValidity ? stored.uid : 0;
  } catch {
    return 0;
  }
}

/** Marked as deleted is gone: whoever uses the mailbox sees it so. */
function isThere({ flags }: FetchMessageObject): boolean {
  return flags?.has('\\Deleted') !== true;
}

function instantOf(said: Date | string | undefined): Date | null {
  const instant = said === undefined ? null : new Date(said);
  return instant === null || Number.isNaN(instant.getTime()) ? null : instant;
}

/** Where a message is now, with that mailbox open: in the inbox under its number, or in one of ours; null elsewhere. */
async function find(client: ImapFlow, mail: MailId, ours: readonly string[]): Promise<Place | null> {
  const inbox = await client.mailboxOpen(INBOX, { readOnly: true });
  if (String(inbox.uidValidity) === mail.uidValidity && (await isAt(client, mail.uid, mail.messageId))) {
    return { path: INBOX, uid: mail.uid };
  }
  if (mail.messageId === null) return null;
  const there = new Set((await client.list()).map(({ path }) => path));
  for (const path of [INBOX, ...ours.flatMap((name) => [...there].filter((one) => isNamed(client, one, name)))]) {
    await client.mailboxOpen(path, { readOnly: true });
    // A server finds parts of a header: without the brackets, which some mail programs leave out, and looked at again.
    const found = await client.search({ header: { 'message-id': mail.messageId.slice(1, -1) } }, BY_UID);
    for (const uid of Array.isArray(found) ? found : []) {
      if (await isAt(client, uid, mail.messageId)) return { path, uid };
    }
  }
  return null;
}

async function isAt(client: ImapFlow, uid: number, messageId: string | null): Promise<boolean> {
  const query = { uid: true, flags: true, headers: MESSAGE_ID };
  const message = await client.fetchOne(String(uid), query, BY_UID);
  return message !== false && isThere(message) && idInHeaders(message.headers) === messageId;
}

/** Some servers keep every folder below the inbox. */
function isNamed(client: ImapFlow, path: string, name: string): boolean {
  return path === name || path === `${client.namespace?.prefix ?? ''}${name}`;
}

/** Servers without RFC 5530 do not say why they made no folder: it may be there. */
async function made(client: ImapFlow, fault: unknown, name: string): Promise<{ path: string }> {
  const there = (await client.list()).find(({ path }) => isNamed(client, path, name));
  if (there === undefined) throw fault;
  return { path: there.path };
}

/** Moves a message; where the server cannot do that in one step, the copy left behind is marked as deleted, and it alone. */
async function moveOut(client: ImapFlow, uid: number, path: string): Promise<void> {
  if (client.capabilities.has('MOVE') || client.capabilities.has('UIDPLUS')) {
    if ((await client.messageMove(String(uid), path, BY_UID)) === false) throw new ImapFault('move-failed');
    return;
  }
  if ((await client.messageCopy(String(uid), path, BY_UID)) === false) throw new ImapFault('move-failed');
  if (!(await client.messageFlagsAdd(String(uid), ['\\Deleted'], BY_UID))) throw new ImapFault('move-failed');
}
