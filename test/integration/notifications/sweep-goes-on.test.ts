import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { startSweeping, sweepOnce } from '../../../app/sweeping.ts';
import { raiseClockReminders } from '../../../services/notifications/clock-reminders.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ordinaryMorning, testDeps } from '../../support/deps.ts';
import { anEntry } from '../../support/register-builders.ts';
import { aClockRow, anEntryRow } from '../../support/register-rows.ts';
import { deliveryService } from './delivery-fixture.ts';

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;
let faults: { event: string; entryId?: unknown; part?: unknown }[];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  faults = [];
  const log = {
    info: () => {},
    warn: () => {},
    fault: (event: string, _fault: unknown, fields?: object) => void faults.push({ event, ...fields }),
  };
  deps = { ...testDeps({ url: database.url, seed: String(Math.random()) }), log };
  return () => deps.close();
});

/** Somebody whose record can't be read: an event of theirs has a detail that no version of the software wrote. */
async function anUnreadableEntry(fromDay: string): Promise<string> {
  const { entryId } = await anEntry(deps, { fromDay });
  await deps.db.$executeRaw`
    INSERT INTO register_event (id, entry_id, kind, day, detail, at, policy_version)
    VALUES (${deps.newId()}::uuid, ${entryId}::uuid, 'rating-changed', ${fromDay}::date, '{"rating":"purple"}', now(), 'x')`;
  return entryId;
}

test('a record that can’t be read keeps no other person’s lapse, reminder or digest from being raised', async () => {
  const unreadable = await anUnreadableEntry('2025-12-01');
  const lapsed = await anEntry(deps, { fromDay: '2025-12-02' });
  const { entryId: dueSoon } = await anEntryRow(deps, { number: 1 });
  await aClockRow(deps, { entryId: dueSoon, kind: 'oversight-visit', due: '2027-01-13' });
  await sweepOnce(deps).catch(() => undefined);
  expect(faults.filter(({ event }) => event === 'consent-not-lapsed')).toEqual([
    { event: 'consent-not-lapsed', entryId: unreadable },
  ]);
  const todos = await deps.db.teamTodo.findMany({ where: { kind: 'consent-lapsed' } });
  expect(todos.map((todo) => todo.entryId)).toEqual([lapsed.entryId]);
  const raised = await deps.db.delivery.findMany({ where: { kind: { in: ['clock-reminder', 'register-digest'] } } });
  expect(raised.map((row) => row.kind)).toEqual(expect.arrayContaining(['clock-reminder', 'register-digest']));
  expect(raised.some((row) => row.eventKey.includes(dueSoon))).toBe(true);
});

test('of renewals raised together the one that can’t be is named in the log, and the others are raised', async () => {
  deps.clock.moveTo(ordinaryMorning);
  await deps.db.reminder.deleteMany();
  await deps.db.delivery.deleteMany();
  await deps.db.clock.deleteMany();
  const { entryId: unreadable, personId } = await anEntry(deps, { fromDay: '2026-02-01' });
  await deps.db.person.update({ where: { id: personId }, data: { contactVia: 'by-pigeon', contactDetail: 'x' } });
  const others = [await anEntry(deps, { fromDay: '2026-02-02' }), await anEntry(deps, { fromDay: '2026-02-03' })];
  await raiseClockReminders(deps);
  expect(faults).toEqual([{ event: 'reminder-not-raised', entryId: unreadable, clock: 'consent-renewal' }]);
  const raised = await deps.db.delivery.findMany({ where: { kind: 'clock-reminder' } });
  expect(raised.map((row) => row.eventKey.split(':')[1]).sort()).toEqual(others.map(({ entryId }) => entryId).sort());
});

test('a part of the sweep that fails is named, and the parts after it, the clocks and the pruning have their turn', async () => {
  const broken = { ...deps, policy: { ...deps.policy, digest: undefined } } as unknown as typeof deps;
  const parts: string[] = [];
  const sweeping = startSweeping(broken, 0.05, ({ part, result }) => parts.push(`${part} ${result}`));
  await vi.waitFor(() => expect(parts).toContain('recompute done'), { timeout: 10_000 });
  await sweeping.stop();
  expect(parts.slice(0, 7)).toEqual([
    'lapses done',
    'proposals done',
    'response-chasers done',
    'requests done',
    'meetings done',
    'digest failed',
    'clock-reminders failed',
  ]);
  // Of the unreadable entries of this file each is named, and those around them are worked out.
  expect(faults.filter(({ event }) => event === 'recompute-failed')).toEqual([]);
  expect(faults.filter(({ event }) => event === 'sweep-part-failed').map(({ part }) => part)).toContain('digest');
});

test('a mail about a deadline whose process ended while it was sent is repeated as the same mail: it is not lost', async () => {
  const service = deliveryService(deps);
  const { entryId } = await anEntryRow(deps, { number: 2 });
  await aClockRow(deps, { entryId, kind: 'oversight-visit', due: '2027-01-13' });
  await service.add({
    kind: 'clock-reminder',
    eventKey: 'one',
    channel: 'mail',
    detail: { entryId, clock: 'oversight-visit', due: '2027-01-13', lead: 3 },
  });
  await service.run('one');
  // Killed before its end was written: the next process finds it so.
  await deps.db.delivery.updateMany({ where: { eventKey: 'one' }, data: { state: 'sending', sentAt: null } });
  expect(await service.run('one')).toMatchObject({ state: 'sent' });
  const [first, second] = service.mailer.sent;
  expect(second?.messageId).toBe(first?.messageId);
  expect(await deps.db.teamTodo.count({ where: { kind: 'delivery-unclear' } })).toBe(0);
});
