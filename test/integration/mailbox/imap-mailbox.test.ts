import { afterEach, describe, expect, test } from 'vitest';
import { ImapFault } from '../../../services/mailbox/imap-connection.ts';
import { openImapMailbox } from '../../../services/mailbox/imap-mailbox.ts';
import { idInHeaders, mailboxIdOf, readMailboxId } from '../../../services/mailbox/imap-message-id.ts';
import { fixedClock } from '../../../services/platform/time.ts';
import { mailboxFolders } from '../../../wording/mailbox-folders.ts';
import { ordinaryMorning } from '../../support/deps.ts';
import { startImapServer, type TestImapServer } from '../../support/imap-server.ts';
import type { ImapMood } from '../../support/imap-server-world.ts';
import { drain, type MailboxUnderTest, mail, mailboxContract, received } from '../../support/mailbox-contract.ts';

const OWN = 'A folder of somebody';
const running: TestImapServer[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

async function start(mood: Partial<ImapMood> = {}) {
  const server = await startImapServer();
  running.push(server);
  Object.assign(server.mood, mood);
  const open = (url = server.url) =>
    openImapMailbox({ url, folders: mailboxFolders, clock: fixedClock(ordinaryMorning), silenceMs: 300 });
  return { server, open, reader: open() };
}

const messageIdOf = (raw: Buffer): string => idInHeaders(raw) ?? '';

const underTest =
  (mood: Partial<ImapMood> = {}) =>
  async (): Promise<MailboxUnderTest> => {
    const { server, reader } = await start(mood);
    const { boxes } = server;
    const own = `${server.mood.prefix}${OWN}`;
    boxes.set(own, { uidValidity: 1, uidNext: 1, messages: [] });
    const nameOf = (folder: 'inbox' | 'handled' | 'to-look-at') =>
      folder === 'inbox' ? 'INBOX' : `${server.mood.prefix}${mailboxFolders[folder]}`;
    const take = (messageId: string) => {
      const taken = [...boxes.values()].flatMap((box) => {
        const found = box.messages.filter(({ raw }) => messageIdOf(raw) === messageId);
        box.messages = box.messages.filter((message) => !found.includes(message));
        return found;
      });
      if (taken.length === 0) throw new Error('There is no such message');
      return taken[0];
    };
    return {
      reader,
      receive: (raw, at) => void server.receive(Buffer.from(raw), at),
      within: (folder) =>
        boxes
          .get(nameOf(folder))
          ?.messages.filter(({ flags }) => !flags.has('\\Deleted'))
          .map(({ raw }) => messageIdOf(raw)) ?? null,
      isRead: (messageId) =>
        [...boxes.values()].some(({ messages }) =>
          messages.some(({ raw, flags }) => messageIdOf(raw) === messageId && flags.has('\\Seen')),
        ),
      remove: (messageId) => void take(messageId),
      file: (messageId) => {
        const taken = take(messageId);
        if (taken !== undefined) boxes.get(own)?.messages.push({ ...taken, uid: 1 });
      },
      deleteFolder: (folder) => void boxes.delete(nameOf(folder)),
      wearOut: () => {
        const inbox = boxes.get('INBOX');
        if (inbox === undefined) return;
        inbox.uidValidity += 1;
        // Other numbers for everything, as after a mailbox was restored.
        for (const [at, message] of inbox.messages.entries()) message.uid = at + 1;
        inbox.uidNext = inbox.messages.length + 1;
      },
      stop: () => server.stop(),
    };
  };

describe('The shared mailbox on a mail server', () => {
  mailboxContract('IMAP', underTest());
  mailboxContract('IMAP, folders below the inbox', underTest({ prefix: 'INBOX.' }));
  mailboxContract('IMAP without MOVE', underTest({ capabilities: ['UIDPLUS'] }));
  mailboxContract('IMAP of an old server', underTest({ capabilities: [], saysWhy: false }));

  test('without MOVE and UIDPLUS, nothing that somebody else has marked is deleted', async () => {
    const { server, reader } = await start({ capabilities: [] });
    for (const number of [1, 2]) server.receive(Buffer.from(mail(number).raw), received);
    const { messages } = await drain(reader, null);
    server.boxes.get('INBOX')?.messages[1]?.flags.add('\\Deleted');
    await reader.move(messages[0]?.mailboxId ?? '', 'handled');
    expect(server.boxes.get('INBOX')?.messages).toHaveLength(2);
    expect(server.commands).not.toContain('EXPUNGE');
  });

  test('is signed in to once at a time, and left again', async () => {
    const { server, reader } = await start();
    for (let n = 0; n < 5; n += 1) server.receive(Buffer.from(mail(n).raw), received);
    const { messages } = await drain(reader, null);
    await Promise.all(messages.map(({ mailboxId }) => reader.read(mailboxId, 10_000)));
    expect(server.sessions).toEqual({ now: 0, most: 1 });
  });

  test('a wrong password is said by a code, without the server’s words and without the password', async () => {
    const { server, open } = await start();
    const url = server.url.replace(/:\/\/([^:]+):[^@]+@/, '://$1:another-pass@');
    const fault = await open(url)
      .listNew(null)
      .catch((thrown: unknown) => thrown);
    expect(fault).toBeInstanceOf(ImapFault);
    expect(String(fault)).toBe('ImapFault: AUTHENTICATIONFAILED');
    expect(JSON.stringify(fault)).not.toContain('another-pass');
    expect((fault as Error).cause).toBeUndefined();
  });

  test('a server that breaks off, is silent, or says no at any step costs nothing: the next try goes through', async () => {
    for (const how of ['hangs-up', 'says-nothing', 'says-no'] as const) {
      for (const when of ['before', 'after'] as const) {
        for (const command of ['LOGIN', 'EXAMINE', 'UID SEARCH', 'UID FETCH', 'CREATE', 'UID MOVE']) {
          const { server, reader } = await start();
          server.receive(Buffer.from(mail(1).raw), received);
          const once = async () => {
            const { messages } = await drain(reader, null);
            for (const { mailboxId } of messages) {
              await reader.read(mailboxId, 10_000);
              await reader.move(mailboxId, 'handled');
            }
          };
          server.mood.breaks = { command: new RegExp(`^${command}$`, 'i'), when, how };
          const fault = await once().catch((thrown: unknown) => thrown);
          if (fault !== undefined) expect(fault).toBeInstanceOf(ImapFault);
          server.mood.breaks = null;
          await once();
          const inbox = server.boxes.get('INBOX')?.messages ?? [];
          const handled = server.boxes.get(mailboxFolders.handled)?.messages ?? [];
          expect([how, when, command, inbox.length, handled.length]).toEqual([how, when, command, 0, 1]);
        }
      }
    }
  });

  test('a server on another machine that does not encrypt never hears the password', async () => {
    const server = await startImapServer('127.0.0.2');
    running.push(server);
    const { open } = await start();
    await expect(open(server.url).listNew(null)).rejects.toBeInstanceOf(ImapFault);
    expect(server.commands.filter((command) => /LOGIN|AUTHENTICATE/.test(command))).toEqual([]);
  });

  test('a server that is not there is a fault with its code', async () => {
    const { server, open } = await start();
    await server.stop();
    await expect(open().listNew(null)).rejects.toThrow(/^ECONNREFUSED$/);
  });
});

describe('What a message is called', () => {
  test('holds its number and its Message-ID, and is read back', () => {
    for (const messageId of [null, '<a@example.org>', '<a/b/c@example.org>', '<1/2/3>']) {
      const mailId = { uidValidity: '1700', uid: 42, messageId };
      expect(readMailboxId(mailboxIdOf(mailId))).toEqual(mailId);
    }
    expect(() => readMailboxId('AAMkAGI2')).toThrow(RangeError);
  });

  test('its Message-ID is found in any header block, or none is', () => {
    for (const [block, id] of [
      ['Message-ID: <a@example.org>\r\n\r\n', '<a@example.org>'],
      ['message-id:\r\n <a@example.org>\r\n\r\n', '<a@example.org>'],
      ['Message-Id: (a comment) <a@example.org> more\r\n', '<a@example.org>'],
      ['Message-ID: a@example.org\r\n', '<a@example.org>'],
      ['Message-ID: two words\r\n', null],
      [`Message-ID: <${'a'.repeat(2000)}@example.org>\r\n`, null],
      ['Message-ID:\r\n\r\n', null],
      ['', null],
    ] as const) {
      expect(idInHeaders(Buffer.from(block))).toBe(id);
    }
    expect(idInHeaders(undefined)).toBeNull();
  });
});
