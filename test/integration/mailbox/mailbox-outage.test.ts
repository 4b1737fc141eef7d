import { beforeEach, expect, test } from 'vitest';
import { mailboxParts } from '../../../app/mailbox-parts.ts';
import { openMetrics } from '../../../app/metrics.ts';
import { openGraphMailbox } from '../../../services/mailbox/graph-mailbox.ts';
import { mailboxFolders } from '../../../wording/mailbox-folders.ts';
import { ordinaryMorning } from '../../support/deps.ts';
import { startTenant } from '../../support/graph-account.ts';
import { mail } from '../../support/mailbox-contract.ts';
import { mailboxFacts } from '../../support/mailed-messages.ts';
import { ownDepsWithQueue } from '../../support/own-deps.ts';
import { deliveryService } from '../notifications/delivery-fixture.ts';

const DSR = 'dsr@example.org';
const MINUTE = 60_000;

const deps = await ownDepsWithQueue();

beforeEach(async () => {
  deps.clock.moveTo(ordinaryMorning);
  await deps.db.mailedMessage.deleteMany();
  await deps.db.readPosition.deleteMany();
  await deps.db.outage.deleteMany();
  await deps.db.delivery.deleteMany();
});

/** A service that reads a mailbox on Graph, and does each minute what its sweep does. */
function reading() {
  const { fake, graph, clock } = startTenant();
  fake.addMailbox(DSR);
  const reader = openGraphMailbox(graph, { mailbox: DSR, folders: mailboxFolders, clock });
  const parts = mailboxParts(deps, { reader, facts: mailboxFacts });
  const service = deliveryService(deps);
  const minutes = async (count: number) => {
    for (let minute = 0; minute < count; minute++) {
      for (const [, work] of parts) await work(deps).catch(() => undefined);
      await service.runAll();
      deps.clock.moveBy(MINUTE);
      clock.moveBy(MINUTE);
    }
  };
  return { fake, minutes, clock, told: () => service.notifier.posted.map(({ message }) => message.kind) };
}

const noPermission = { kind: 'status', status: 403, code: 'ErrorAccessDenied' } as const;

test.each([
  ['Graph is away', { kind: 'no-connection' } as const],
  ['the permission was taken away', noPermission],
])('where %s, the team is told once that the mailbox cannot be read, and once that it is back', async (_why, fault) => {
  const { fake, minutes, clock, told } = reading();
  await minutes(1);
  fake.faults.plan(() => fault);
  await minutes(9);
  expect(told()).toEqual([]);
  await minutes(30);
  expect(told()).toEqual(['mailbox-away']);
  const metrics = openMetrics();
  metrics.countIn(deps.db, deps.jobs);
  expect((await metrics.text()).text).toContain('roundtable_outages_open{kind="mail"} 1');
  fake.inbox.receive(DSR, mail(1).raw, { at: clock.now() });
  fake.faults.plan(() => null);
  await minutes(5);
  expect(told()).toEqual(['mailbox-away', 'mailbox-back']);
  expect(await deps.db.mailedMessage.count()).toBe(1);
  expect(await deps.db.outage.count({ where: { endedAt: null } })).toBe(0);
});

test('a few minutes are no news, and each outage that lasts is', async () => {
  const { fake, minutes, told } = reading();
  fake.faults.plan(() => noPermission);
  await minutes(5);
  fake.faults.plan(() => null);
  await minutes(20);
  expect(told()).toEqual([]);
  for (let time = 0; time < 2; time++) {
    fake.faults.plan(() => noPermission);
    await minutes(15);
    fake.faults.plan(() => null);
    await minutes(3);
  }
  expect(told()).toEqual(['mailbox-away', 'mailbox-back', 'mailbox-away', 'mailbox-back']);
});

test('one message that cannot be had is no outage of the mailbox', async () => {
  const { fake, minutes, clock, told } = reading();
  fake.inbox.receive(DSR, mail(1).raw, { at: clock.now() });
  fake.faults.plan(({ path }) => (/\$value/.test(path) ? noPermission : null));
  await minutes(15);
  expect(told()).toEqual([]);
  expect(await deps.db.outage.count()).toBe(0);
});

test('an outage of the mailbox is none of the calendar', async () => {
  const { fake, minutes } = reading();
  fake.faults.plan(() => noPermission);
  await minutes(2);
  expect(await deps.db.outage.findMany({ select: { kind: true } })).toEqual([{ kind: 'mail' }]);
});
