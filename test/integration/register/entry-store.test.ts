import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { entryClocks } from '../../../services/clocks/clock-engine.ts';
import { isUniqueViolation } from '../../../services/platform/database.ts';
import { clocksOf } from '../../../services/register/clock-store.ts';
import {
  entryFacts,
  openEntryOfPerson,
  readEntry,
  recordEvents,
  refreshEntry,
} from '../../../services/register/entry-store.ts';
import type { NewRegisterEvent } from '../../../services/register/model.ts';
import { countQueries } from '../../support/count-queries.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type TestDeps, testDeps } from '../../support/deps.ts';
import { aConsentEvent, anEntry, aPerson } from '../../support/register-builders.ts';

let database: TestDatabase;
let deps: TestDeps<ReturnType<typeof testDeps>['jobs']>;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});

function record(entryId: string, ...events: NewRegisterEvent[]): Promise<void> {
  return deps.db.$transaction((tx) => recordEvents(tx, deps, entryId, events, { byId: null }));
}

const toTier4 = { kind: 'admitted', day: '2026-10-05', detail: { setting: 'tier-4' } } as const;
const toRed = { kind: 'rating-changed', day: '2026-10-05', detail: { rating: 'red', decidedBy: 'Panel' } } as const;

describe('recording what happened', () => {
  test('brings the present values and the clocks up to date in the same transaction', async () => {
    const { entryId } = await anEntry(deps, { dateOfBirth: '2011-02-03', events: [toTier4] });
    expect(await readEntry(deps.db, entryId)).toMatchObject({
      ...{ rating: 'blue', ratingSince: '2026-10-05', setting: 'tier-4', settingSince: '2026-10-05' },
      ...{ dateOfBirth: '2011-02-03', consentUntil: '2027-09-01', nextDue: '2026-10-01', version: 2 },
      policyVersion: deps.policy.version,
    });
    expect((await clocksOf(deps.db, entryId)).map(({ kind, due }) => [kind, due])).toEqual([
      ['panel-review', '2026-10-01'],
      ['cetr-first-offer', '2026-10-19'],
      ['oversight-visit', '2026-11-16'],
      ['consent-renewal', '2027-09-01'],
    ]);
  });

  test('stores what the engine makes of the facts, and reads the same facts back', async () => {
    const { entryId } = await anEntry(deps, {
      events: [toRed, toTier4, { kind: 'cetr-offered', day: '2026-10-07', detail: { answer: 'declined' } }],
    });
    const facts = await entryFacts(deps.db, entryId);
    if (facts === null) throw new Error('no facts');
    expect(facts.events.map(({ kind, day }) => [kind, day]).sort()).toEqual([
      ['admitted', '2026-10-05'],
      ['cetr-offered', '2026-10-07'],
      ['entered', '2026-09-01'],
      ['rating-changed', '2026-10-05'],
    ]);
    const stored = await clocksOf(deps.db, entryId);
    expect(stored.map(({ kind, due, startEventId }) => [kind, due, startEventId]).sort()).toEqual(
      entryClocks(facts, deps.policy)
        .map(({ kind, due, start }) => [kind, due, start.eventId])
        .sort(),
    );
  });

  test('keeps the order in which events of one day were recorded', async () => {
    const toGreen = { ...toRed, detail: { rating: 'green', decidedBy: 'Panel' } } as const;
    const { entryId } = await anEntry(deps);
    await record(entryId, toRed, toGreen, toRed, toGreen);
    expect(await readEntry(deps.db, entryId)).toMatchObject({ rating: 'green' });
    await record(entryId, toGreen, toRed);
    expect(await readEntry(deps.db, entryId)).toMatchObject({ rating: 'red' });
  });

  test('takes three statements, however many events', async () => {
    const { entryId } = await anEntry(deps);
    const { statements } = await countQueries(() => record(entryId, toRed, toTier4, { ...toRed, day: '2026-10-06' }));
    expect(statements.filter((text) => !/^(BEGIN|COMMIT)/.test(text))).toHaveLength(3);
  });

  test('rewrites no clock that is right already', async () => {
    const { entryId } = await anEntry(deps, { events: [toTier4] });
    const versions = () =>
      deps.db.$queryRaw<{ kind: string; version: string }[]>`
        SELECT kind, xmin::text AS version FROM clock WHERE subject_id = ${entryId}::uuid ORDER BY kind`;
    const before = await versions();
    await record(entryId, { kind: 'oversight-visit', day: '2026-10-20', detail: {} });
    const after = await versions();
    const rewritten = after.filter(({ version }, at) => version !== before[at]?.version).map(({ kind }) => kind);
    expect(rewritten).toEqual(['oversight-visit']);
  });

  test('refuses a detail that does not fit its kind, and an entry that does not exist', async () => {
    const { entryId } = await anEntry(deps);
    const wrong = { kind: 'admitted', day: '2026-10-05', detail: { setting: 'prison' } } as unknown as NewRegisterEvent;
    await expect(record(entryId, wrong)).rejects.toMatchObject({ name: 'ZodError' });
    await expect(record(deps.newId(), toRed)).rejects.toThrow(/no such entry/);
    expect(await readEntry(deps.db, entryId)).toMatchObject({ version: 1, rating: 'amber' });
  });

  test('counts a meeting once', async () => {
    const { entryId } = await anEntry(deps);
    const discussed = { kind: 'discussed', day: '2026-10-01', detail: {}, meetingId: deps.newId() } as const;
    await record(entryId, discussed);
    expect(isUniqueViolation(await record(entryId, discussed).catch((fault) => fault))).toBe(true);
  });

  test('loses nothing when several people record at once', async () => {
    const { entryId } = await anEntry(deps, { events: [toTier4] });
    await Promise.all([
      record(entryId, { kind: 'oversight-visit', day: '2026-10-20', detail: {} }),
      record(entryId, { kind: 'cetr-held', day: '2026-10-21', detail: {} }),
      record(entryId, { kind: 'discussed', day: '2026-10-22', detail: {} }),
    ]);
    expect(await readEntry(deps.db, entryId)).toMatchObject({ lastDiscussed: '2026-10-22', version: 5 });
    const starts = (await clocksOf(deps.db, entryId)).map(({ kind, startDay }) => [kind, startDay]);
    expect(starts).toEqual(
      expect.arrayContaining([
        ['oversight-visit', '2026-10-20'],
        ['cetr-repeat', '2026-10-21'],
        ['panel-review', '2026-10-22'],
      ]),
    );
  });

  test('an end leaves no clock, and taking it back brings them again', async () => {
    const { entryId } = await anEntry(deps, { events: [toTier4] });
    const before = await clocksOf(deps.db, entryId);
    await record(entryId, { kind: 'ended', day: '2026-11-01', detail: { reason: 'moved-away' } });
    expect(await readEntry(deps.db, entryId)).toMatchObject({
      toDay: '2026-11-01',
      endReason: 'moved-away',
      nextDue: null,
    });
    expect(await clocksOf(deps.db, entryId)).toEqual([]);
    const end = await deps.db.registerEvent.findFirstOrThrow({ where: { entryId, kind: 'ended' } });
    await record(entryId, { kind: 'voided', day: '2026-11-02', detail: { eventId: end.id } });
    expect(await readEntry(deps.db, entryId)).toMatchObject({ toDay: null, endReason: null });
    expect(await clocksOf(deps.db, entryId)).toEqual(before);
  });
});

describe('opening an entry', () => {
  test('is refused while one of the same row is open, and possible after it has ended', async () => {
    const { entryId, personId } = await anEntry(deps);
    await expect(anEntry(deps, { personId })).rejects.toMatchObject({ code: 'P2002' });
    await record(entryId, { kind: 'ended', day: '2026-10-01', detail: { reason: 'risk-managed' } });
    const again = await anEntry(deps, { personId, fromDay: '2026-11-01' });
    expect(await openEntryOfPerson(deps.db, personId)).toEqual({ id: again.entryId });
    const end = await deps.db.registerEvent.findFirstOrThrow({ where: { entryId, kind: 'ended' } });
    const takeBack = record(entryId, { kind: 'voided', day: '2026-11-02', detail: { eventId: end.id } });
    expect(isUniqueViolation(await takeBack.catch((fault) => fault))).toBe(true);
  });

  test('of several at once one is opened', async () => {
    const personId = await aPerson(deps);
    const opened = await Promise.allSettled([1, 2, 3].map(() => anEntry(deps, { personId })));
    expect(opened.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('rows that a coordinator has linked', () => {
  test('have one open entry, one consent and one date of birth between them', async () => {
    const root = await aPerson(deps, { dateOfBirth: null });
    const [one, other] = [
      await aPerson(deps, { dateOfBirth: '2001-01-01', sameAsId: root }),
      await aPerson(deps, { dateOfBirth: '2003-01-01', sameAsId: root }),
    ];
    const { entryId } = await anEntry(deps, { personId: one, consent: false });
    await aConsentEvent(deps, other, { kind: 'given', day: '2026-10-01', route: 'best-interest' });
    await aConsentEvent(deps, root, { kind: 'informed', day: '2026-09-01' });
    await deps.db.$transaction((tx) => refreshEntry(tx, deps, entryId));
    for (const id of [root, one, other]) expect(await openEntryOfPerson(deps.db, id)).toEqual({ id: entryId });
    expect(await readEntry(deps.db, entryId)).toMatchObject({ consentUntil: '2027-10-01', dateOfBirth: '2001-01-01' });
    expect((await entryFacts(deps.db, entryId))?.consent.map(({ kind, route }) => [kind, route]).sort()).toEqual([
      ['given', 'best-interest'],
      ['informed', null],
    ]);
  });

  test('nobody who is not linked is taken for them', async () => {
    await anEntry(deps);
    const stranger = await aPerson(deps);
    expect(await openEntryOfPerson(deps.db, stranger)).toBeNull();
    expect(await entryFacts(deps.db, deps.newId())).toBeNull();
    expect(await readEntry(deps.db, deps.newId())).toBeNull();
  });
});

test('a consent event moves the entry’s clocks once it is refreshed: a withdrawal leaves none to renew', async () => {
  const { entryId, personId } = await anEntry(deps);
  await aConsentEvent(deps, personId, { kind: 'withdrawn', day: '2026-10-01' });
  const { statements } = await countQueries(() => deps.db.$transaction((tx) => refreshEntry(tx, deps, entryId)));
  expect(statements.filter((text) => !/^(BEGIN|COMMIT)/.test(text))).toHaveLength(3);
  expect(await readEntry(deps.db, entryId)).toMatchObject({ consentUntil: null, version: 2 });
  expect((await clocksOf(deps.db, entryId)).map(({ kind }) => kind)).toEqual(['panel-review']);
});
