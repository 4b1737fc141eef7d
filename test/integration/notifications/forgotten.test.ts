import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { THE_REGISTER } from '../../../services/notifications/clock-reminders.ts';
import { pickUpForgotten } from '../../../services/notifications/pick-up-forgotten.ts';
import { prune } from '../../../services/notifications/prune.ts';
import type { JobQueue } from '../../../services/platform/jobs.ts';
import { aBookedMeeting } from '../../support/booked-meeting.ts';
import { aSubmittedRequest } from '../../support/builders.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type TestDeps, testDepsWithQueue } from '../../support/deps.ts';
import { aReferralRow } from '../../support/register-builders.ts';

let database: TestDatabase;
let deps: TestDeps<JobQueue>;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = await testDepsWithQueue({ url: database.url });
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});
beforeEach(async () => {
  await deps.db.delivery.deleteMany();
  await deps.db.$executeRaw`DELETE FROM pgboss.job`;
});

/** How many jobs are about this record. */
async function jobsOf(id: string): Promise<number> {
  const [row] = await deps.db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pgboss.job WHERE data::text LIKE ${`%${id}%`}`;
  return row?.count ?? 0;
}

describe('what has no job left', () => {
  test('a delivery that is due or under way gets one job again, however many processes look at once', async () => {
    await aSubmittedRequest(deps);
    const delivery = await deps.db.delivery.findFirstOrThrow();
    expect(await pickUpForgotten(deps)).toBe(0);
    // Its process was killed during the very last try: the queue knows nothing of it any more.
    await deps.db.$executeRaw`DELETE FROM pgboss.job`;
    await deps.db.delivery.update({ where: { id: delivery.id }, data: { state: 'sending' } });
    const picked = await Promise.all([pickUpForgotten(deps), pickUpForgotten(deps), pickUpForgotten(deps)]);
    expect(picked.toSorted()).toEqual([0, 0, 1]);
    expect(await jobsOf(delivery.id)).toBe(1);
  });

  test('a delivery that has ended is left alone', async () => {
    await aSubmittedRequest(deps);
    await deps.db.delivery.updateMany({ data: { state: 'sent' } });
    await deps.db.$executeRaw`DELETE FROM pgboss.job`;
    expect(await pickUpForgotten(deps)).toBe(0);
  });

  test('a booked meeting that the calendar never took is tried again, and the team is told once', async () => {
    const meeting = await aBookedMeeting(deps, { number: 77 });
    await deps.db.meeting.update({
      where: { id: meeting.id },
      data: { calendarEventId: null, calendarSequence: null },
    });
    expect(await pickUpForgotten(deps)).toBe(1);
    await deps.db.$executeRaw`DELETE FROM pgboss.job`;
    expect(await pickUpForgotten(deps)).toBeGreaterThanOrEqual(1);
    const todos = await deps.db.teamTodo.findMany({ where: { meetingId: meeting.id, kind: 'calendar-behind' } });
    expect(todos).toHaveLength(1);
    // Once the meeting is over there is nothing to put right.
    deps.clock.moveBy(60 * 24 * 60 * 60_000);
    await deps.db.delivery.deleteMany();
    await deps.db.$executeRaw`DELETE FROM pgboss.job`;
    expect(await pickUpForgotten(deps)).toBe(0);
  });
});

describe('technical rows', () => {
  test('a press is forgotten after a week and not before; audit and deliveries stay', async () => {
    const at = deps.clock.now();
    const days = (count: number) => new Date(at.getTime() - count * 24 * 60 * 60_000);
    const actorId = deps.newId();
    const [old, young] = [deps.newId(), deps.newId()];
    await deps.db.idempotencyKey.createMany({
      data: [
        { key: old, useCase: 'take-mbe-request', actorId, createdAt: days(8) },
        { key: young, useCase: 'take-mbe-request', actorId, createdAt: days(6) },
      ],
    });
    await aSubmittedRequest(deps);
    const events = await deps.db.auditEvent.count();
    const deliveries = await deps.db.delivery.count();
    await prune(deps);
    const kept = await deps.db.idempotencyKey.findMany({ where: { key: { in: [old, young] } } });
    expect(kept.map((row) => row.key)).toEqual([young]);
    expect(await deps.db.auditEvent.count()).toBe(events);
    expect(await deps.db.delivery.count()).toBe(deliveries);
  });

  test('marks of rounds over the whole register and links that ran out go; marks of single records stay', async () => {
    const { db, clock } = deps;
    const days = (count: number) => new Date(clock.now().getTime() - count * 24 * 60 * 60_000);
    const recordId = deps.newId();
    const mark = (kind: string, about: string, dueAt: Date) => ({ kind, recordId: about, dueAt, raisedAt: dueAt });
    await db.reminder.deleteMany();
    await db.reminder.createMany({
      data: [
        ...[32, 30].flatMap((age) => [
          mark('action-reminders', THE_REGISTER, days(age)),
          mark('clock-reminders', THE_REGISTER, days(age)),
          mark('register-digest', THE_REGISTER, days(age)),
        ]),
        // Without these somebody would be reminded again of a date that passed long ago.
        mark('clock:oversight-visit:-1', recordId, days(400)),
        mark('consent-lapsed', recordId, days(400)),
      ],
    });
    const link = { professionalId: deps.newId(), filter: {}, createdAt: days(1) };
    await db.registerExport.createMany({
      data: [
        { ...link, id: deps.newId(), secretDigest: 'over', expiresAt: days(1) },
        { ...link, id: deps.newId(), secretDigest: 'open', expiresAt: days(-1) },
      ],
    });
    await prune(deps);
    const kept = await db.reminder.findMany({ orderBy: [{ kind: 'asc' }] });
    expect(kept.map((row) => [row.kind, row.dueAt])).toEqual([
      ['action-reminders', days(30)],
      ['clock-reminders', days(30)],
      ['clock:oversight-visit:-1', days(400)],
      ['consent-lapsed', days(400)],
      ['register-digest', days(30)],
    ]);
    expect((await db.registerExport.findMany()).map((row) => row.secretDigest)).toEqual(['open']);
  });

  test('cards of what still waits for somebody are remembered however long it waits; those of what ended half a year ago are not', async () => {
    const { db, clock } = deps;
    const longAgo = new Date(clock.now().getTime() - 200 * 24 * 60 * 60_000);
    const waiting = await aReferralRow(deps, { receivedOn: '2026-06-01' });
    const decided = await aReferralRow(deps, { receivedOn: '2026-06-01' });
    await db.referral.update({
      where: { id: decided },
      data: { state: 'not-eligible', decidedAt: longAgo, updatedAt: longAgo },
    });
    const person = deps.newId();
    const card = { conversationId: 'c', card: 'any', digest: '', revision: '', sentAt: longAgo };
    await db.sentCard.deleteMany();
    await db.sentCard.createMany({
      data: [waiting, decided, person].map((nounId) => ({ ...card, nounId, activityId: nounId })),
    });
    await prune(deps);
    expect((await db.sentCard.findMany()).map((row) => row.nounId)).toEqual([waiting]);
  });
});
