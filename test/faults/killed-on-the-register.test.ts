import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { sweepOnce } from '../../app/sweeping.ts';
import { releaseLetter } from '../../services/letters/release-letter.ts';
import { viewLetter } from '../../services/letters/view-letter.ts';
import { raiseClockRemindersHourly } from '../../services/notifications/clock-reminders.ts';
import { pickUpForgotten } from '../../services/notifications/pick-up-forgotten.ts';
import type { JobQueue } from '../../services/platform/jobs.ts';
import { acceptReferral } from '../../services/referrals/accept-referral.ts';
import { recomputeAllClocks } from '../../services/register/recompute-clocks.ts';
import { letterWords } from '../../wording/letters/letter-words.ts';
import { deliveryService } from '../integration/notifications/delivery-fixture.ts';
import { aCoordinator, type TestActor } from '../support/builders.ts';
import { aRegisterMeeting, withdraw } from '../support/consent-builders.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { tableState } from '../support/database-state.ts';
import { ordinaryMorning, type TestDeps, testDepsWithQueue } from '../support/deps.ts';
import { killedAt } from '../support/kill-at-statement.ts';
import { granted } from '../support/meeting-builders.ts';
import { aSentReferral } from '../support/referral-builders.ts';
import { anEntry } from '../support/register-builders.ts';
import { aClockRow, anEntryRow } from '../support/register-rows.ts';

let database: TestDatabase;
let deps: TestDeps<JobQueue>;
/** Another process on the same database, which looks at what the killed one has left. */
let other: TestDeps<JobQueue>;
let cora: TestActor;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = await testDepsWithQueue({ url: database.url });
  other = await testDepsWithQueue({ url: database.url, seed: 'other' });
  cora = await aCoordinator(deps);
});
afterAll(async () => {
  await deps.close();
  await other.close();
  await database.drop();
});

/** More statements than any of these makes. */
const NO_END = 200;

/**
 * Kills some work at its first statement, its second and so on, until it gets through: whatever was killed has changed
 * nothing. The press is always the same, as Teams would repeat it.
 */
async function killedAtEveryStatement(work: () => Promise<unknown>): Promise<number> {
  const before = await tableState(other.db);
  for (let statement = 1; statement < NO_END; statement += 1) {
    const ended = await killedAt(statement, work);
    if (ended === 'done') return statement - 1;
    // The server hears of the end of a connection a moment later.
    await vi.waitFor(async () => expect(await tableState(other.db)).toEqual(before), { timeout: 5_000, interval: 20 });
  }
  throw new Error('It never got through');
}

/** Every message that is due has a job: nothing waits for somebody to remember it. */
async function everyDeliveryHasItsJob(): Promise<void> {
  const due = await other.db.delivery.findMany({ where: { state: 'due' }, select: { id: true } });
  const ids = due.map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(0);
  expect(await other.db.$transaction((tx) => other.jobs.withoutJob(tx, 'deliver', ids, 0))).toEqual([]);
}

describe('killed after any statement', () => {
  test('accepting a referral has changed nothing, or everything: the entry, its dates, the letters and who is told', async () => {
    const referral = await aSentReferral(deps);
    const asked = { actor: cora, referralId: referral.id, version: referral.version, press: deps.newId() };
    const typed = {
      rating: 'red',
      setting: 'community',
      admittedOn: '',
      locality: 'staffordshire',
      decidedBy: 'Panel',
    };
    const accept = () => acceptReferral(deps, { ...asked, ...typed, reviewLater: false });
    expect(await killedAtEveryStatement(accept)).toBeGreaterThan(10);
    expect(granted(await accept()).state).toBe('accepted');
    const [entry] = await other.db.registerEntry.findMany({ where: { referralId: referral.id } });
    expect(await other.db.registerEvent.count({ where: { entryId: entry?.id ?? '' } })).toBe(1);
    expect(await other.db.clock.count({ where: { subjectId: entry?.id ?? '' } })).toBeGreaterThan(0);
    expect(await other.db.letter.count({ where: { referralId: referral.id } })).toBe(2);
    await everyDeliveryHasItsJob();
  }, 60_000);

  test('releasing a letter has changed nothing, or it is released with its mail', async () => {
    const letterDeps = { ...deps, letterWords };
    const row = await other.db.letter.findFirstOrThrow({ where: { receiver: 'person', state: 'drafted' } });
    const letter = granted(await viewLetter(letterDeps, { actor: cora, letterId: row.id }));
    const { version, digest } = letter;
    const press = deps.newId();
    const release = () => releaseLetter(letterDeps, { actor: cora, letterId: row.id, version, digest, press });
    expect(await killedAtEveryStatement(release)).toBeGreaterThan(3);
    expect(granted(await release()).state).toBe('released');
    expect(await other.db.delivery.count({ where: { eventKey: `letter:${row.id}` } })).toBe(1);
    await everyDeliveryHasItsJob();
  }, 60_000);

  test('withdrawing consent has changed nothing, or everything: the event, the end, the meetings, the letters, the to-dos', async () => {
    const { entryId, personId } = await anEntry(deps);
    const meeting = await aRegisterMeeting(deps, entryId, { startsAt: new Date('2027-02-20T10:00:00Z') });
    const press = deps.newId();
    expect(await killedAtEveryStatement(() => withdraw(deps, cora, personId, { press }))).toBeGreaterThan(10);
    expect(await other.db.registerEntry.findUniqueOrThrow({ where: { id: entryId } })).toMatchObject({
      endReason: 'consent-withdrawn',
    });
    expect(await other.db.meeting.findUniqueOrThrow({ where: { id: meeting.id } })).toMatchObject({
      state: 'cancelled',
    });
    expect(await other.db.consentEvent.count({ where: { personId, kind: 'withdrawn' } })).toBe(1);
    expect(await other.db.teamTodo.count({ where: { entryId, kind: 'tell-of-withdrawal' } })).toBe(1);
    await everyDeliveryHasItsJob();
  }, 60_000);
});

describe('the night shift', () => {
  test('a working out of clocks that is killed at any statement is made good by the next, and two at once end alike', async () => {
    const entries = [await anEntry(deps), await anEntry(deps), await anEntry(deps)];
    const clocks = () =>
      other.db.clock.findMany({
        where: { subjectId: { in: entries.map(({ entryId }) => entryId) } },
        orderBy: [{ subjectId: 'asc' }, { kind: 'asc' }],
      });
    await recomputeAllClocks(other);
    const right = await clocks();
    expect(right.length).toBeGreaterThan(3);
    for (const statement of [1, 2, 3, 4, 5]) {
      await other.db.clock.deleteMany({ where: { subjectId: { in: entries.map(({ entryId }) => entryId) } } });
      await killedAt(statement, () => recomputeAllClocks(deps));
      await Promise.all([recomputeAllClocks(deps), recomputeAllClocks(other)]);
      expect(await clocks()).toEqual(right);
    }
  }, 60_000);

  test('reminders of an hour that was claimed by a process that ended then are raised in the next hour', async () => {
    for (const { clock } of [deps, other]) clock.moveTo(ordinaryMorning);
    await deps.db.reminder.deleteMany();
    const { entryId } = await anEntryRow(deps, { number: 901 });
    await aClockRow(deps, { entryId, kind: 'oversight-visit', due: '2027-01-13' });
    const raised = () =>
      other.db.delivery.count({ where: { kind: 'clock-reminder', eventKey: { contains: entryId } } });
    // The first transaction is that of the reminders; the claim of the hour stands by then.
    await killedAt(2, () => raiseClockRemindersHourly(deps));
    expect(await raised()).toBe(0);
    expect(await raiseClockRemindersHourly(other)).toBe(0);
    for (const { clock } of [deps, other]) clock.moveBy(60 * 60_000);
    await Promise.all([raiseClockRemindersHourly(deps), raiseClockRemindersHourly(other)]);
    expect(await raised()).toBe(1);
  });

  test('of several processes that sweep at once each digest, reminder and lapse is raised by one', async () => {
    for (const { clock } of [deps, other]) clock.moveTo(new Date('2027-01-13T09:30:00Z'));
    const lapsed = await anEntry(deps, { fromDay: '2025-12-01' });
    const { entryId } = await anEntryRow(deps, { number: 902 });
    await aClockRow(deps, { entryId, kind: 'oversight-visit', due: '2027-01-14' });
    await Promise.all([sweepOnce(deps), sweepOnce(other), sweepOnce(deps), sweepOnce(other)]);
    const count = (where: object) => other.db.delivery.count({ where });
    expect(await count({ eventKey: 'register-digest:2027-01-13' })).toBe(1);
    expect(await count({ kind: 'clock-reminder', eventKey: { contains: entryId } })).toBe(1);
    expect(await other.db.teamTodo.count({ where: { kind: 'consent-lapsed', entryId: lapsed.entryId } })).toBe(1);
    expect(await other.db.consentEvent.count({ where: { personId: lapsed.personId, kind: 'expired' } })).toBe(1);
    await everyDeliveryHasItsJob();
  });

  test('a process that ends between the claim of a message and its sending: mail about a date is sent by the next, a card is not posted twice but asked about, a letter neither', async () => {
    await deps.db.delivery.deleteMany();
    await deps.db.teamTodo.deleteMany();
    const service = deliveryService(other as never);
    const { entryId } = await anEntryRow(deps, { number: 903 });
    await aClockRow(deps, { entryId, kind: 'oversight-visit', due: '2027-01-14' });
    const letter = await other.db.letter.findFirstOrThrow({ where: { state: 'released' } });
    const day = '2027-01-13';
    await service.add(
      {
        ...{ kind: 'clock-reminder', eventKey: 'reminder', channel: 'mail' },
        detail: { entryId, clock: 'oversight-visit', due: '2027-01-14', lead: 3 },
      },
      { kind: 'register-digest', eventKey: 'digest', channel: 'teams', detail: { day } },
      { kind: 'letter', eventKey: 'letter', channel: 'mail', detail: { letterId: letter.id } },
    );
    // Their processes ended during the very last try.
    await deps.db.delivery.updateMany({ data: { state: 'sending' } });
    await deps.db.$executeRaw`DELETE FROM pgboss.job`;
    expect(await pickUpForgotten(deps)).toBe(3);
    for (const key of ['reminder', 'digest', 'letter']) await service.run(key);
    const stateOf = async (eventKey: string) => (await service.find({ eventKey })).state;
    expect(await stateOf('reminder')).toBe('sent');
    expect(await stateOf('digest')).toBe('may-have-been-sent');
    expect(await stateOf('letter')).toBe('may-have-been-sent');
    expect(service.mailer.sent).toHaveLength(1);
    const asked = (await service.todos()).filter(({ kind }) => kind === 'delivery-unclear');
    expect(asked).toHaveLength(2);
    expect(asked.map(({ letterId }) => letterId)).toContain(letter.id);
    expect(await other.db.letter.findUniqueOrThrow({ where: { id: letter.id } })).toMatchObject({ state: 'released' });
  });
});
