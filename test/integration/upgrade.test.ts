import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { loadSampleAgencies } from '../../app/demo/sample/agencies.ts';
import { cast, demoTenant } from '../../app/demo/tenant.ts';
import { MIGRATIONS } from '../../app/service.ts';
import { sweepOnce } from '../../app/sweeping.ts';
import { cardText } from '../../app/walk/card-text.ts';
import { startTeamsStandIn, type TeamsStandIn } from '../../app/walk/teams-stand-in.ts';
import { pickUpForgotten } from '../../services/notifications/pick-up-forgotten.ts';
import type { JobQueue } from '../../services/platform/jobs.ts';
import { deployMigrations } from '../../services/platform/migrations.ts';
import { recomputeAllClocks } from '../../services/register/recompute-clocks.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { ordinaryMorning, type TestDeps, testDepsWithQueue } from '../support/deps.ts';
import { freePort } from '../support/free-port.ts';
import { only, sendRequest, shown } from '../support/in-teams.ts';
import { anArrangedMeeting, book } from '../support/meeting-builders.ts';
import { type Life, type MortalService, startMortalService } from '../support/mortal-service.ts';

const FIRST = '20261123085305_first';

let folder: string;
/** Filled by this version, and copied from without what the version before did not have. */
let source: TestDatabase;
let database: TestDatabase;
let deps: TestDeps<JobQueue>;
let teams: TeamsStandIn;
let life: Life;
let running: MortalService[];

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'roundtable-upgrade-'));
  source = await createTestDatabase();
  database = await createTestDatabase({ empty: true });
  const port = await freePort();
  teams = await startTeamsStandIn({
    botUrl: `http://127.0.0.1:${port}`,
    tenantId: demoTenant.id,
    channelId: demoTenant.team.id,
  });
  life = { databaseUrl: source.url, folder, port, now: ordinaryMorning };
  running = [];
});
afterAll(async () => {
  await Promise.all(running.map((service) => service.kill()));
  await teams.stop();
  await deps?.close();
  await source.drop();
  await database.drop();
  fs.rmSync(folder, { recursive: true, force: true });
});

const person = (who: keyof typeof cast) => ({ ...cast[who], aadObjectId: cast[who].id });
const until = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 15_000, interval: 50 });

async function start(databaseUrl: string): Promise<MortalService> {
  const service = await startMortalService({ ...life, databaseUrl });
  running.push(service);
  return service;
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Copies every row of the tables that the version before had, with the columns that it had. */
async function copyWhatTheVersionBeforeHad(): Promise<void> {
  await connected(database.url, async (to) => {
    await to.query('SET session_replication_role = replica');
    const { rows } = await to.query<{ name: string; columns: string }>(`
      SELECT c.table_name AS name, string_agg(quote_ident(c.column_name), ', ' ORDER BY c.ordinal_position) AS columns
      FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
      WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations' GROUP BY 1`);
    await connected(source.url, async (from) => {
      for (const { name, columns } of rows) {
        const filled = await from.query(`SELECT json_agg(t) AS rows FROM (SELECT ${columns} FROM "${name}") t`);
        await to.query(
          `INSERT INTO "${name}" (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::"${name}", $1::json)`,
          [JSON.stringify(filled.rows[0].rows ?? [])],
        );
      }
    });
  });
}

/** What the version before had sent, asked and arranged: a request in the channel, one that is booked, a mail still to go. */
async function theVersionBefore(): Promise<{ reference: string; meetingId: string; booked: string; dueKey: string }> {
  const before = await testDepsWithQueue({ url: source.url });
  const service = await start(source.url);
  await loadSampleAgencies(before);
  const channel = teams.inChannel(person('cora'));
  await channel.open();
  const { reference } = await sendRequest(teams.personal(person('asha')));
  const arranged = await anArrangedMeeting(before);
  await book(before, arranged);
  await until(async () => {
    expect(await before.db.delivery.count({ where: { state: { in: ['due', 'sending'] } } })).toBe(0);
    expect(await before.db.delivery.count({ where: { kind: 'invitation', state: 'sent' } })).toBeGreaterThan(1);
  });
  await service.kill();
  const due = await before.db.delivery.findFirstOrThrow({ where: { kind: 'invitation' } });
  await before.db.delivery.update({ where: { id: due.id }, data: { state: 'due', sentAt: null } });
  await before.close();
  return { reference, meetingId: arranged.meetingId, booked: arranged.reference, dueKey: due.eventKey };
}

test('a database of the version before is migrated with all its rows; the service goes on with them, and sends nothing twice', async () => {
  const old = path.join(folder, 'migrations');
  fs.cpSync(path.join(MIGRATIONS, FIRST), path.join(old, FIRST), { recursive: true });
  expect(await deployMigrations(database.url, old)).toEqual({ ok: true, applied: [FIRST] });
  const { reference, meetingId, booked, dueKey } = await theVersionBefore();
  await copyWhatTheVersionBeforeHad();

  const deployed = await deployMigrations(database.url, MIGRATIONS);
  expect(deployed).toMatchObject({ ok: true });
  deps = await testDepsWithQueue({ url: database.url });
  const meeting = await deps.db.meeting.findUniqueOrThrow({ where: { id: meetingId } });
  expect(meeting).toMatchObject({ state: 'booked', entryId: null, reference: null });
  expect(meeting.requestId).not.toBeNull();
  const unchecked = await deps.db.$queryRaw`SELECT conname FROM pg_constraint WHERE NOT convalidated`;
  expect(unchecked).toEqual([]);

  const mails = fs.readFileSync(path.join(folder, 'sends'), 'utf8').trim().split('\n');
  const posted = teams.messages().length;
  await start(database.url);
  await sweepOnce(deps);
  expect(await recomputeAllClocks(deps)).toMatchObject({ entries: 0, referrals: 0, failed: 0 });
  // The one mail that had not left goes out now; its job stayed with the process that ended.
  expect(await pickUpForgotten(deps)).toBe(1);
  await until(async () =>
    expect(await deps.db.delivery.findUniqueOrThrow({ where: { eventKey: dueKey } })).toMatchObject({ state: 'sent' }),
  );
  await until(async () => expect(await deps.jobs.unfinished()).toBe(0));
  const now = fs.readFileSync(path.join(folder, 'sends'), 'utf8').trim().split('\n');
  expect(now).toHaveLength(mails.length + 1);
  // Of the register the channel gets nothing but the weekly word that nothing is due, where that is today.
  const news = teams.messages().slice(posted);
  expect(news.filter(({ card }) => /MBE-/.test(cardText(card ?? {})))).toEqual([]);

  // What was open is shown again to whoever opens the channel, and answers.
  const channel = teams.inChannel(person('cora'));
  await channel.open();
  await until(() => expect(channel.newest(reference)).toBeDefined());
  const queue = shown(only(await channel.say('queue')));
  expect(queue).toContain(reference);
  expect(shown(only(await channel.say(`status ${booked}`)))).toContain(booked);
  expect(shown(only(await channel.say('register')))).not.toContain('Something went wrong');
}, 90_000);
