import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { addDeliveries } from '../../services/notifications/store.ts';
import type { JobQueue } from '../../services/platform/jobs.ts';
import { aBookedMeeting } from '../support/booked-meeting.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type TestDeps, testDepsWithQueue } from '../support/deps.ts';
import { freePort } from '../support/free-port.ts';
import { serviceEnvironment, startServiceCommand } from '../support/service-command.ts';
import { startSmtpServer, type TestSmtpServer } from '../support/smtp-server.ts';

let database: TestDatabase;
let port: number;
let stray: ReturnType<typeof startServiceCommand>[];

beforeEach(async () => {
  database = await createTestDatabase();
  port = await freePort();
  stray = [];
});
afterEach(async () => {
  for (const command of stray) command.signal('SIGKILL');
  await Promise.all(stray.map(({ ended }) => ended));
  await database.drop();
});

function start(over: Record<string, string> = {}) {
  const environment = serviceEnvironment({ DATABASE_URL: database.url, PORT: String(port), ...over });
  const command = startServiceCommand(environment);
  stray.push(command);
  return command;
}

/** A start that is refused: exit 1, one sentence for an operator, no stack, no password. */
async function refused(over: Record<string, string>): Promise<string> {
  const { code, printed } = await start(over).ended;
  expect({ code, printed }).toMatchObject({ code: 1 });
  expect(printed).not.toMatch(/^\s+at /m);
  expect(printed.trim().split('\n')).toHaveLength(1);
  return printed;
}

const withUrl = (change: (url: URL) => void) => {
  const url = new URL(database.url);
  change(url);
  return { DATABASE_URL: url.href };
};

describe('a start is refused with one sentence', () => {
  test('when no database answers', async () => {
    const away = await freePort();
    const printed = await refused(withUrl((url) => (url.port = String(away))));
    expect(printed).toMatch(/The database cannot be reached: .*ECONNREFUSED.* Check DATABASE_URL\./);
  });

  test('when the database does not take the password, which is not repeated', async () => {
    const printed = await refused(withUrl((url) => (url.password = 'hunter2-example')));
    expect(printed).toContain('password authentication failed');
    expect(printed).not.toContain('hunter2-example');
  });

  test('when a newer version has migrated the database', async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(`INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
      VALUES ('later', 'x', '29991231000000_later', now())`);
    await client.end();
    expect(await refused({})).toContain(
      'The database is ahead of this version: it has the migration 29991231000000_later',
    );
  });

  test('when the port is taken; nothing has been sent by then', async () => {
    const other = net.createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const taken = (other.address() as AddressInfo).port;
    const printed = await refused({ PORT: String(taken) });
    expect(printed).toContain(`Port ${taken} is already in use`);
    other.close();
  });
});

describe('a signal', () => {
  let smtp: TestSmtpServer;
  let deps: TestDeps<JobQueue>;
  beforeAll(async () => {
    smtp = await startSmtpServer();
  });
  afterAll(() => smtp.stop());
  beforeEach(async () => {
    deps = await testDepsWithQueue({ url: database.url });
  });
  afterEach(() => deps.close());

  /** A service in the middle of a mail that its server takes slowly. */
  async function whileMailing(milliseconds: number) {
    smtp.taken.length = 0;
    smtp.mood({ kind: 'takes-its-time', milliseconds });
    const { id, requestId, invitee } = await aBookedMeeting(deps);
    const about = { kind: 'invitation', channel: 'mail', meetingId: id, requestId } as const;
    // The service lives today: a meeting that is over is not invited to any more.
    await deps.db.meeting.update({
      where: { id },
      data: { startsAt: new Date('2099-01-14T10:00Z'), endsAt: new Date('2099-01-14T11:00Z') },
    });
    await deps.db.$transaction((tx) =>
      addDeliveries(tx, deps, [
        { ...about, eventKey: 'one', inviteeId: invitee('agency'), detail: { sequence: 0 } },
        { ...about, eventKey: 'two', inviteeId: invitee('other'), detail: { sequence: 0 } },
        { ...about, eventKey: 'three', inviteeId: invitee('school'), detail: { sequence: 0 } },
      ]),
    );
    const service = start({ SMTP_URL: smtp.url });
    await vi.waitFor(() => expect(smtp.taken.length, service.printed()).toBeGreaterThan(0), {
      timeout: 15_000,
      interval: 20,
    });
    return service;
  }

  test('while the service starts ends it in order', async () => {
    const service = start();
    await sleep(400);
    service.signal('SIGTERM');
    const { code, signal, printed } = await service.ended;
    // Before the first line of it has run nobody can answer a signal; from then on it drains.
    expect({ code, signal, printed }).toMatchObject(code === 0 ? { signal: null } : { signal: 'SIGTERM', printed: '' });
  });

  test('lets the mails under way end, begins no other, and loses and doubles none', async () => {
    const service = await whileMailing(700);
    service.signal('SIGTERM');
    const { code, printed } = await service.ended;
    expect({ code, printed }).toMatchObject({ code: 0 });
    const states = await deps.db.delivery.groupBy({ by: ['state'], where: { kind: 'invitation' }, _count: true });
    const count = (state: string) => states.find((row) => row.state === state)?._count ?? 0;
    expect(count('sent')).toBe(smtp.taken.length);
    expect(count('sent') + count('due')).toBe(3);
    expect(count('due')).toBeGreaterThan(0);
  });

  test('that comes a second time, later, ends it at once', async () => {
    const service = await whileMailing(15_000);
    service.signal('SIGINT');
    await sleep(2_100);
    const since = performance.now();
    service.signal('SIGINT');
    expect((await service.ended).code).toBe(1);
    expect(performance.now() - since).toBeLessThan(2_000);
  });
});
