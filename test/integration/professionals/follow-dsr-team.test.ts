import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openGraph } from '../../../services/microsoft/graph-client.ts';
import { GraphFault } from '../../../services/microsoft/port.ts';
import { openTenantDirectory } from '../../../services/microsoft/tenant-directory.ts';
import { movableClock } from '../../../services/platform/time.ts';
import { followDsrTeam, ROSTER_KEPT_HOURS } from '../../../services/professionals/follow-dsr-team.ts';
import { recogniseProfessional } from '../../../services/professionals/store.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { ordinaryMorning, testDeps } from '../../support/deps.ts';
import { type FakeGraph, startFakeGraph } from '../../support/fake-graph/fake-graph.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const TENANT = '11111111-1111-4111-8111-111111111111';
const APP = '22222222-2222-4222-8222-222222222222';
const TEAM = '33333333-3333-4333-8333-333333333333';
const LEADS = '44444444-4444-4444-8444-444444444444';
const SECRET = 'a secret that opens nothing';

let database: TestDatabase;
let deps: ReturnType<typeof testDeps>;
let clock: ReturnType<typeof movableClock>;
let graph: FakeGraph;
let directory: ReturnType<typeof openTenantDirectory>;

const groups = { coordinators: { groupId: TEAM }, clinicalLeads: { groupId: LEADS } };
const follow = (sources: Parameters<typeof followDsrTeam>[1] = groups) =>
  followDsrTeam({ ...deps, clock, directory }, sources);
/** Who has a role now, by name. */
async function roles(): Promise<Record<string, string>> {
  const rows = await deps.db.professional.findMany({ where: { dsrRole: { not: null } }, orderBy: { name: 'asc' } });
  return Object.fromEntries(rows.map(({ name, dsrRole }) => [name, dsrRole ?? '']));
}
const away = () => graph.faults.plan(() => ({ kind: 'no-connection' }));

beforeAll(async () => {
  database = await createTestDatabase();
  clock = movableClock(ordinaryMorning);
  deps = testDeps({ url: database.url });
});
afterAll(async () => {
  await deps.close();
  await database.drop();
});
beforeEach(async () => {
  await deps.db.professional.deleteMany();
  await deps.db.readPosition.deleteMany();
  graph = startFakeGraph({ clock, tenantId: TENANT, appId: APP, secret: SECRET });
  const account = {
    ...{ tenantId: TENANT, appId: APP, credential: { kind: 'secret', secret: SECRET } as const },
    ...{ authority: graph.authority, graphUrl: graph.graphUrl },
  };
  const pause = async (milliseconds: number) => clock.moveBy(milliseconds);
  directory = openTenantDirectory(openGraph(account, { fetch: graph.fetch, clock, log: deps.log, pause }));
});

/** A team of two, one of whom leads, with a nested group. */
function aTeam() {
  const cora = graph.addUser({ displayName: 'Cora Example', mail: 'Cora@trust.example.org' });
  const lena = graph.addUser({ displayName: 'Lena Example', mail: 'lena@trust.example.org' });
  graph.addGroup(TEAM, [cora.id, LEADS]);
  graph.addGroup(LEADS, [lena.id]);
  return { cora, lena };
}

describe('the DSR team, from the groups of the tenant', () => {
  test('everybody in the group is a coordinator, and who is in both a clinical lead; with name and address', async () => {
    aTeam();
    await follow();
    expect(await roles()).toEqual({ 'Cora Example': 'coordinator', 'Lena Example': 'clinical-lead' });
    const cora = await deps.db.professional.findFirstOrThrow({ where: { name: 'Cora Example' } });
    expect(cora.email?.toLowerCase()).toBe('cora@trust.example.org');
    expect(graph.refusals()).toEqual([]);
  });

  test('somebody who leaves has no role any more a few minutes later, and somebody who joins has one', async () => {
    const { cora, lena } = aTeam();
    await follow();
    const nia = graph.addUser({ displayName: 'Nia Example', mail: 'nia@trust.example.org' });
    graph.addGroup(TEAM, [nia.id]);
    clock.moveBy(2 * MINUTE);
    await follow();
    expect(Object.keys(await roles()), 'Graph is not asked at every beat').toContain('Cora Example');
    clock.moveBy(4 * MINUTE);
    await follow();
    expect(await roles()).toEqual({ 'Lena Example': 'clinical-lead', 'Nia Example': 'coordinator' });
    const from = { aadObjectId: cora.id, name: 'Cora Example' };
    expect((await recogniseProfessional({ ...deps, clock }, from, async () => null)).dsrRole).toBeNull();
    expect(lena.id).not.toBe(cora.id);
  });

  test('somebody whose account is switched off, and a guest, have none', async () => {
    const off = graph.addUser({ displayName: 'Olive Example', mail: 'olive@trust.example.org', accountEnabled: false });
    const guest = graph.addUser({
      displayName: 'Gus Example',
      userPrincipalName: 'gus_example.org#EXT#@trust.example.org',
    });
    graph.addGroup(TEAM, [off.id, guest.id]);
    graph.addGroup(LEADS, []);
    await follow();
    expect(await roles()).toEqual({});
  });

  test('a role that the configuration names stands beside one that a group says', async () => {
    const { cora } = aTeam();
    await follow({ coordinators: { groupId: LEADS }, clinicalLeads: { aadObjectIds: [cora.id] } });
    expect(Object.values(await roles()).toSorted()).toEqual(['clinical-lead', 'coordinator']);
  });

  test('members that are as they were are not written again', async () => {
    aTeam();
    await follow();
    const before = await deps.db.professional.findMany({ orderBy: { id: 'asc' } });
    clock.moveBy(10 * MINUTE);
    await follow();
    expect(await deps.db.professional.findMany({ orderBy: { id: 'asc' } })).toEqual(before);
  });
});

describe('while Graph is away', () => {
  test('the members last read keep their roles, and are read again at the first chance', async () => {
    aTeam();
    await follow();
    away();
    for (let hours = 1; hours < ROSTER_KEPT_HOURS; hours++) {
      clock.moveBy(HOUR);
      await expect(follow()).rejects.toThrow(GraphFault);
    }
    expect(Object.keys(await roles())).toHaveLength(2);
    graph.faults.clear();
    graph.addGroup(TEAM, []);
    clock.moveBy(5 * MINUTE);
    await follow();
    expect(await roles()).toEqual({ 'Lena Example': 'clinical-lead' });
  });

  test('after a day nobody has a role; they have it again once it is back', async () => {
    aTeam();
    await follow();
    away();
    clock.moveBy(ROSTER_KEPT_HOURS * HOUR);
    await expect(follow()).rejects.toThrow(GraphFault);
    expect(await roles()).toEqual({});
    graph.faults.clear();
    clock.moveBy(5 * MINUTE);
    await follow();
    expect(Object.keys(await roles())).toHaveLength(2);
  });

  test('who has never been read from a group has no role by what was configured before', async () => {
    const now = clock.now();
    await deps.db.professional.create({
      data: {
        id: deps.newId(),
        aadObjectId: 'x',
        name: 'Old Example',
        dsrRole: 'coordinator',
        createdAt: now,
        updatedAt: now,
      },
    });
    away();
    await expect(follow()).rejects.toThrow(GraphFault);
    expect(await roles()).toEqual({});
  });

  test('one group that cannot be read changes nothing of the other', async () => {
    aTeam();
    await follow();
    graph.addGroup(TEAM, []);
    graph.faults.plan(({ path }) => (path.includes(LEADS) ? { kind: 'status', status: 404 } : null));
    clock.moveBy(10 * MINUTE);
    await expect(follow()).rejects.toThrow(GraphFault);
    expect(Object.keys(await roles())).toHaveLength(2);
  });
});
