import { describe, expect, test } from 'vitest';
import { openGraphMailbox } from '../../../services/mailbox/graph-mailbox.ts';
import { mailboxFolders } from '../../../wording/mailbox-folders.ts';
import { startTenant } from '../../support/graph-account.ts';
import { drain, mail, received } from '../../support/mailbox-contract.ts';

const DSR = 'dsr@example.org';
const LARGE = 1_000_000;

async function listedOne() {
  const { fake, graph, clock } = startTenant();
  fake.addMailbox(DSR);
  const reader = openGraphMailbox(graph, { mailbox: DSR, folders: mailboxFolders, clock });
  fake.inbox.receive(DSR, mail(1).raw, { at: received });
  const [listed] = (await drain(reader, null)).messages;
  const answers = (status: number, code: string) =>
    fake.faults.plan(({ path }) => (/messages/.test(path) ? { kind: 'status', status, code } : null));
  return { reader, answers, mailboxId: listed?.mailboxId ?? '' };
}

describe('A message that Graph does not give', () => {
  test.each(['MailboxNotEnabledForRESTAPI', 'ErrorInvalidUser', 'UnknownError'])(
    'is not gone because its whole mailbox is out of reach (%s)',
    async (code) => {
      const { reader, answers, mailboxId } = await listedOne();
      answers(404, code);
      await expect(reader.read(mailboxId, LARGE)).rejects.toThrow(code);
      await expect(reader.move(mailboxId, 'handled')).rejects.toThrow(code);
    },
  );

  test.each([
    [400, 'ErrorMimeContentInvalid'],
    [500, 'ErrorContentConversionFailed'],
    [500, 'ErrorCorruptData'],
  ])(
    'because Exchange cannot write it as a mail (%i %s) cannot be read, however often it is asked for',
    async (status, code) => {
      const { reader, answers, mailboxId } = await listedOne();
      answers(status, code);
      expect(await reader.read(mailboxId, LARGE)).toBe('unreadable');
    },
  );

  test('because something is wrong with Exchange itself is asked for again', async () => {
    const { reader, answers, mailboxId } = await listedOne();
    answers(500, 'ErrorInternalServerError');
    await expect(reader.read(mailboxId, LARGE)).rejects.toThrow('ErrorInternalServerError');
  });
});
