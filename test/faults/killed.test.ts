import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { loadSampleAgencies } from '../../app/demo/sample/agencies.ts';
import { cast, demoTenant } from '../../app/demo/tenant.ts';
import { cardText } from '../../app/walk/card-text.ts';
import { startTeamsStandIn, type TeamsStandIn } from '../../app/walk/teams-stand-in.ts';
import { openOutbox } from '../../services/mail/outbox.ts';
import { pickUpForgotten } from '../../services/notifications/pick-up-forgotten.ts';
import type { JobQueue } from '../../services/platform/jobs.ts';
import { aBookedMeeting } from '../support/booked-meeting.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { ordinaryMorning, type TestDeps, testDepsWithQueue } from '../support/deps.ts';
import { freePort } from '../support/free-port.ts';
import { only, pressForged, sendRequest } from '../support/in-teams.ts';
import { anArrangedMeeting, aSavedOutcome } from '../support/meeting-builders.ts';
import { type Life, type MortalService, startMortalService } from '../support/mortal-service.ts';

let database: TestDatabase;
let deps: TestDeps<JobQueue>;
let life: Life;
let teams: TeamsStandIn;
let running: MortalService[];

beforeEach(async () => {
  database = await createTestDatabase();
  deps = await testDepsWithQueue({ url: database.url });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'roundtable-killed-'));
  life = { databaseUrl: database.url, folder, port: await freePort(), now: ordinaryMorning };
  const botUrl = `http://127.0.0.1:${life.port}`;
  teams = await startTeamsStandIn({ botUrl, tenantId: demoTenant.id, channelId: demoTenant.team.id });
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((service) => service.kill()));
  await teams.stop();
  await deps.close();
  await database.drop();
  fs.rmSync(life.folder, { recursive: true, force: true });
});

async function start(options: Parameters<typeof startMortalService>[1] = {}): Promise<MortalService> {
  const service = await startMortalService(life, options);
  running.push(service);
  return service;
}

const person = (who: keyof typeof cast) => ({ ...cast[who], aadObjectId: cast[who].id });
const deliveries = (kind: string) => deps.db.delivery.findMany({ where: { kind }, orderBy: { eventKey: 'asc' } });
const statesOf = async (kind: string) => (await deliveries(kind)).map(({ state }) => state);
const sends = () => fs.readFileSync(path.join(life.folder, 'sends'), 'utf8').trim().split('\n');
const until = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 10_000, interval: 50 });

/** What the queue does by itself two minutes later with jobs whose process is gone: they are tried again, or have failed. */
async function minutesPass(): Promise<void> {
  await deps.db.$executeRaw`
    UPDATE pgboss.job SET start_after = now(), completed_on = now(),
      state = (CASE WHEN retry_count < retry_limit THEN 'retry' ELSE 'failed' END)::pgboss.job_state
    WHERE state = 'active'`;
}

test('what was committed before the end is sent by the next process, once', async () => {
  const first = await start({ carriesOutJobs: false });
  await loadSampleAgencies(deps);
  await teams.inChannel(person('cora')).open();
  const { reference } = await sendRequest(teams.personal(person('asha')));
  await first.kill();
  expect(await statesOf('request-for-triage')).toEqual(['due']);
  await start();
  await until(async () => expect(await statesOf('request-for-triage')).toEqual(['sent']));
  const cards = teams.messages().filter(({ card }) => cardText(card ?? {}).includes(reference));
  expect(cards.filter(({ conversationId }) => conversationId === demoTenant.team.id)).toHaveLength(1);
});

test('a card whose process ended while Teams took it, at the very last try, is not posted again: the team is asked to look', async () => {
  const first = await start({ carriesOutJobs: false });
  await loadSampleAgencies(deps);
  const channel = teams.inChannel(person('cora'));
  await channel.open();
  const { reference } = await sendRequest(teams.personal(person('asha')));
  await first.kill();
  await deps.db.$executeRaw`UPDATE pgboss.job SET retry_count = retry_limit`;
  teams.failNextPosts('posted-then-silent');
  const second = await start();
  await until(() => expect(channel.newest(reference)).toBeDefined());
  await second.kill();
  await minutesPass();
  // No job is left, and nobody has been told: the next look finds it.
  expect(await statesOf('request-for-triage')).toEqual(['sending']);
  await deps.db
    .$executeRaw`UPDATE pgboss.job SET completed_on = now() - interval '1 hour' WHERE completed_on IS NOT NULL`;
  expect(await pickUpForgotten(deps)).toBe(1);
  expect(await pickUpForgotten(deps)).toBe(0);
  await start();
  await until(async () => expect(await statesOf('request-for-triage')).toEqual(['may-have-been-sent']));
  await until(() => expect(channel.newest('Check whether a message arrived')).toBeDefined());
  const request = channel.messages().filter(({ card }) => cardText(card ?? {}).includes('Approve'));
  expect(request).toHaveLength(1);
});

test('a process that ends between the calendar’s answer and its record, and again between a mail and its record, doubles no event and loses no mail', async () => {
  const meeting = await aBookedMeeting(deps);
  await deps.db.$transaction((tx) =>
    deps.jobs.enqueue(tx, [{ name: 'sync-calendar', data: { meetingId: meeting.id } }]),
  );
  await (await start({ killAt: 'calendar-has-booked' })).ended;
  const asked = await deps.db.meeting.findUniqueOrThrow({ where: { id: meeting.id } });
  expect(asked).toMatchObject({ calendarEventId: null, calendarSequence: -1 });
  await (await start({ killAt: 'mail-was-sent' })).ended;
  expect(await statesOf('invitation')).toContain('sending');
  await minutesPass();

  await start();
  await until(async () => {
    expect(new Set(await statesOf('invitation'))).toEqual(new Set(['sent']));
    const synced = await deps.db.meeting.findUniqueOrThrow({ where: { id: meeting.id } });
    expect(synced).toMatchObject({ calendarUid: meeting.transactionId, calendarSequence: 0 });
  });
  const invited = await deliveries('invitation');
  expect(invited).toHaveLength(meeting.addresses.length);
  // What was repeated was the same mail, so that a mail program shows one.
  expect(new Set(sends()).size).toBe(invited.length);
  expect(sends().length).toBeGreaterThan(invited.length);
  const outbox = openOutbox({ folder: path.join(life.folder, 'outbox') });
  const mails = await Promise.all((await outbox.list()).map(({ id }) => outbox.read(id)));
  expect(mails.map((mail) => mail?.to.address).sort()).toEqual(meeting.addresses.toSorted());
  for (const mail of mails) {
    const calendar = mail?.calendar?.replaceAll(/\r\n[ \t]/g, '');
    expect(calendar).toContain(`UID:${meeting.transactionId}`);
    expect(calendar).toContain('SEQUENCE:0');
  }
}, 40_000);

test('summaries whose sending was cut short are as if nobody had pressed, and are sent once by the next press', async () => {
  const arranged = await anArrangedMeeting(deps);
  const saved = await aSavedOutcome(deps, arranged);
  life = { ...life, now: deps.clock.now() };
  const cora = teams.inChannel(person('cora'));
  // Without jobs: the press is all that writes.
  const first = await start({ carriesOutJobs: false });
  await cora.open();
  const card = only(await cora.say('queue'));
  const { id: outcomeId, saves } = saved.outcome;
  const { meetingId } = arranged;
  const press = { meetingId, outcomeId, saves, fingerprint: saved.fingerprint, press: deps.newId() };

  const gate = new pg.Client({ connectionString: database.url });
  await gate.connect();
  await gate.query('BEGIN; LOCK TABLE delivery IN SHARE MODE');
  const cut = pressForged(cora, card, 'send-summaries', press).catch(() => 'cut');
  await until(async () => {
    const waiting = await gate.query(
      "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'delivery'::regclass AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
    );
    expect(waiting.rowCount).toBe(1);
  });
  await first.kill();
  expect(await cut).toBe('cut');
  await gate.query('COMMIT');
  await gate.end();
  await until(async () => {
    expect(await deps.db.outcome.findUniqueOrThrow({ where: { id: outcomeId } })).toMatchObject({ state: 'draft' });
    expect(await deliveries('summary')).toEqual([]);
  });

  await start();
  const again = await pressForged(cora, card, 'send-summaries', press);
  expect(again.status).toBe(200);
  await until(async () => expect(new Set(await statesOf('summary'))).toEqual(new Set(['sent'])));
  const repeated = await pressForged(cora, card, 'send-summaries', press);
  expect(repeated.status).toBe(200);
  expect(new Set(sends()).size).toBe(sends().length);
}, 40_000);
