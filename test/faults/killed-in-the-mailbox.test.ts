import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handleMailedMessage } from '../../services/mailbox/handle-mailed-message.ts';
import { pollMailbox } from '../../services/mailbox/poll-mailbox.ts';
import { mailedRequests } from '../../services/mbe-requests/mailed-requests.ts';
import { pickUpForgotten } from '../../services/notifications/pick-up-forgotten.ts';
import type { JobQueue } from '../../services/platform/jobs.ts';
import { deliveryService } from '../integration/notifications/delivery-fixture.ts';
import { aCoordinator } from '../support/builders.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type TestDeps, testDepsWithQueue } from '../support/deps.ts';
import { fakeMailbox } from '../support/fake-mailbox.ts';
import { killedAt } from '../support/kill-at-statement.ts';
import { bounceOf, mailboxFacts, mailedMessage } from '../support/mailed-messages.ts';
import { granted, theService } from '../support/meeting-builders.ts';
import { aService, ask, receiversOf } from '../support/question-builders.ts';
import { anEntry } from '../support/register-builders.ts';

let database: TestDatabase;
let deps: TestDeps<JobQueue>;
/** Another process on the same database, which looks at what the killed one has left. */
let other: TestDeps<JobQueue>;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = await testDepsWithQueue({ url: database.url });
  other = await testDepsWithQueue({ url: database.url, seed: 'other' });
});
afterAll(async () => {
  await deps.close();
  await other.close();
  await database.drop();
});

/** More statements than any of these makes. */
const NO_END = 120;

const all = (of: TestDeps<JobQueue>, box: ReturnType<typeof fakeMailbox>) => ({
  ...of,
  mailbox: { reader: box.reader, facts: mailboxFacts },
  requests: mailedRequests(of),
});

/** A mailbox with one message, read from its beginning. */
async function aMailboxWith(raw: string) {
  await other.db.readPosition.deleteMany();
  const box = fakeMailbox();
  const messageId = `<${other.newId()}@ward.example.org>`;
  const mailboxId = box.receive(raw, { messageId, receivedAt: other.clock.now(), mailboxId: `box-${other.newId()}` });
  const kept = () => other.db.mailedMessage.findUniqueOrThrow({ where: { mailboxId } });
  return { box, mailboxId, kept };
}

/**
 * Kills the handling of a message at its first statement, its second and so on; between them another process handles it too
 * where it finds it unfinished. Each round has a message of its own.
 *
 * @returns how many statements there are
 */
async function handledAlthoughKilled(
  make: () => Promise<string>,
  after: (id: string) => Promise<void>,
): Promise<number> {
  for (let statement = 1; statement < NO_END; statement += 1) {
    const { box, mailboxId, kept } = await aMailboxWith(await make());
    await pollMailbox({ ...other, mailbox: box.reader });
    const { id: mailedMessageId } = await kept();
    const run = (of: TestDeps<JobQueue>) => handleMailedMessage(all(of, box), { actor: theService, mailedMessageId });
    const ended = await killedAt(statement, () => run(deps));
    await run(other);
    await run(other);
    expect((await kept()).movedAt, `after statement ${statement}`).not.toBeNull();
    expect(box.folderOf(mailboxId)).not.toBe('inbox');
    await after(mailedMessageId);
    if (ended === 'done') return statement - 1;
  }
  throw new Error('It never got through');
}

describe('killed after any statement', () => {
  test('looking into the mailbox keeps every message once, each with its job', async () => {
    for (let statement = 1; statement < NO_END; statement += 1) {
      const { box, kept } = await aMailboxWith(mailedMessage());
      const ended = await killedAt(statement, () => pollMailbox({ ...deps, mailbox: box.reader }));
      await pollMailbox({ ...other, mailbox: box.reader });
      const { id } = await kept();
      const without = other.db.$transaction((tx) => other.jobs.withoutJob(tx, 'handle-mailed-message', [id], 0));
      expect(await without).toEqual([]);
      if (ended === 'done') return expect(statement).toBeGreaterThan(3);
    }
    throw new Error('It never got through');
  });

  test('a request is made once of its message, and its sender told once', async () => {
    const make = async () => mailedMessage({ from: `N <n.${other.newId()}@ward.example.org>`, subject: 'MbE request' });
    const statements = await handledAlthoughKilled(make, async (mailedMessageId) => {
      expect(await other.db.mbeRequest.count({ where: { mailedMessageId } })).toBe(1);
      const about = { path: ['mailedMessageId'], equals: mailedMessageId };
      expect(await other.db.delivery.count({ where: { detail: about } })).toBe(1);
    });
    expect(statements).toBeGreaterThan(8);
  });

  test('what answers our question about a request is added to its draft once, and its sender told once', async () => {
    let requestId = '';
    const make = async () => {
      const from = `N <n.${other.newId()}@ward.example.org>`;
      const lacking = mailedMessage({
        from,
        subject: 'MbE request',
        text: 'Full name: Jamie Example',
        messageId: '<l@x.example.org>',
      });
      const { box, kept } = await aMailboxWith(lacking);
      await pollMailbox({ ...other, mailbox: box.reader });
      const { id: mailedMessageId } = await kept();
      await handleMailedMessage(all(other, box), { actor: theService, mailedMessageId });
      const { messageId } = await deliveryService(other).run(`mail-reply:${mailedMessageId}`);
      requestId = (await other.db.mbeRequest.findFirstOrThrow({ where: { mailedMessageId } })).id;
      return mailedMessage({ from, subject: 'Re', text: 'Purpose: a plan', answers: [messageId ?? ''] });
    };
    const statements = await handledAlthoughKilled(make, async (mailedMessageId) => {
      const draft = await other.db.mbeRequest.findUniqueOrThrow({ where: { id: requestId } });
      expect(draft).toMatchObject({ state: 'draft', version: 1, typed: { purpose: 'a plan' } });
      const about = { path: ['mailedMessageId'], equals: mailedMessageId };
      expect(await other.db.delivery.count({ where: { detail: about } })).toBe(1);
    });
    expect(statements).toBeGreaterThan(8);
  });

  /** Asks a service of its own each time. */
  async function aQuestion() {
    const cora = await aCoordinator(other);
    const { run } = deliveryService(other);
    const entry = await anEntry(other, { fromDay: '2026-09-01' });
    const email = `w.${other.newId()}@ward.example.org`;
    const ward = await aService(other, { contacts: [{ name: 'Wes', email }] });
    granted(await ask(other, cora, { entryId: entry.entryId, organisationIds: [ward.id] }));
    const receiverId = (await receiversOf(other, entry.entryId))[0]?.id ?? '';
    const { id: deliveryId, messageId } = await run(`service-question:${receiverId}`);
    return { email, receiverId, deliveryId, messageId: messageId ?? '' };
  }

  test('an answer is recorded once, and whoever asked is told once', async () => {
    let receiverId = '';
    const reply = async () => {
      const asked = await aQuestion();
      const { email, messageId } = asked;
      receiverId = asked.receiverId;
      return mailedMessage({ from: `Wes <${email}>`, subject: 'Re', text: 'From March', answers: [messageId] });
    };
    const answers = await handledAlthoughKilled(reply, async () => {
      const receiver = await other.db.serviceQuestionReceiver.findUniqueOrThrow({ where: { id: receiverId } });
      expect(receiver).toMatchObject({ state: 'answered', version: 1, offered: 'From March' });
      const eventKey = { startsWith: `service-question-answered:${receiverId}` };
      expect(await other.db.delivery.count({ where: { eventKey } })).toBe(1);
    });
    expect(answers).toBeGreaterThan(8);
  });

  test('a mail that came back gives one to-do', async () => {
    let deliveryId = '';
    const bounces = await handledAlthoughKilled(
      async () => {
        const asked = await aQuestion();
        deliveryId = asked.deliveryId;
        return bounceOf(asked);
      },
      async () => {
        expect(await other.db.teamTodo.count({ where: { deliveryId, kind: 'bounced' } })).toBe(1);
      },
    );
    expect(bounces).toBeGreaterThan(6);
  });

  test('what the killed process has left without a job is found again', async () => {
    const { box, kept } = await aMailboxWith(mailedMessage());
    await pollMailbox({ ...other, mailbox: box.reader });
    await other.db.$executeRaw`DELETE FROM pgboss.job`;
    expect(await pickUpForgotten(other)).toBeGreaterThanOrEqual(1);
    const { id } = await kept();
    const without = other.db.$transaction((tx) => other.jobs.withoutJob(tx, 'handle-mailed-message', [id], 0));
    expect(await without).toEqual([]);
  });
});
