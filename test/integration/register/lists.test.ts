import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nameKey } from '../../../services/people/name-key.ts';
import { loadPolicy } from '../../../services/policies/load-policy.ts';
import { exportRegister } from '../../../services/register/export-register.ts';
import { findPerson } from '../../../services/register/find-person.ts';
import { listDue } from '../../../services/register/list-due.ts';
import { listRegister } from '../../../services/register/list-register.ts';
import { type DueTab, type RegisterFilter, wholeRegister } from '../../../services/register/model.ts';
import { exportIsUsable, redeemExport } from '../../../services/register/redeem-export.ts';
import { viewClock } from '../../../services/register/view-clock.ts';
import { viewPerson } from '../../../services/register/view-person.ts';
import { aCoordinator, aProfessional, type TestActor } from '../../support/builders.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ordinaryMorning, testDeps } from '../../support/deps.ts';
import { anEntry, aPerson } from '../../support/register-builders.ts';

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;
let cora: TestActor;
let requester: TestActor;
const entries: Record<string, string> = {};
const persons: Record<string, string> = {};

/** Everybody on the register, by a short name. Today is Tuesday 12 January 2027. */
const people = {
  /** A child until 13 January 2027, red, consent runs out today. */
  child: { name: 'Charlie Child', dateOfBirth: '2009-01-13', rating: 'red', fromDay: '2026-01-12' },
  /** Just 18. */
  adult: { name: 'Alex Adult', dateOfBirth: '2009-01-12', rating: 'amber', fromDay: '2026-12-20' },
  /** 25, consent lapsed. */
  lapsed: { name: 'Lee Lapsed', dateOfBirth: '2001-01-13', rating: 'green', fromDay: '2026-01-05' },
  stoke: { name: 'Sam Stoke', dateOfBirth: '1980-02-29', rating: 'amber', fromDay: '2026-12-15' },
  unknown: { name: 'Una Unknown', dateOfBirth: null, rating: 'red', fromDay: '2027-01-04' },
} as const;
type Name = keyof typeof people;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url, now: ordinaryMorning });
  cora = await aCoordinator(deps);
  requester = await aProfessional(deps);
  for (const [at, [key, one]] of Object.entries(people).entries()) {
    const { name: fullName, dateOfBirth, rating, fromDay } = one;
    const personId = await aPerson(deps, { fullName, dateOfBirth });
    const dsrReference = `DSR-000${at + 1}`;
    await deps.db.person.update({ where: { id: personId }, data: { dsrReference } });
    const locality = key === 'stoke' ? 'stoke-on-trent' : 'staffordshire';
    const { entryId } = await anEntry(deps, { personId, rating, fromDay, locality });
    entries[key] = entryId;
    persons[key] = personId;
  }
  const linked = await aPerson(deps, { fullName: 'Alexandra Adult', sameAsId: persons.adult as string });
  const name = 'Nadia Example-Nurse';
  await deps.db.keyProfessional.create({
    data: { id: deps.newId(), personId: linked, name, nameKey: nameKey(name), email: 'nadia@example.org' },
  });
});

afterAll(async () => {
  await deps?.close();
  await database?.drop();
});

const nameOf = (entryId: string) => Object.keys(entries).find((key) => entries[key] === entryId);

async function listed(filter: Partial<RegisterFilter> = {}, page = 1) {
  const list = await listRegister(deps, { actor: cora, filter: { ...wholeRegister, ...filter }, page });
  if (!list.ok) throw new Error(list.reason);
  return { ...list.value, names: list.value.items.map(({ entryId }) => nameOf(entryId)) };
}

describe('the register', () => {
  test('is read in order of risk, then of what is due first, with counts of every rating', async () => {
    const all = await listed();
    expect(all.names.slice(0, 2)).toEqual(['child', 'unknown']);
    expect(all.names.at(-1)).toBe('lapsed');
    expect(all).toMatchObject({ counts: { red: 2, amber: 2, blue: 0, green: 1 }, total: 5, lapsed: 1 });
  });

  test.each<[Partial<RegisterFilter>, Name[]]>([
    [{ rating: 'red' }, ['child', 'unknown']],
    [{ rating: 'blue' }, []],
    [{ locality: 'stoke-on-trent' }, ['stoke']],
    [{ age: 'children' }, ['child']],
    [{ age: 'adults' }, ['adult', 'stoke', 'lapsed']],
    [{ age: 'not-known' }, ['unknown']],
    [{ due: 'consent-lapsed' }, ['lapsed']],
    [{ due: 'overdue' }, ['child', 'lapsed']],
    [{ keyProfessional: 'nadia EXAMPLE' }, ['adult']],
    [{ keyProfessional: 'Example' }, []],
    [{ keyProfessional: '%' }, ['child', 'unknown', 'adult', 'stoke', 'lapsed']],
    [{ age: 'adults', locality: 'staffordshire', rating: 'amber' }, ['adult']],
  ])('filtered by %j', async (filter, expected) => {
    expect((await listed(filter)).names.toSorted()).toEqual([...expected].toSorted());
  });

  test('the day of a birthday makes an adult, and consent holds to the end of its last day', async () => {
    const [child] = (await listed({ rating: 'red' })).items;
    expect(child).toMatchObject({ age: 17, suspended: false, consentUntil: '2027-01-12' });
    deps.clock.moveTo(new Date('2027-01-13T09:00:00Z'));
    expect((await listed({ age: 'children' })).names).toEqual([]);
    expect((await listed({ due: 'consent-lapsed' })).names.toSorted()).toEqual(['child', 'lapsed']);
    deps.clock.moveTo(ordinaryMorning);
  });

  test('“up to 25” includes who is 25, in an area that says so; in others nobody is found by it', async () => {
    expect((await listed({ age: 'children-and-young-people' })).names).toEqual([]);
    const humber = { ...deps, policy: loadPolicy('humber') };
    const filter = { ...wholeRegister, age: 'children-and-young-people' } as const;
    const list = await listRegister(humber, { actor: cora, filter, page: 1 });
    expect(list.ok && list.value.items.map(({ entryId }) => nameOf(entryId)).toSorted()).toEqual([
      'adult',
      'child',
      'lapsed',
    ]);
  });

  test('counts tell of every rating under the other filters', async () => {
    const { counts, total } = await listed({ rating: 'red', locality: 'staffordshire' });
    expect([counts, total]).toEqual([{ red: 2, amber: 1, blue: 0, green: 1 }, 2]);
  });

  test('has pages, and the last one for every number beyond it', async () => {
    expect(await listed({}, 99)).toMatchObject({ page: 1, pages: 1 });
  });

  test('is refused to a requester, on record', async () => {
    const before = await deps.db.auditEvent.count({ where: { result: 'refused' } });
    const asked = [
      await listRegister(deps, { actor: requester, filter: wholeRegister, page: 1 }),
      await listDue(deps, { actor: requester, tab: 'overdue', page: 1 }),
      await findPerson(deps, { actor: requester, sought: 'Charlie' }),
      await viewClock(deps, { actor: requester, subject: 'entry', subjectId: entries.child as string }),
      await exportRegister(deps, { actor: requester, filter: wholeRegister }),
    ];
    for (const answer of asked) expect(answer).toEqual({ ok: false, reason: 'not-allowed' });
    expect(await deps.db.auditEvent.count({ where: { result: 'refused' } })).toBe(before + asked.length);
  });
});

describe('what is due', () => {
  const due = async (tab: DueTab) => {
    const view = await listDue(deps, { actor: cora, tab, page: 1 });
    if (!view.ok) throw new Error(view.reason);
    return { ...view.value, said: view.value.items.map((item) => [nameOf(item.subjectId), item.kind, item.due]) };
  };

  test('is overdue, today, or later this week; each in one tab, with counts', async () => {
    const [overdue, today, week] = [await due('overdue'), await due('today'), await due('week')];
    expect(overdue.said).toContainEqual(['lapsed', 'consent-renewal', '2027-01-05']);
    expect(today.said).toEqual([['child', 'consent-renewal', '2027-01-12']]);
    expect(week.said).toEqual([['stoke', 'panel-review', '2027-01-15']]);
    expect(overdue.counts).toEqual({
      overdue: overdue.items.length,
      today: today.items.length,
      week: week.items.length,
      earliest: 0,
    });
    expect(overdue.items.find(({ suspended }) => suspended)?.name).toBe('Lee Lapsed');
  });

  test('a date says why it is that date', async () => {
    const subject = { subject: 'entry', subjectId: entries.stoke as string } as const;
    const found = await viewClock(deps, { actor: cora, ...subject });
    expect(found).toMatchObject({
      value: { reference: 'DSR-0004', clocks: [{ kind: 'panel-review', start: { day: '2026-12-15' } }, {}] },
    });
  });
});

describe('a search', () => {
  const find = async (sought: string) => {
    const found = await findPerson(deps, { actor: cora, sought });
    return found.ok ? found.value.found.map(({ entryId }) => nameOf(entryId)) : found.reason;
  };

  test.each([
    ['DSR-0003', ['lapsed']],
    ['3', ['lapsed']],
    ['stoke', ['stoke']],
    ['SAM  stoké', ['stoke']],
    ['Alexandra', ['adult']],
    ['Nobody', []],
    ['x', 'too-short'],
    ['%', 'too-short'],
    ['DSR-9999', []],
  ])('for “%s”', async (sought, expected) => {
    expect(await find(sought)).toEqual(expected);
  });

  test('finds who was on the register before, once for each individual, by the latest time', async () => {
    const personId = await aPerson(deps, { fullName: 'Ex Ample', nhsNumber: '9990000018' });
    await deps.db.person.update({ where: { id: personId }, data: { dsrReference: 'DSR-0100' } });
    const end = { kind: 'ended', day: '2026-11-01', detail: { reason: 'moved-away' } } as const;
    await anEntry(deps, { personId, fromDay: '2026-09-01', events: [end] });
    const again = { ...end, day: '2027-01-08' } as const;
    const { entryId } = await anEntry(deps, { personId, fromDay: '2026-12-01', events: [again] });
    const found = await findPerson(deps, { actor: cora, sought: '999 000 0018' });
    expect(found).toMatchObject({ value: { found: [{ entryId, toDay: '2027-01-08' }], more: false } });
    const person = await viewPerson(deps, { actor: cora, entryId });
    expect(person).toMatchObject({
      value: {
        ended: { on: '2027-01-08', reason: 'moved-away' },
        episodesBefore: [{ fromDay: '2026-09-01', toDay: '2026-11-01', endReason: 'moved-away' }],
      },
    });
  });

  test('who opens somebody’s card is on record; who brings cards up to date is not', async () => {
    const entryId = entries.adult as string;
    const seen = () => deps.db.auditEvent.count({ where: { useCase: 'view-person', nounId: entryId } });
    await viewPerson(deps, { actor: { kind: 'system' }, entryId });
    expect(await seen()).toBe(0);
    await viewPerson(deps, { actor: cora, entryId, opened: true });
    expect(await seen()).toBe(1);
  });
});

describe('the export', () => {
  const withUrl = () => ({ ...deps, publicUrl: 'https://roundtable.example.org' });
  const link = async (filter: Partial<RegisterFilter> = {}) => {
    const made = await exportRegister(withUrl(), { actor: cora, filter: { ...wholeRegister, ...filter } });
    if (!made.ok) throw new Error(made.reason);
    return made.value.secret;
  };

  test('needs the address of the service', async () => {
    const asked = { actor: cora, filter: wholeRegister };
    expect(await exportRegister(deps, asked)).toEqual({ ok: false, reason: 'no-public-url' });
  });

  test('holds everybody whom the filters found, with their key professional', async () => {
    const file = await redeemExport(deps, await link({ rating: 'amber' }));
    expect(file.ok && file.value.people.map(({ name, keyProfessional }) => [name, keyProfessional]).toSorted()).toEqual(
      [
        ['Alex Adult', 'Nadia Example-Nurse'],
        ['Sam Stoke', null],
      ],
    );
  });

  test('of two who download at once with one link, one does', async () => {
    const secret = await link();
    const answers = await Promise.all([redeemExport(deps, secret), redeemExport(deps, secret)]);
    expect(answers.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(await exportIsUsable(deps, secret)).toBe(false);
  });

  test('keeps no secret, and forgets links that are over', async () => {
    const secret = await link();
    const rows = await deps.db.registerExport.findMany();
    expect(JSON.stringify(rows)).not.toContain(secret);
    deps.clock.moveBy(11 * 60_000);
    expect(await redeemExport(deps, secret)).toEqual({ ok: false, reason: 'gone' });
    await link();
    expect(await deps.db.registerExport.count()).toBe(1);
    deps.clock.moveTo(ordinaryMorning);
  });
});
