import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ListedMessage, MailboxFolder, MailboxReader } from '../../services/mailbox/port.ts';

/** A mailbox to hold its reader to the contract, with what people and other servers do in it. */
export type MailboxUnderTest = {
  reader: MailboxReader;
  receive(raw: string, at: Date): void;
  /** The Message-IDs in the inbox or in one of the two folders; null where there is no such folder. */
  within(folder: 'inbox' | MailboxFolder): string[] | null;
  isRead(messageId: string): boolean;
  remove(messageId: string): void;
  /** Somebody files it in a folder of their own. */
  file(messageId: string): void;
  deleteFolder(folder: MailboxFolder): void;
  /** Where reading has come to means nothing any more to the server. */
  wearOut(): void;
  stop(): Promise<void>;
};

export const received = new Date('2027-01-12T08:00:00Z');
const LARGE = 1024 * 1024;

/** A message with a number: as text, and what it is known by. */
export function mail(number: number, more = ''): { raw: string; messageId: string } {
  const messageId = `<mail-${number}@example.org>`;
  return {
    messageId,
    raw: [
      ...[`Message-ID: ${messageId}`, 'From: Robin Example <robin@example.org>', 'To: dsr@example.org'],
      ...[`Subject: MbE request ${number}`, '', `Number ${number} – ünïcode`, more],
    ].join('\r\n'),
  };
}

/** Everything there is to list from a position on. */
export async function drain(reader: MailboxReader, from: string | null) {
  const messages: ListedMessage[] = [];
  let position = from;
  let more = true;
  for (let page = 0; more; page += 1) {
    if (page > 50) throw new Error('This never ends');
    const listed = await reader.listNew(position);
    messages.push(...listed.messages);
    ({ position, more } = listed);
  }
  return { messages, position, ids: messages.map(({ messageId }) => messageId) };
}

/** What every reader of the shared mailbox does. `open` gives one with an empty inbox and no folders of ours. */
export function mailboxContract(name: string, open: () => Promise<MailboxUnderTest>): void {
  const rule = (what: string, check: (box: MailboxUnderTest) => Promise<void>) =>
    test(`${name}: ${what}`, async () => {
      const box = await open();
      try {
        await check(box);
      } finally {
        await box.stop();
      }
    });
  const put = (box: MailboxUnderTest, number: number) => {
    const { raw, messageId } = mail(number);
    box.receive(raw, new Date(received.getTime() + number * 60_000));
    return messageId;
  };
  const one = async (box: MailboxUnderTest, number = 1) => {
    put(box, number);
    const { messages } = await drain(box.reader, null);
    const [listed] = messages;
    if (listed === undefined) throw new Error('It is not listed');
    return listed;
  };

  rule('what is there is listed at first, and then only what has come since', async (box) => {
    expect(await drain(box.reader, null)).toMatchObject({ ids: [] });
    const first = [put(box, 1), put(box, 2)];
    const listed = await drain(box.reader, null);
    expect(listed.ids.toSorted()).toEqual(first);
    expect(listed.messages.find(({ messageId }) => messageId === first[0])?.receivedAt).toEqual(
      new Date('2027-01-12T08:01:00Z'),
    );
    expect((await drain(box.reader, listed.position)).ids).toEqual([]);
    const later = put(box, 3);
    const since = await drain(box.reader, listed.position);
    expect(since.ids).toEqual([later]);
    // A position may be used again: what was not stored is listed again.
    expect((await drain(box.reader, listed.position)).ids).toEqual([later]);
  });

  rule('a full mailbox is listed over several pages, and nothing is left out', async (box) => {
    const all = Array.from({ length: 130 }, (_, number) => put(box, number));
    const page = await box.reader.listNew(null);
    expect(page.more).toBe(true);
    expect(page.messages.length).toBeLessThan(130);
    const rest = await drain(box.reader, page.position);
    const ids = [...page.messages.map(({ messageId }) => messageId), ...rest.ids];
    expect([...new Set(ids)].toSorted()).toEqual(all.toSorted());
  });

  rule('a message is read byte by byte as it came, and stays unread for people', async (box) => {
    const listed = await one(box);
    const read = await box.reader.read(listed.mailboxId, LARGE);
    expect(Buffer.isBuffer(read) && read.toString('utf8')).toBe(mail(1).raw);
    expect(box.isRead(listed.messageId)).toBe(false);
  });

  rule('a message that is too large is said to be so, and one that is gone is null', async (box) => {
    const listed = await one(box);
    const size = Buffer.byteLength(mail(1).raw);
    expect(await box.reader.read(listed.mailboxId, size - 1)).toBe('too-large');
    expect(Buffer.isBuffer(await box.reader.read(listed.mailboxId, size))).toBe(true);
    box.remove(listed.messageId);
    expect(await box.reader.read(listed.mailboxId, LARGE)).toBeNull();
  });

  rule('a message without a Message-ID has one all the same, and always the same', async (box) => {
    box.receive('From: Robin Example <robin@example.org>\r\nSubject: no id\r\n\r\nHello', received);
    const [first] = (await drain(box.reader, null)).messages;
    const [again] = (await drain(box.reader, null)).messages;
    expect(first?.messageId).toMatch(/^<[^<>\s]+>$/);
    expect(again).toEqual(first);
    expect(String(await box.reader.read(first?.mailboxId ?? '', LARGE))).toContain('no id');
  });

  rule('an original is moved to a folder, which is made where it is missing', async (box) => {
    const listed = await one(box);
    expect(box.within('handled')).toBeNull();
    await box.reader.move(listed.mailboxId, 'handled');
    expect([box.within('inbox'), box.within('handled')]).toEqual([[], [listed.messageId]]);
    const second = put(box, 2);
    const { messages } = await drain(box.reader, null);
    expect(messages.map(({ messageId }) => messageId)).toEqual([second]);
    await box.reader.move(messages[0]?.mailboxId ?? '', 'to-look-at');
    expect(box.within('to-look-at')).toEqual([second]);
  });

  rule('moving twice is moving once, and what is gone counts as moved', async (box) => {
    const listed = await one(box);
    await box.reader.move(listed.mailboxId, 'handled');
    await box.reader.move(listed.mailboxId, 'handled');
    expect(box.within('handled')).toEqual([listed.messageId]);
    box.remove(listed.messageId);
    await box.reader.move(listed.mailboxId, 'handled');
    expect(box.within('handled')).toEqual([]);
  });

  rule('a message is called the same after it was moved: it is read and moved on', async (box) => {
    const listed = await one(box);
    await box.reader.move(listed.mailboxId, 'to-look-at');
    expect(String(await box.reader.read(listed.mailboxId, LARGE))).toContain('Number 1');
    await box.reader.move(listed.mailboxId, 'handled');
    expect([box.within('inbox'), box.within('to-look-at'), box.within('handled')]).toEqual([
      [],
      [],
      [listed.messageId],
    ]);
  });

  rule('a message that was moved is not listed as new', async (box) => {
    put(box, 1);
    const before = await drain(box.reader, null);
    await box.reader.move(before.messages[0]?.mailboxId ?? '', 'handled');
    expect((await drain(box.reader, before.position)).ids).toEqual([]);
  });

  rule('what somebody has filed elsewhere stays where they have put it', async (box) => {
    const listed = await one(box);
    box.file(listed.messageId);
    await box.reader.move(listed.mailboxId, 'handled');
    expect(box.within('handled') ?? []).toEqual([]);
  });

  rule('a folder that somebody deletes is made again', async (box) => {
    const first = await one(box);
    await box.reader.move(first.mailboxId, 'handled');
    box.deleteFolder('handled');
    put(box, 2);
    const [second] = (await drain(box.reader, null)).messages;
    await box.reader.move(second?.mailboxId ?? '', 'handled');
    expect(box.within('handled')).toEqual([mail(2).messageId]);
  });

  rule('a position that is worn out, or is none, begins again from the start', async (box) => {
    const all = [put(box, 1), put(box, 2)];
    const { position } = await drain(box.reader, null);
    box.wearOut();
    expect((await drain(box.reader, position)).ids.toSorted()).toEqual(all);
    for (const nonsense of ['', 'nonsense', '{}', '{"mailbox":1}', '[]', 'null']) {
      expect((await drain(box.reader, nonsense)).ids.toSorted()).toEqual(all);
    }
  });

  rule('several messages are moved at the same time, each once', async (box) => {
    const all = Array.from({ length: 8 }, (_, number) => put(box, number));
    const { messages } = await drain(box.reader, null);
    await Promise.all(
      messages.flatMap(({ mailboxId }) => [mailboxId, mailboxId].map((id) => box.reader.move(id, 'handled'))),
    );
    expect(box.within('inbox')).toEqual([]);
    expect([...new Set(box.within('handled'))].toSorted()).toEqual(all);
  });

  test(`${name}: whatever comes and goes between two readings, nothing goes unlisted`, async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('receive' as const), count: fc.integer({ min: 1, max: 60 }) }),
      fc.record({ kind: fc.constant('read' as const) }),
      fc.record({ kind: fc.constant('move' as const) }),
      fc.record({ kind: fc.constant('remove' as const) }),
      fc.record({ kind: fc.constant('wear-out' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const box = await open();
        try {
          await nothingUnlisted(
            box,
            steps.map((s) => ({ kind: s.kind, count: 'count' in s ? s.count : 0 })),
            put,
          );
        } finally {
          await box.stop();
        }
      }),
      { seed: 20_270_112, numRuns: 25 },
    );
  });
}

async function nothingUnlisted(
  box: MailboxUnderTest,
  steps: readonly { kind: string; count: number }[],
  put: (box: MailboxUnderTest, number: number) => string,
): Promise<void> {
  const expected = new Set<string>();
  const listed = new Map<string, string>();
  let position: string | null = null;
  let number = 0;
  const readPage = async () => {
    const page = await box.reader.listNew(position);
    position = page.position;
    for (const { messageId, mailboxId } of page.messages) listed.set(messageId, mailboxId);
    return page.more;
  };
  for (const { kind, count } of steps) {
    if (kind === 'receive') for (let n = 0; n < count; n += 1) expected.add(put(box, ++number));
    if (kind === 'read') await readPage();
    if (kind === 'wear-out') box.wearOut();
    const [some] = box.within('inbox') ?? [];
    if (kind === 'move' && some !== undefined && listed.has(some))
      await box.reader.move(listed.get(some) ?? '', 'handled');
    if (kind === 'remove' && some !== undefined) {
      box.remove(some);
      expected.delete(some);
    }
  }
  while (await readPage());
  for (const messageId of expected) expect(listed.has(messageId)).toBe(true);
}
