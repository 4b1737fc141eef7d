import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  findAddressesWithoutAgreement,
  findOrganisations,
  listOrganisations,
  searchOrganisations,
} from '../../../services/agencies/store.ts';
import { anOrganisation } from '../../support/builders.ts';
import { countQueries } from '../../support/count-queries.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { testDeps } from '../../support/deps.ts';

const today = '2027-01-12';
let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;

beforeEach(async () => {
  database = await createTestDatabase();
  deps = testDeps({ url: database.url });
});

afterEach(async () => {
  await deps?.close();
  await database?.drop();
});

test('the directory lists active organisations in its order, with active contacts in theirs, in one query', async () => {
  const contacts = [
    { name: 'First Contact', email: 'first@example.org', active: false },
    { name: 'Second Contact', email: 'second@example.org' },
    { name: 'Third Contact', email: 'third@example.org' },
  ];
  await anOrganisation(deps, { name: 'Second', position: 2, contacts });
  await anOrganisation(deps, { name: 'First', position: 1, contacts: [] });
  await anOrganisation(deps, { name: 'Gone', active: false });
  const { result, statements } = await countQueries(() => listOrganisations(deps.db, today));
  expect(result.map(({ name }) => name)).toEqual(['First', 'Second']);
  expect(result.map((one) => one.contacts.map(({ name }) => name))).toEqual([[], ['Second Contact', 'Third Contact']]);
  expect(statements).toHaveLength(1);
});

test.each([
  ['from its first day', { from: today }, true],
  ['to its last day', { from: '2020-01-01', to: today }, true],
  ['not after it', { from: '2020-01-01', to: '2027-01-11' }, false],
  ['not before it', { from: '2027-01-13' }, false],
  ['not without one', null, false],
])('an agreement is in force %s', async (_when, agreement, inForce) => {
  await anOrganisation(deps, { agreement });
  expect(await listOrganisations(deps.db, today)).toMatchObject([{ agreementInForce: inForce }]);
});

test('an address is listed without an agreement where any active organisation without one has it, in any case', async () => {
  const shared = (active = true) => [{ name: 'Duty Contact', email: 'Duty_Desk@example.org', active }];
  const listed = async (...addresses: string[]) => [
    ...(await findAddressesWithoutAgreement(deps.db, today, addresses)),
  ];
  await anOrganisation(deps, { contacts: shared() });
  await anOrganisation(deps, { agreement: null, active: false, contacts: shared() });
  await anOrganisation(deps, { agreement: null, contacts: shared(false) });
  expect(await listed('duty_desk@example.org')).toEqual([]);
  await anOrganisation(deps, { agreement: { from: '2020-01-01', to: '2027-01-11' }, contacts: shared() });
  expect(await listed('duty_desk@example.org')).toEqual(['duty_desk@example.org']);
  expect(await listed('dutyxdesk@example.org', 'other@example.org')).toEqual([]);
  expect(await listed()).toEqual([]);
});

test('a search finds all of the words, anywhere in the name, and takes signs as they are', async () => {
  await anOrganisation(deps, { name: 'Example County Council' });
  await anOrganisation(deps, { name: 'Example 100% Care_Provider' });
  const found = async (typed: string) => (await searchOrganisations(deps.db, today, typed)).map(({ name }) => name);
  expect(await found(' council EXAMPLE ')).toEqual(['Example County Council']);
  expect(await found('100%')).toEqual(['Example 100% Care_Provider']);
  expect(await found('e_p')).toEqual(['Example 100% Care_Provider']);
  expect(await found('_')).toEqual(['Example 100% Care_Provider']);
  expect(await found('%')).toEqual(['Example 100% Care_Provider']);
  expect(await found("'; DROP TABLE organisation; --")).toEqual([]);
  expect(await found('\0\\')).toEqual([]);
  expect(await found('  ')).toEqual([]);
});

test('a search answers with no more than fit a checklist', async () => {
  for (let n = 0; n < 17; n++) await anOrganisation(deps, { name: `Example ${n}` });
  expect(await searchOrganisations(deps.db, today, 'example')).toHaveLength(15);
});

test('organisations are found by id; what is no id is no fault', async () => {
  const { id } = await anOrganisation(deps);
  expect(await findOrganisations(deps.db, today, [id, 'nonsense', deps.newId()])).toMatchObject([{ id }]);
  expect(await findOrganisations(deps.db, today, [])).toEqual([]);
});
