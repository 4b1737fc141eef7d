import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mailboxCard } from '../../../cards/mailed-message.card.ts';
import { listMailedMessages } from '../../../services/mailbox/list-mailed-messages.ts';
import { tellOfMoreMails } from '../../../services/mailbox/tell-of-more-mails.ts';
import { aCoordinator, type TestActor } from '../../support/builders.ts';
import { granted } from '../../support/meeting-builders.ts';
import { ownDeps } from '../../support/own-deps.ts';
import { deliveryService } from '../notifications/delivery-fixture.ts';
import { beginAnew, mailboxService } from './mailbox-fixture.ts';

const deps = await ownDeps();
let cora: TestActor;

beforeAll(async () => {
  cora = await aCoordinator(deps);
});
beforeEach(async () => {
  await beginAnew(deps);
  await deps.db.delivery.deleteMany();
  await deps.db.teamTodo.deleteMany();
});

const MINUTE = 60_000;
const danger = { subject: 'A question', text: 'He says that he wants to end his\nlife.' };
const plain = (number: number) => ({ subject: `Question ${number}`, text: 'Can you call me back?' });
const page = async (number: number) =>
  granted(await listMailedMessages(deps, { actor: cora, filter: 'waiting', page: number }));

describe('cards of emails that wait', () => {
  const posted = (service: ReturnType<typeof deliveryService>) => {
    const kinds = service.notifier.posted.map(({ message }) =>
      message.kind === 'more-mails-wait' ? `${message.count} more` : message.kind,
    );
    service.notifier.posted.length = 0;
    return kinds;
  };
  const own = (count: number) => Array.from({ length: count }, () => 'mail-for-triage');

  test('are ten in an hour, then one for all the others, and each that speaks of danger has its own', async () => {
    const mails = mailboxService(deps);
    const service = deliveryService(deps);
    for (let number = 0; number < 30; number++) await mails.take(plain(number));
    await service.runAll();
    expect(posted(service)).toEqual(own(10));
    const { id } = await mails.take(danger);
    await service.runAll();
    expect(service.notifier.posted.at(-1)?.message).toEqual({ kind: 'mail-for-triage', mailedMessageId: id });
    expect(posted(service)).toHaveLength(1);
    const told = await Promise.all([tellOfMoreMails(deps), tellOfMoreMails(deps)]);
    expect(told).toContain(1);
    await service.runAll();
    expect(posted(service)).toEqual(['20 more']);
    expect(await page(1)).toMatchObject({ total: 31, pages: 4 });
    expect(await service.todos()).toEqual([]);
  });

  test('of danger are without end from checked senders alone: anybody can write the words', async () => {
    const mails = mailboxService(deps);
    const service = deliveryService(deps);
    for (let number = 0; number < 45; number++) await mails.take({ ...danger, subject: `Help ${number}` });
    await deps.db.mailedMessage.updateMany({ data: { senderChecked: false } });
    await service.runAll();
    expect(posted(service)).toEqual(own(40));
    await tellOfMoreMails(deps);
    await service.runAll();
    expect(posted(service)).toEqual(['5 more']);
    const { id } = await mails.take({ ...danger, subject: 'From somebody known' });
    await deps.db.mailedMessage.update({ where: { id }, data: { senderChecked: true } });
    await service.runAll();
    expect(posted(service)).toEqual(own(1));
  });

  test('say again that there are more an hour later at the earliest, and only where more have come', async () => {
    const mails = mailboxService(deps);
    const service = deliveryService(deps);
    const more = async () => {
      await tellOfMoreMails(deps);
      await service.runAll();
      return posted(service);
    };
    expect(await more()).toEqual([]);
    for (let number = 0; number < 12; number++) await mails.take(plain(number));
    await service.runAll();
    posted(service);
    expect(await more()).toEqual(['2 more']);
    deps.clock.moveBy(30 * MINUTE);
    await mails.take(plain(12));
    await service.runAll();
    expect(await more()).toEqual([]);
    deps.clock.moveBy(31 * MINUTE);
    expect(await more()).toEqual(['3 more']);
    deps.clock.moveBy(120 * MINUTE);
    expect(await more()).toEqual([]);
    // The hour is long over: a single one has its own card again.
    await mails.take(plain(13));
    await service.runAll();
    expect(posted(service)).toEqual(own(1));
  });

  test('are not raised once somebody has looked at all of them', async () => {
    const mails = mailboxService(deps);
    const service = deliveryService(deps);
    for (let number = 0; number < 12; number++) await mails.take(plain(number));
    await service.runAll();
    posted(service);
    await deps.db.mailedMessage.updateMany({ data: { state: 'triaged' } });
    expect(await tellOfMoreMails(deps)).toBe(0);
  });
});

describe('the list of what waits', () => {
  test('has first what speaks of danger, however late it came, then the oldest, page by page', async () => {
    const mails = mailboxService(deps);
    const expected: string[] = [];
    for (let number = 0; number < 13; number++) {
      expected.push((await mails.take(plain(number))).id);
      deps.clock.moveBy(MINUTE);
    }
    const urgent = (await mails.take(danger)).id;
    deps.clock.moveBy(MINUTE);
    const later = (await mails.take({ subject: 'Quick', text: 'She says that she will kill -\n herself.' })).id;
    const first = await page(1);
    const second = await page(2);
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect(ids).toEqual([urgent, later, ...expected]);
    expect(first.items.map((item) => item.urgent)).toEqual([true, true, ...Array.from({ length: 8 }, () => false)]);
    expect(second.items.every((item) => !item.urgent)).toBe(true);
    expect(JSON.stringify(mailboxCard(first, deps.clock.now()))).toContain('! Urgent: its words speak of danger');
  });

  test('turns its pages in the same order where what is urgent fills more than one', async () => {
    const mails = mailboxService(deps);
    for (let number = 0; number < 5; number++) await mails.take(plain(number));
    for (let number = 0; number < 12; number++) await mails.take({ ...danger, subject: `Help ${number}` });
    const items = [...(await page(1)).items, ...(await page(2)).items];
    expect(new Set(items.map(({ id }) => id)).size).toBe(17);
    expect(items.map(({ urgent }) => urgent)).toEqual([
      ...Array.from({ length: 12 }, () => true),
      ...Array.from({ length: 5 }, () => false),
    ]);
  });

  test('takes no words for danger that only look like it when everything between letters is left out', async () => {
    const mails = mailboxService(deps);
    await mails.take({ subject: 'Week', text: 'He has a skill himself.' });
    expect((await page(1)).items.map(({ urgent }) => urgent)).toEqual([false]);
  });
});
