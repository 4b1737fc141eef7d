import { describe, expect, test } from 'vitest';
import { openGraphMailbox } from '../../../services/mailbox/graph-mailbox.ts';
import { GraphFault } from '../../../services/microsoft/port.ts';
import { mailboxFolders } from '../../../wording/mailbox-folders.ts';
import { startTenant } from '../../support/graph-account.ts';
import { drain, type MailboxUnderTest, mail, mailboxContract, received } from '../../support/mailbox-contract.ts';

const DSR = 'dsr@example.org';
const OWN = 'A folder of somebody';

function start() {
  const tenant = startTenant();
  tenant.fake.addMailbox(DSR);
  const open = () => openGraphMailbox(tenant.graph, { mailbox: DSR, folders: mailboxFolders, clock: tenant.clock });
  return { ...tenant, open, reader: open() };
}

async function underTest(): Promise<MailboxUnderTest> {
  const { fake, reader, graph } = start();
  const all = () => fake.folders(DSR).flatMap(({ messages }) => messages);
  const stored = (messageId: string) => {
    const found = all().find((message) => message.messageId === messageId);
    if (found === undefined) throw new Error('There is no such message');
    return found;
  };
  await graph.ask({
    ...{ method: 'POST', path: `/users/${DSR}/mailFolders`, body: { displayName: OWN }, repeatable: false },
  });
  return {
    reader,
    receive: (raw, at) => void fake.inbox.receive(DSR, raw, { at }),
    within: (folder) => {
      const found = fake
        .folders(DSR)
        .find(({ displayName, wellKnown }) =>
          folder === 'inbox' ? wellKnown === 'inbox' : displayName === mailboxFolders[folder],
        );
      return found?.messages.map(({ messageId }) => messageId) ?? null;
    },
    isRead: (messageId) => stored(messageId).isRead,
    remove: (messageId) => fake.deleteMessage(DSR, stored(messageId).immutableId),
    file: (messageId) => fake.fileMessage(DSR, stored(messageId).immutableId, OWN),
    deleteFolder: (folder) => fake.deleteFolder(DSR, mailboxFolders[folder]),
    wearOut: () => fake.expireDeltaTokens(),
    stop: async () => {
      // Whatever was asked was asked as Graph wants it.
      expect(fake.refusals()).toEqual([]);
    },
  };
}

describe('The shared mailbox through Graph', () => {
  mailboxContract('Graph', underTest);

  test('is begun again from the start when it is another mailbox than before', async () => {
    const { fake, graph, clock, reader } = start();
    fake.addMailbox('other@example.org');
    fake.inbox.receive(DSR, mail(1).raw, { at: received });
    fake.inbox.receive('other@example.org', mail(2).raw, { at: received });
    const { position } = await drain(reader, null);
    const other = openGraphMailbox(graph, { mailbox: 'other@example.org', folders: mailboxFolders, clock });
    expect((await drain(other, position)).ids).toEqual([mail(2).messageId]);
  });

  test('moves a message once, however often the connection breaks at it', async () => {
    for (const when of ['before', 'after'] as const) {
      const { fake, reader } = start();
      fake.inbox.receive(DSR, mail(1).raw, { at: received });
      const [listed] = (await drain(reader, null)).messages;
      fake.faults.next({ path: /mailFolders$/, method: 'POST' }, { kind: 'reset', when });
      fake.faults.next({ path: /move$/ }, { kind: 'reset', when }, 2);
      await reader.move(listed?.mailboxId ?? '', 'handled');
      const handled = fake.folders(DSR).filter(({ displayName }) => displayName === mailboxFolders.handled);
      expect(handled.map(({ messages }) => messages.length)).toEqual([1]);
    }
  });

  test('looks a folder up once, however many messages are moved', async () => {
    const { fake, reader } = start();
    for (let n = 0; n < 10; n += 1) fake.inbox.receive(DSR, mail(n).raw, { at: received });
    for (const { mailboxId } of (await drain(reader, null)).messages) await reader.move(mailboxId, 'handled');
    expect(fake.log.filter(({ path }) => path.endsWith('/mailFolders')).length).toBeLessThanOrEqual(4);
  });

  test('loses nothing when what it is told cannot be read', async () => {
    const { fake, reader } = start();
    fake.inbox.receive(DSR, mail(1).raw, { at: received });
    fake.faults.next({ path: /delta$/ }, { kind: 'malformed' }, 3);
    await expect(drain(reader, null)).rejects.toBeInstanceOf(GraphFault);
    expect((await drain(reader, null)).ids).toEqual([mail(1).messageId]);
  });

  test('says that a permission is missing', async () => {
    const { fake, reader } = start();
    fake.permissions.delete('Mail.ReadWrite');
    await expect(reader.listNew(null)).rejects.toThrow('Mail.ReadWrite is needed');
  });
});
