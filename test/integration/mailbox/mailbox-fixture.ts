import { handleMailedMessage } from '../../../services/mailbox/handle-mailed-message.ts';
import { settleMail } from '../../../services/mailbox/mailed-message-store.ts';
import type { MailedRequestInput } from '../../../services/mailbox/model.ts';
import { pollMailbox } from '../../../services/mailbox/poll-mailbox.ts';
import { authorOf } from '../../../services/mailbox/settle.ts';
import type { MailedRequests } from '../../../services/mailbox/shared-mailbox.ts';
import type { Jobs } from '../../../services/platform/jobs.ts';
import { ordinaryMorning, type TestDeps, type testDeps } from '../../support/deps.ts';
import { fakeMailbox } from '../../support/fake-mailbox.ts';
import { mailboxFacts, mailedMessage } from '../../support/mailed-messages.ts';
import { theService } from '../../support/meeting-builders.ts';

/** Settles a message as a request would, and remembers what it was asked for. */
function makingRequests(deps: TestDeps<Jobs>): MailedRequests & { asked: MailedRequestInput[] } {
  const asked: MailedRequestInput[] = [];
  return {
    asked,
    fill: async () => 'not-about-a-draft',
    submit: async (input) => {
      asked.push(input);
      const { mailedMessageId: id, read, make, by } = input;
      const state = make === 'draft' ? 'draft-kept' : 'request-made';
      await deps.db.$transaction(async (tx) => {
        const found = await tx.mailedMessage.findUniqueOrThrow({ where: { id } });
        const seen = { id, messageId: found.messageId, state: found.state as 'received' };
        const handled = by === null ? {} : { handledById: by.id, handledAt: deps.clock.now() };
        await settleMail(tx, seen, { state, ...authorOf(read), ...handled }, deps.clock.now());
      });
      return { state, requestIds: [] };
    },
  };
}

/** Before each test: an ordinary morning, and nothing that has come in or was asked for by another. */
export async function beginAnew({ clock, db, jobs }: ReturnType<typeof testDeps>): Promise<void> {
  clock.moveTo(ordinaryMorning);
  await db.mailedMessage.deleteMany();
  await db.readPosition.deleteMany();
  jobs.enqueued.length = 0;
}

/** A shared mailbox that is read and handled as the service does it, with requests that are only remembered. */
export function mailboxService(deps: TestDeps<Jobs>, facts = mailboxFacts) {
  return mailboxWith(deps, makingRequests(deps), facts);
}

/** The same with what makes requests of messages. */
export function mailboxWith<Requests extends MailedRequests>(
  deps: TestDeps<Jobs>,
  requests: Requests,
  facts = mailboxFacts,
) {
  const box = fakeMailbox();
  const all = { ...deps, mailbox: { reader: box.reader, facts }, requests };
  const find = (mailboxId: string) => deps.db.mailedMessage.findUniqueOrThrow({ where: { mailboxId } });
  const poll = () => pollMailbox({ ...deps, mailbox: box.reader });
  const handle = async (mailboxId: string) =>
    handleMailedMessage(all, { actor: theService, mailedMessageId: (await find(mailboxId)).id });
  return {
    box,
    requests,
    find,
    poll,
    handle,
    deps: all,
    /** Puts a message into the inbox, under a Message-ID of its own. @returns what the mailbox calls it */
    receive: (letter: Parameters<typeof mailedMessage>[0] | string = {}, receivedAt = deps.clock.now()) => {
      const own = `<${deps.newId()}@ward.example.org>`;
      const messageId = typeof letter === 'string' ? own : (letter.messageId ?? own);
      const raw = typeof letter === 'string' ? letter : mailedMessage({ ...letter, messageId });
      return box.receive(raw, { messageId, receivedAt, mailboxId: `box-${deps.newId()}` });
    },
    /** Puts a message into the inbox, and handles it. @returns what was kept of it */
    async take(letter: Parameters<typeof mailedMessage>[0] | string = {}) {
      const mailboxId = this.receive(letter);
      await poll();
      await handle(mailboxId);
      return find(mailboxId);
    },
  };
}
