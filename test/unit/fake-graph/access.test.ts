import { describe, expect, test } from 'vitest';
import { movableClock } from '../../../services/platform/time.ts';
import { IDENTITY_HEADER } from '../../support/fake-graph/sign-in.ts';
import { account, codeOf, EVENTS, meeting, token, world } from './fake-world.ts';

const GROUP = 'aaaaaaaa-0000-4000-8000-000000000001';
const INNER = 'aaaaaaaa-0000-4000-8000-000000000002';
const CAST = `/groups/${GROUP}/transitiveMembers/microsoft.graph.user`;
const ADVANCED = { consistencylevel: 'eventual' };

describe('signing in at the fake', () => {
  test('a wrong secret, a wrong application, a wrong scope and a wrong tenant each get Entra’s own code', async () => {
    const { fake } = await world();
    const url = `${fake.authority}/${account.tenantId}/oauth2/v2.0/token`;
    const form = {
      grant_type: 'client_credentials',
      client_id: account.appId,
      client_secret: account.secret,
      scope: `${fake.graphUrl}/.default`,
    };
    const codes = async (change: Partial<typeof form>, to = url) => {
      const answer = await fake.fetch(to, { method: 'POST', body: new URLSearchParams({ ...form, ...change }) });
      const { error_codes } = (await answer.json()) as { error_codes: number[] };
      return [answer.status, ...error_codes];
    };
    expect(await codes({ client_secret: 'wrong' })).toEqual([401, 7000215]);
    expect(await codes({ client_id: GROUP })).toEqual([400, 700016]);
    expect(await codes({ scope: 'https://elsewhere.example.org/.default' })).toEqual([400, 1002012]);
    expect(await codes({}, url.replace(account.tenantId, GROUP))).toEqual([400, 90002]);
    expect(fake.log.every(({ body }) => body === null)).toBe(true);
  });

  test('a machine’s identity signs in where it runs, if it asks as it should', async () => {
    const { fake } = await world();
    const identity = `resource=${encodeURIComponent(fake.graphUrl)}&client_id=${account.appId}`;
    const ask = async (url: string, headers: Record<string, string>) =>
      (await fake.fetch(`${url}?api-version=2018-02-01&${identity}`, { headers })).status;
    const [machine, app] = ['http://169.254.169.254/metadata/identity/oauth2/token', 'http://localhost:4141/msi/token'];
    expect(await ask(machine, { metadata: 'true' })).toBe(200);
    expect(await ask(machine, {})).toBe(400);
    expect(await ask(app, { 'x-identity-header': IDENTITY_HEADER })).toBe(200);
    expect(await ask(app, { 'x-identity-header': 'another' })).toBe(400);
  });

  test('nobody is found at another address: the authority is not Graph, and Graph signs nobody in', async () => {
    const { fake } = await world();
    const metadata = `/${account.tenantId}/v2.0/.well-known/openid-configuration`;
    expect((await fake.fetch(`${fake.authority}${metadata}`)).status).toBe(200);
    for (const url of [
      ...[`${fake.graphUrl}${metadata}`, `${fake.authority}/v1.0${EVENTS}`, `https://graph.example.org/v1.0${EVENTS}`],
    ]) {
      await expect(fake.fetch(url)).rejects.toThrow('fetch failed');
    }
  });

  test('a token is good for an hour by the clock', async () => {
    const clock = movableClock(new Date('2027-01-12T09:00:00Z'));
    const { ask } = await world({ clock });
    clock.moveBy(3_598_000);
    expect((await ask('GET', EVENTS)).status).toBe(200);
    clock.moveBy(1000);
    const late = await ask('GET', EVENTS);
    expect([late.status, codeOf(late)]).toEqual([401, 'InvalidAuthenticationToken']);
  });

  test('no token, and one that is none, are refused', async () => {
    const { fake } = await world();
    for (const headers of [{}, { authorization: 'Bearer x' }] as Record<string, string>[]) {
      expect((await fake.fetch(`${fake.graphUrl}/v1.0${EVENTS}`, { headers })).status).toBe(401);
    }
    expect((await token(fake)).status).toBe(200);
  });
});

describe('what an application may do in the fake tenant', () => {
  test('without the permission it is denied, in Exchange’s words or in the directory’s', async () => {
    const { fake, ask } = await world({ permissions: ['Calendars.Read'] });
    fake.addGroup(GROUP, []);
    const made = await ask('POST', EVENTS, meeting);
    expect([made.status, codeOf(made)]).toEqual([403, 'ErrorAccessDenied']);
    const members = await ask('GET', `${CAST}?$count=true`, undefined, ADVANCED);
    expect([members.status, codeOf(members)]).toEqual([403, 'Authorization_RequestDenied']);
  });

  test('a mailbox outside its scope is denied, one that is not there is not found', async () => {
    const { fake, ask } = await world();
    fake.addMailbox('ann@example.org', { outsideScope: true });
    fake.addUser({ displayName: 'Without a mailbox', mail: 'bob@example.org' });
    const outside = await ask('GET', '/users/ann@example.org/events');
    expect([outside.status, codeOf(outside)]).toEqual([403, 'ErrorAccessDenied']);
    const unknown = await ask('GET', '/users/nobody@example.org/events');
    expect([unknown.status, codeOf(unknown)]).toEqual([404, 'ErrorInvalidUser']);
    const without = await ask('GET', '/users/bob@example.org/events');
    expect([without.status, codeOf(without)]).toEqual([404, 'MailboxNotEnabledForRESTAPI']);
  });

  test('a fifth call to one mailbox at once has to wait', async () => {
    const { fake, ask } = await world();
    fake.addMailbox('ann@example.org');
    const statuses = await Promise.all([
      ...Array.from({ length: 5 }, async () => (await ask('GET', EVENTS)).status),
      ask('GET', '/users/ann@example.org/events').then(({ status }) => status),
    ]);
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
    expect(statuses.at(-1)).toBe(200);
    expect((await ask('GET', EVENTS)).status).toBe(200);
  });
});

test('a mailbox takes so many calls in ten minutes, and says how long to wait', async () => {
  const clock = movableClock(new Date('2027-01-12T09:00:00Z'));
  const { ask } = await world({ clock, callsPerTenMinutes: 2 });
  const statuses = [await ask('GET', EVENTS), await ask('GET', EVENTS)].map(({ status }) => status);
  clock.moveBy(60_000);
  const late = await ask('GET', EVENTS);
  expect([...statuses, late.status, late.headers.get('retry-after')]).toEqual([200, 200, 429, '540']);
  clock.moveBy(540_000);
  expect((await ask('GET', EVENTS)).status).toBe(200);
});

describe('the directory of the fake tenant', () => {
  const person = (name: string, more = {}) => ({
    displayName: name,
    mail: `${name.toLowerCase()}@example.org`,
    ...more,
  });

  test('members of groups within a group are members, page by page', async () => {
    const { fake, ask } = await world();
    const [ann, bob] = [fake.addUser(person('Ann')), fake.addUser(person('Bob', { accountEnabled: false }))];
    fake.addGroup(INNER, [bob.id, GROUP]);
    fake.addGroup(GROUP, [ann.id, INNER]);
    const first = await ask('GET', `${CAST}?$count=true&$select=id,accountEnabled&$top=1`, undefined, ADVANCED);
    expect(first.body).toMatchObject({ '@odata.count': 2, value: [{ id: ann.id, accountEnabled: true }] });
    const next = await ask('GET', String(first.body['@odata.nextLink']), undefined, ADVANCED);
    expect(next.body.value).toEqual([{ id: bob.id, accountEnabled: false }]);
  });

  test('what the permission does not show is null', async () => {
    const { fake, ask } = await world({ permissions: ['GroupMember.Read.All'] });
    fake.addGroup(GROUP, [fake.addUser(person('Ann')).id]);
    const { body } = await ask('GET', `${CAST}?$count=true`, undefined, ADVANCED);
    expect(body.value).toMatchObject([{ id: expect.any(String), displayName: null, mail: null }]);
  });

  test('somebody is found by any of their addresses', async () => {
    const { fake, ask } = await world();
    const ann = fake.addUser(person('Ann', { proxyAddresses: ['SMTP:ann@example.org', 'smtp:a.old@example.org'] }));
    const filter = (address: string) =>
      encodeURIComponent(`mail eq '${address}' or proxyAddresses/any(p:p eq 'smtp:${address}')`);
    const find = async (address: string) =>
      (await ask('GET', `/users?$count=true&$filter=${filter(address)}&$select=id&$top=5`, undefined, ADVANCED)).body
        .value;
    expect(await find('a.old@example.org')).toEqual([{ id: ann.id }]);
    expect(await find('nobody@example.org')).toEqual([]);
  });

  test('advanced questions must be asked as such', async () => {
    const { fake, ask } = await world();
    fake.addGroup(GROUP, []);
    const refused = await ask('GET', CAST);
    expect([refused.status, codeOf(refused)]).toEqual([400, 'Request_UnsupportedQuery']);
    expect((await ask('GET', '/groups/not-an-id/members')).status).toBe(400);
    expect((await ask('GET', `/groups/${INNER}/members`)).status).toBe(404);
  });

  test('a wish that Graph would pass over in silence is refused', async () => {
    const { fake, ask } = await world();
    for (const prefer of ['IdType="Immutable"', 'outlook.time-zone="UTC"', 'odata.maxpagesize=0']) {
      const refused = await ask('GET', EVENTS, undefined, { prefer });
      expect([refused.status, codeOf(refused)]).toEqual([400, 'StricterThanGraph']);
    }
    expect(fake.refusals()).toHaveLength(3);
  });

  test('a path and a method that Graph does not know are refused', async () => {
    const { fake, ask } = await world();
    expect((await ask('GET', '/users/dsr@example.org/onlineMeetings')).status).toBe(400);
    expect((await ask('PATCH', '/users/dsr@example.org/sendMail', {})).status).toBe(405);
    expect(fake.refusals()).toHaveLength(2);
  });
});
