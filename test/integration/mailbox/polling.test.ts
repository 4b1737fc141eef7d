import { beforeEach, describe, expect, test } from 'vitest';
import { ownDeps } from '../../support/own-deps.ts';
import { beginAnew, mailboxService } from './mailbox-fixture.ts';

const deps = await ownDeps();

beforeEach(() => beginAnew(deps));

const jobs = () => deps.jobs.enqueued.flatMap((job) => (job.name === 'handle-mailed-message' ? [job.data] : []));
const daysAgo = (days: number) => new Date(deps.clock.now().getTime() - days * 24 * 60 * 60_000);

describe('looking what has come into the mailbox', () => {
  test('keeps every message once, with one job, over as many pages as there are', async () => {
    const service = mailboxService(deps);
    for (let count = 0; count < 25; count++) service.receive();
    expect(await service.poll()).toBe(25);
    expect(await service.poll()).toBe(0);
    expect(await deps.db.mailedMessage.count({ where: { state: 'received' } })).toBe(25);
    expect(new Set(jobs().map(({ mailedMessageId }) => mailedMessageId)).size).toBe(25);
    expect(jobs()).toHaveLength(25);
  });

  test('leaves a message that is listed again as it is, without a second job', async () => {
    const service = mailboxService(deps);
    const mailboxId = service.receive();
    await service.poll();
    await deps.db.mailedMessage.update({ where: { mailboxId }, data: { state: 'left-alone' } });
    // The mailbox begins anew, as after a position that it does not know any more.
    await deps.db.readPosition.deleteMany();
    expect(await service.poll()).toBe(0);
    expect(await service.find(mailboxId)).toMatchObject({ state: 'left-alone' });
    expect(jobs()).toHaveLength(1);
  });

  test('two processes that look at once keep each message once', async () => {
    const service = mailboxService(deps);
    for (let count = 0; count < 30; count++) service.receive();
    const kept = await Promise.all([service.poll(), service.poll(), service.poll()]);
    expect(kept.reduce((sum, one) => sum + one, 0)).toBe(30);
    expect(await deps.db.mailedMessage.count()).toBe(30);
    expect(jobs()).toHaveLength(30);
    expect(await service.poll()).toBe(0);
  });

  test('goes on where it was when the mailbox was away, and forgets nothing', async () => {
    const service = mailboxService(deps);
    service.receive();
    service.box.fail({ at: 'list', when: 'before' }, { at: 'list', when: 'after' });
    await expect(service.poll()).rejects.toThrow();
    await expect(service.poll()).rejects.toThrow();
    expect(await service.poll()).toBe(1);
  });

  test('leaves what was there long before the service began to those who read it until then, where it is', async () => {
    const service = mailboxService(deps);
    const [old, young] = [service.receive({}, daysAgo(30)), service.receive({}, daysAgo(3))];
    expect(await service.poll()).toBe(1);
    expect(await service.find(old)).toMatchObject({ state: 'left-alone', because: 'before-start', movedAt: null });
    await service.handle(old);
    await service.handle(young);
    expect(service.box.folderOf(old)).toBe('inbox');
    expect(service.box.folderOf(young)).not.toBe('inbox');
    // Later, how long ago a message came says nothing: the service was away.
    deps.clock.moveBy(40 * 24 * 60 * 60_000);
    const late = service.receive({}, daysAgo(20));
    expect(await service.poll()).toBe(1);
    expect(await service.find(late)).toMatchObject({ state: 'received' });
  });
});
