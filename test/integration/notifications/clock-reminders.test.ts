import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { raiseClockReminders, raiseClockRemindersHourly } from '../../../services/notifications/clock-reminders.ts';
import { setSeniorManagers } from '../../../services/senior-managers/store.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ordinaryMorning, testDeps } from '../../support/deps.ts';
import { aConsentEvent, anEntry as anEntryWithConsent, aPerson } from '../../support/register-builders.ts';
import { aClockRow, anEntryRow } from '../../support/register-rows.ts';
import { deliveryService } from './delivery-fixture.ts';

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;
/** Another process on the same database. */
let other: ReturnType<typeof testDeps>;
let number = 0;

const escalation = {
  value: { ratings: ['red', 'amber'], afterDays: 1, sectors: ['health', 'local-authority'] },
  source: { document: 'Made up', place: 'for this test' },
  layer: 'area',
} as const;
const harriet = { sector: 'health', name: 'Harriet Example', email: 'harriet@example.org' } as const;
const leo = { sector: 'local-authority', name: 'Leo Example', email: 'leo@example.org' } as const;

beforeAll(async () => {
  database = await createTestDatabase();
  const policy = (of: ReturnType<typeof testDeps>) => ({
    ...of,
    policy: { ...of.policy, escalation: { ...escalation, value: { ...escalation.value } } as never },
  });
  deps = policy(testDeps({ url: database.url }));
  other = policy(testDeps({ url: database.url, seed: 'other' }));
});
afterAll(async () => {
  await deps.close();
  await other.close();
  await database.drop();
});
beforeEach(async () => {
  for (const { clock } of [deps, other]) clock.moveTo(ordinaryMorning);
  const { db } = deps;
  await db.reminder.deleteMany();
  await db.delivery.deleteMany();
  await db.teamTodo.deleteMany();
  await db.clock.deleteMany();
  await db.seniorManager.deleteMany();
});

/** Today is 12 January 2027. */
const anEntry = (as: Omit<Parameters<typeof anEntryRow>[1], 'number'> = {}) => {
  number += 1;
  return anEntryRow(deps, { number, ...as });
};
const keys = async () => (await deps.db.delivery.findMany({ orderBy: { eventKey: 'asc' } })).map((row) => row.eventKey);
const visit = (entryId: string, due: string) => aClockRow(deps, { entryId, kind: 'oversight-visit', due });

describe('a key professional is reminded of a deadline', () => {
  test('at each step of the policy once, however often and by however many processes it is asked', async () => {
    const { entryId } = await anEntry();
    await visit(entryId, '2027-01-26');
    const raised = await Promise.all([raiseClockReminders(deps), raiseClockReminders(other)]);
    expect(raised.toSorted()).toEqual([0, 1]);
    expect(await raiseClockReminders(deps)).toBe(0);
    expect(await keys()).toEqual([`clock-reminder:${entryId}:oversight-visit:2027-01-26:14`]);
    deps.clock.moveTo(new Date('2027-01-25T10:00:00Z'));
    expect(await raiseClockReminders(deps)).toBe(1);
    deps.clock.moveTo(new Date('2027-01-27T10:00:00Z'));
    // The day after, once more; and it is escalated from the second day on.
    expect(await raiseClockReminders(deps)).toBe(1);
    expect(await keys()).toHaveLength(3);
  });

  test('of several steps reached at once at the latest alone', async () => {
    const { entryId } = await anEntry();
    await visit(entryId, '2027-01-13');
    await raiseClockReminders(deps);
    expect(await keys()).toEqual([`clock-reminder:${entryId}:oversight-visit:2027-01-13:3`]);
    expect(await raiseClockReminders(deps)).toBe(0);
  });

  test('anew when its date has moved, and not of a date before which nothing is due', async () => {
    const { entryId } = await anEntry();
    await visit(entryId, '2027-01-14');
    await raiseClockReminders(deps);
    await visit(entryId, '2027-01-15');
    expect(await raiseClockReminders(deps)).toBe(1);
    await aClockRow(deps, { entryId, kind: 'green-exit', due: '2027-01-01', nature: 'earliest' });
    expect(await raiseClockReminders(deps)).toBe(0);
  });

  test('on working days alone, and not before the time of the digest', async () => {
    const { entryId } = await anEntry();
    await visit(entryId, '2027-01-16');
    for (const early of ['2027-01-16T12:00:00Z', '2027-01-18T08:29:00Z']) {
      deps.clock.moveTo(new Date(early));
      expect(await raiseClockReminders(deps)).toBe(0);
    }
    deps.clock.moveTo(new Date('2027-01-18T08:30:00Z'));
    expect(await raiseClockReminders(deps)).toBeGreaterThan(0);
  });

  test('looked for once an hour', async () => {
    const { entryId } = await anEntry();
    expect(await raiseClockRemindersHourly(deps)).toBe(0);
    await visit(entryId, '2027-01-16');
    expect(await raiseClockRemindersHourly(other)).toBe(0);
    deps.clock.moveTo(new Date('2027-01-12T10:05:00Z'));
    expect(await raiseClockRemindersHourly(deps)).toBe(1);
  });
});

describe('the mail to a key professional', () => {
  test('holds the reference, what is due and when, and nothing about the person', async () => {
    const service = deliveryService(deps);
    const { entryId, reference, fullName } = await anEntry({ rating: 'blue' });
    await visit(entryId, '2027-01-15');
    await raiseClockReminders(deps);
    await service.runAll();
    const [mail] = service.mailer.sent;
    expect(mail?.to).toEqual({ name: 'Kim Example', address: 'kim@example.org' });
    expect(mail?.subject).toContain(reference);
    expect(mail?.text).toContain('Friday 15 January 2027');
    for (const secret of [fullName, 'blue', 'Blue', 'hospital']) {
      expect(`${mail?.subject} ${mail?.text} ${mail?.html}`).not.toContain(secret);
    }
  });

  test('is not sent when the deadline was met, moved, or went with its entry meanwhile', async () => {
    const service = deliveryService(deps);
    const [met, moved, ended] = [await anEntry(), await anEntry(), await anEntry()];
    for (const { entryId } of [met, moved, ended]) await visit(entryId, '2027-01-15');
    await raiseClockReminders(deps);
    await deps.db.clock.deleteMany({ where: { subjectId: met.entryId } });
    await visit(moved.entryId, '2027-03-15');
    const toDay = new Date('2027-01-12');
    await deps.db.registerEntry.update({ where: { id: ended.entryId }, data: { toDay, endReason: 'other' } });
    await service.runAll();
    expect(service.mailer.sent).toEqual([]);
  });

  test('asks for nothing but renewal while consent has lapsed', async () => {
    const service = deliveryService(deps);
    const { entryId } = await anEntry({ consentUntil: '2027-01-10' });
    await visit(entryId, '2027-01-15');
    await aClockRow(deps, { entryId, kind: 'consent-renewal', due: '2027-01-10' });
    await raiseClockReminders(deps);
    await service.runAll();
    expect(service.mailer.sent.map((mail) => mail.to.address)).toContain('kim@example.org');
    expect(service.mailer.sent.filter(({ text }) => text.includes('15 January'))).toEqual([]);
    expect(service.mailer.sent.filter(({ text }) => text.includes('10 January'))).not.toEqual([]);
  });

  test('becomes a to-do for the team where nobody can be mailed', async () => {
    const service = deliveryService(deps);
    const { entryId } = await anEntry({ keyProfessional: { name: 'Kim Example', email: null } });
    await visit(entryId, '2027-01-15');
    await raiseClockReminders(deps);
    await service.runAll();
    expect(service.mailer.sent).toEqual([]);
    expect(await service.todos()).toMatchObject([{ kind: 'nobody-to-remind', entryId }]);
  });
});

describe('before consent ends', () => {
  test('a letter to the person is drafted at each step, and the one before is not needed any more', async () => {
    const { entryId, personId } = await anEntryWithConsent(deps, { fromDay: '2026-02-10' });
    await deps.db.person.update({
      where: { id: personId },
      data: { contactVia: 'post', contactDetail: '1 Example Street', contactFormat: 'easy-read' },
    });
    await raiseClockReminders(deps);
    await raiseClockReminders(other);
    deps.clock.moveTo(new Date('2027-02-03T10:00:00Z'));
    await raiseClockReminders(deps);
    const letters = await deps.db.letter.findMany({ where: { entryId }, orderBy: { createdAt: 'asc' } });
    expect(letters).toMatchObject([
      { kind: 'consent-renewal', state: 'not-needed', receiver: 'person', facts: { until: '2027-02-10' } },
      { kind: 'consent-renewal', state: 'drafted', via: 'post', format: 'easy-read' },
    ]);
  });

  test('a young person who is old enough by then is asked themself; for a younger child whoever decides is', async () => {
    const born = [
      ['2011-02-10', 'person'],
      ['2011-02-11', 'others'],
    ] as const;
    const entries: string[] = [];
    for (const [dateOfBirth] of born) {
      const personId = await aPerson(deps, { dateOfBirth });
      await aConsentEvent(deps, personId, { kind: 'given', day: '2026-02-10', route: 'parent' });
      const { entryId } = await anEntryWithConsent(deps, { personId, consent: false, fromDay: '2026-02-10' });
      entries.push(entryId);
    }
    await raiseClockReminders(deps);
    for (const [index, [, decides]] of born.entries()) {
      const letter = await deps.db.letter.findFirstOrThrow({ where: { entryId: entries[index] ?? '' } });
      expect(letter.facts).toEqual({ until: '2027-02-10', decides });
    }
  });

  test('nobody is written to by a reminder once it has run out', async () => {
    const { entryId } = await anEntryWithConsent(deps, { fromDay: '2026-01-05' });
    await raiseClockReminders(deps);
    expect(await deps.db.letter.count({ where: { entryId } })).toBe(0);
  });
});

describe('a missed deadline of somebody rated red or amber', () => {
  const overdue = async (rating: 'red' | 'amber' | 'green') => {
    const { entryId } = await anEntry({ rating });
    await visit(entryId, '2027-01-08');
    return entryId;
  };

  test('is told to each senior manager once, a day after it was missed', async () => {
    await setSeniorManagers(deps, [harriet, leo]);
    const service = deliveryService(deps);
    const entryId = await overdue('red');
    await overdue('green');
    await visit((await anEntry({ rating: 'red' })).entryId, '2027-01-11');
    await Promise.all([raiseClockReminders(deps), raiseClockReminders(other)]);
    await raiseClockReminders(deps);
    const escalations = (await keys()).filter((key) => key.startsWith('escalation:'));
    expect(escalations).toHaveLength(2);
    for (const key of escalations) expect(key).toContain(`escalation:${entryId}:oversight-visit:2027-01-08:`);
    await service.runAll();
    const told = service.mailer.sent.filter((mail) => mail.subject.includes('overdue, for your attention'));
    expect(told.map((mail) => mail.to.address).toSorted()).toEqual(['harriet@example.org', 'leo@example.org']);
  });

  test('is not told when the rating was lowered before the mail left', async () => {
    await setSeniorManagers(deps, [harriet]);
    const service = deliveryService(deps);
    const id = await overdue('amber');
    await raiseClockReminders(deps);
    await deps.db.registerEntry.update({ where: { id }, data: { rating: 'green', ratingRank: 3 } });
    await service.runAll();
    expect(service.mailer.sent.filter((mail) => mail.to.address === harriet.email)).toEqual([]);
  });

  test('is a to-do for the team where no senior manager is named', async () => {
    const entryId = await overdue('amber');
    await raiseClockReminders(deps);
    expect(await deps.db.teamTodo.findMany()).toMatchObject([{ kind: 'escalate-by-hand', entryId }]);
  });

  test('is told to nobody in an area that states no escalation', async () => {
    await setSeniorManagers(deps, [harriet]);
    await overdue('red');
    await raiseClockReminders({ ...deps, policy: { ...deps.policy, escalation: { notStated: true } } });
    expect((await keys()).filter((key) => key.startsWith('escalation:'))).toEqual([]);
  });
});
