import { beforeEach, describe, expect, test } from 'vitest';
import { handleMailedMessage } from '../../../services/mailbox/handle-mailed-message.ts';
import { pickUpForgotten } from '../../../services/notifications/pick-up-forgotten.ts';
import { prune } from '../../../services/notifications/prune.ts';
import { aSubmittedRequest } from '../../support/builders.ts';
import { theService } from '../../support/meeting-builders.ts';
import { ownDeps } from '../../support/own-deps.ts';
import { deliveryService } from '../notifications/delivery-fixture.ts';
import { beginAnew, mailboxService } from './mailbox-fixture.ts';

const deps = await ownDeps();

beforeEach(async () => {
  await beginAnew(deps);
  await deps.db.delivery.deleteMany();
});

const cards = () => deps.db.delivery.findMany({ where: { kind: 'mail-for-triage' } });
const aRequest = { from: 'Nia Nurse <nia@ward.example.org>', subject: 'MbE request', text: 'Please.' };

describe('where a message goes', () => {
  test('one that nobody wrote to be answered is left alone: nobody hears of it, and nothing of it is kept but where it came from', async () => {
    const service = mailboxService(deps);
    const absence = await service.take({ subject: 'Automatic reply: your meeting', text: 'I am away.' });
    const letter = await service.take({
      subject: 'Our news',
      headers: { 'List-Unsubscribe': '<https://example.org>' },
    });
    const own = await service.take({ from: 'DSR <dsr.team@example.org>', subject: 'MbE request' });
    expect([absence, letter, own].map(({ because }) => because)).toEqual(['automatic-reply', 'newsletter', 'loop']);
    for (const { state, text, mailboxId } of [absence, letter, own]) {
      expect({ state, text }).toEqual({ state: 'left-alone', text: null });
      expect(service.box.folderOf(mailboxId)).toBe('handled');
    }
    expect(await deps.db.delivery.count()).toBe(0);
    expect(service.requests.asked).toEqual([]);
  });

  test('one that asks for a meeting although a program wrote it is shown to the team', async () => {
    const service = mailboxService(deps);
    const message = await service.take({ ...aRequest, headers: { 'Auto-Submitted': 'auto-generated' } });
    expect(message).toMatchObject({ state: 'to-triage', because: 'automatic-request' });
    // An absence note that came because of a mail of ours has its subject, and asks for nothing.
    const headers = { 'Auto-Submitted': 'auto-replied' };
    const absence = await service.take({
      ...aRequest,
      subject: 'Re: MbE request',
      headers,
      answers: ['<1@example.org>'],
    });
    expect(absence).toMatchObject({ state: 'left-alone', because: 'automatic-reply' });
  });

  test('a request is handed on once, however often its job runs, and its original is moved', async () => {
    const service = mailboxService(deps);
    const message = await service.take(aRequest);
    await service.handle(message.mailboxId);
    await service.handle(message.mailboxId);
    expect(service.requests.asked).toHaveLength(1);
    expect(service.requests.asked[0]).toMatchObject({ make: 'what-it-is', by: null, read: { senderChecked: true } });
    expect(service.box.moves).toEqual([{ mailboxId: message.mailboxId, folder: 'handled' }]);
  });

  test('everything else goes to the team: one card to the channel, with what it says kept until somebody has looked', async () => {
    const service = mailboxService(deps);
    const message = await service.take({ subject: 'Parking', text: 'Where can we park?\nThanks', checked: false });
    await service.handle(message.mailboxId);
    expect(message).toMatchObject({
      ...{ state: 'to-triage', because: 'not-placed', subject: 'Parking' },
      ...{ senderName: 'Wes Contact', senderAddress: 'wes@ward.example.org', senderChecked: false },
    });
    expect(message.text).toContain('Where can we park?');
    expect(service.box.folderOf(message.mailboxId)).toBe('to-look-at');
    const [card, ...more] = await cards();
    expect(more).toEqual([]);
    expect(card).toMatchObject({ channel: 'teams', detail: { mailedMessageId: message.id } });
    const { run, notifier } = deliveryService(deps);
    await run(card?.eventKey ?? '');
    expect(notifier.posted).toMatchObject([
      { receiver: { to: 'channel' }, message: { kind: 'mail-for-triage', mailedMessageId: message.id } },
    ]);
  });

  test('a copy of a message is left alone; another message that only bears its Message-ID is not', async () => {
    const service = mailboxService(deps);
    const messageId = '<same@ward.example.org>';
    const first = await service.take({ ...aRequest, messageId });
    const copy = await service.take({ ...aRequest, messageId });
    expect(copy).toMatchObject({ state: 'left-alone', because: 'copy' });
    expect(service.box.folderOf(copy.mailboxId)).toBe('handled');
    expect(service.requests.asked.map(({ mailedMessageId }) => mailedMessageId)).toEqual([first.id]);
    const other = await service.take({ messageId, from: 'Olu Other <olu@school.example.org>', subject: 'Hello' });
    expect(other).toMatchObject({ state: 'to-triage' });
  });

  test('of two copies that are handled at once, one alone is made anything of', async () => {
    const service = mailboxService(deps);
    const messageId = '<twice@ward.example.org>';
    const both = [service.receive({ ...aRequest, messageId }), service.receive({ ...aRequest, messageId })];
    await service.poll();
    await Promise.all([...both, ...both].map((mailboxId) => service.handle(mailboxId)));
    const kept = await Promise.all(both.map(service.find));
    expect(kept.map(({ state }) => state).toSorted()).toEqual(['left-alone', 'request-made']);
  });

  test('of many requests of one sender a few are made in a day, the others are shown to the team; the next day it begins anew', async () => {
    const service = mailboxService(deps);
    const stranger = { ...aRequest, from: 'S <s@elsewhere.example.org>', checked: false };
    const waiting = Array.from({ length: 6 }, () => service.receive(stranger));
    await service.poll();
    await Promise.all(waiting.map((mailboxId) => service.handle(mailboxId)));
    const made = await deps.db.mailedMessage.groupBy({ by: ['state', 'because'], _count: true });
    expect(made.map(({ state, because, _count }) => [state, because, _count]).toSorted()).toEqual([
      ['request-made', null, 3],
      ['to-triage', 'too-many', 3],
    ]);
    // Somebody else, and somebody whose address is checked, are not kept waiting by that.
    expect(await service.take({ ...aRequest, from: 'O <o@elsewhere.example.org>' })).toMatchObject({
      state: 'request-made',
    });
    deps.clock.moveBy(25 * 60 * 60_000);
    expect(await service.take(stranger)).toMatchObject({ state: 'request-made' });
  });
});

describe('what strangers send under addresses of many others', () => {
  test('is answered so often a day and no more: the team is shown the rest, and whoever is checked is not kept waiting', async () => {
    const service = mailboxService(deps);
    const forged = (number: number) =>
      service.take({ ...aRequest, from: `S <s${number}@elsewhere.example.org>`, checked: false });
    const now = deps.clock.now();
    await deps.db.mailedMessage.createMany({
      data: Array.from({ length: 49 }, (_, at) => ({
        ...{ id: deps.newId(), mailboxId: `many-${at}`, messageId: `<${at}@many.example.org>`, state: 'draft-kept' },
        ...{ senderAddress: `many${at}@many.example.org`, senderChecked: false },
        ...{ receivedAt: now, createdAt: now },
      })),
    });
    expect(await forged(1)).toMatchObject({ state: 'request-made' });
    expect(await forged(2)).toMatchObject({ state: 'to-triage', because: 'too-many' });
    expect(await service.take(aRequest)).toMatchObject({ state: 'request-made' });
    deps.clock.moveBy(25 * 60 * 60_000);
    expect(await forged(3)).toMatchObject({ state: 'request-made' });
  });
});

describe('what cannot be read', () => {
  test('a message that is too large is shown to the team without what it says', async () => {
    const service = mailboxService(deps);
    const huge = Buffer.alloc(31 * 1024 * 1024, 'a').toString();
    const message = await service.take(`Subject: MbE request\r\n\r\n${huge}`);
    expect(message).toMatchObject({ state: 'to-triage', because: 'too-large', text: null, senderAddress: null });
    expect(await cards()).toHaveLength(1);
  });

  test('a message over which reading throws is shown to the team at once, and not tried again', async () => {
    const service = mailboxService(deps);
    const mailboxId = service.receive();
    await service.poll();
    const { id: mailedMessageId } = await service.find(mailboxId);
    const read = () => Promise.reject(new Error('no'));
    const run = () => handleMailedMessage({ ...service.deps, read }, { actor: theService, mailedMessageId });
    await run();
    await run();
    expect(await service.find(mailboxId)).toMatchObject({ state: 'to-triage', because: 'unreadable' });
    expect(service.box.folderOf(mailboxId)).toBe('to-look-at');
    expect(await cards()).toHaveLength(1);
  });

  test('a message of which nothing comes is shown to the team after a few tries, with what it says', async () => {
    const service = mailboxService(deps);
    const mailboxId = service.receive(aRequest);
    await service.poll();
    const requests = { ...service.requests, submit: () => Promise.reject(new Error('no')) };
    const { id: mailedMessageId } = await service.find(mailboxId);
    const run = () => handleMailedMessage({ ...service.deps, requests }, { actor: theService, mailedMessageId });
    for (let tries = 0; tries < 4; tries++) await expect(run()).rejects.toThrow();
    await run();
    const message = await service.find(mailboxId);
    expect(message).toMatchObject({ state: 'to-triage', because: 'not-handled', subject: 'MbE request' });
    expect(message.text).toContain('Please.');
  });

  test('a message over which the process ends again and again is not even read any more', async () => {
    const service = mailboxService(deps);
    const mailboxId = service.receive(aRequest);
    await service.poll();
    await deps.db.mailedMessage.update({ where: { mailboxId }, data: { version: 8 } });
    await service.handle(mailboxId);
    expect(await service.find(mailboxId)).toMatchObject({ state: 'to-triage', because: 'unreadable', text: null });
  });

  test('a mailbox that is away takes no try from a message: it is handled whenever the mailbox is back', async () => {
    const service = mailboxService(deps);
    const mailboxId = service.receive(aRequest);
    await service.poll();
    for (let count = 0; count < 20; count++) {
      service.box.fail({ at: 'read', when: 'before' });
      await expect(service.handle(mailboxId)).rejects.toThrow();
    }
    await service.handle(mailboxId);
    expect(await service.find(mailboxId)).toMatchObject({ state: 'request-made' });
  });

  test('a message that somebody has deleted meanwhile is left alone', async () => {
    const service = mailboxService(deps);
    const mailboxId = service.receive(aRequest);
    await service.poll();
    service.box.delete(mailboxId);
    await service.handle(mailboxId);
    expect(await service.find(mailboxId)).toMatchObject({ state: 'left-alone', because: 'gone' });
  });
});

describe('moving the original', () => {
  test('is done again until the mailbox has taken it, and what was made of the message is not', async () => {
    const service = mailboxService(deps);
    const mailboxId = service.receive(aRequest);
    await service.poll();
    service.box.fail({ at: 'move', when: 'before' });
    await expect(service.handle(mailboxId)).rejects.toThrow();
    service.box.fail({ at: 'move', when: 'after' });
    await expect(service.handle(mailboxId)).rejects.toThrow();
    expect(await service.find(mailboxId)).toMatchObject({ state: 'request-made', movedAt: null });
    deps.jobs.enqueued.length = 0;
    // The queue has given up; it is found again.
    await pickUpForgotten(deps);
    expect(deps.jobs.enqueued).toContainEqual({
      name: 'handle-mailed-message',
      data: { mailedMessageId: (await service.find(mailboxId)).id },
    });
    await service.handle(mailboxId);
    expect(service.box.folderOf(mailboxId)).toBe('handled');
    expect(service.requests.asked).toHaveLength(1);
    deps.jobs.enqueued.length = 0;
    await pickUpForgotten(deps);
    expect(deps.jobs.enqueued.filter(({ name }) => name === 'handle-mailed-message')).toEqual([]);
  });
});

describe('how long what somebody wrote is kept', () => {
  test('a month after it was dealt with it is forgotten; what waits for somebody stays, however long', async () => {
    const service = mailboxService(deps);
    const done = await service.take({ subject: 'Our news', headers: { 'List-Id': 'news' } });
    const waits = await service.take({ subject: 'Parking', text: 'Where?' });
    deps.clock.moveBy(30 * 24 * 60 * 60_000);
    await prune(deps);
    expect(await service.find(done.mailboxId)).toMatchObject({ subject: 'Our news' });
    deps.clock.moveBy(2 * 24 * 60 * 60_000);
    await prune(deps);
    const nothing = { senderName: null, senderAddress: null, subject: null, text: null };
    expect(await service.find(done.mailboxId)).toMatchObject({ state: 'left-alone', ...nothing });
    expect(await service.find(waits.mailboxId)).toMatchObject({ state: 'to-triage', text: 'Where?' });
  });

  test('of one that a request was made of, its sender stays with that, and nothing of what it said: also not its subject', async () => {
    const service = mailboxService(deps);
    const messageId = '<once@ward.example.org>';
    const letter = { ...aRequest, subject: 'MbE request for Jamie Example', messageId };
    const made = await service.take(letter);
    const { id } = await aSubmittedRequest(deps);
    await deps.db.mbeRequest.update({ where: { id }, data: { mailedMessageId: made.id } });
    deps.clock.moveBy(32 * 24 * 60 * 60_000);
    await prune(deps);
    const kept = { senderAddress: 'nia@ward.example.org', subject: null, text: null };
    expect(await service.find(made.mailboxId)).toMatchObject(kept);
    expect(await service.take(letter)).toMatchObject({ state: 'left-alone', because: 'copy' });
  });
});
