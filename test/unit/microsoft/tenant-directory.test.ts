import { describe, expect, test } from 'vitest';
import { GraphFault } from '../../../services/microsoft/port.ts';
import { openTenantDirectory } from '../../../services/microsoft/tenant-directory.ts';
import { startTenant } from '../../support/graph-account.ts';

const TEAM = 'aaaaaaaa-0000-4000-8000-000000000001';
const WITHIN = 'aaaaaaaa-0000-4000-8000-000000000002';

function start() {
  const tenant = startTenant();
  return { ...tenant, directory: openTenantDirectory(tenant.graph) };
}

const person = (name: string, more: { accountEnabled?: boolean; userPrincipalName?: string } = {}) => ({
  ...{ displayName: `${name} Example`, mail: `${name}@example.org`, ...more },
});

describe('Who is in a group', () => {
  test('is everybody in it and in the groups within it, once each, with name and address in small letters', async () => {
    const { fake, directory } = start();
    const [ada, ben] = [fake.addUser(person('Ada')), fake.addUser(person('Ben'))];
    fake.addGroup(WITHIN, [ada.id, ben.id]);
    fake.addGroup(TEAM, [ada.id, WITHIN]);
    const members = await directory.membersOf(TEAM.toUpperCase());
    expect(members.toSorted((one, other) => one.name.localeCompare(other.name))).toEqual([
      { aadObjectId: ada.id, name: 'Ada Example', address: 'ada@example.org' },
      { aadObjectId: ben.id, name: 'Ben Example', address: 'ben@example.org' },
    ]);
    expect(fake.refusals()).toEqual([]);
  });

  test('leaves out those who are switched off, and guests of other organisations', async () => {
    const { fake, directory } = start();
    const off = fake.addUser(person('off', { accountEnabled: false }));
    const guest = fake.addUser(person('guest', { userPrincipalName: 'guest_example.org#EXT#@fake-graph.example.org' }));
    const noMail = fake.addUser({ displayName: 'No Mail' });
    fake.addGroup(TEAM, [off.id, guest.id, noMail.id]);
    expect(await directory.membersOf(TEAM)).toEqual([{ aadObjectId: noMail.id, name: 'No Mail', address: null }]);
  });

  test('is read over several pages', async () => {
    const { fake, directory } = start();
    const all = Array.from({ length: 1_200 }, (_, n) => fake.addUser(person(`p${n}`)).id);
    fake.addGroup(TEAM, all);
    const members = await directory.membersOf(TEAM);
    expect(new Set(members.map(({ aadObjectId }) => aadObjectId))).toEqual(new Set(all));
  });

  test('is a fault where there is no such group, and where a permission is missing', async () => {
    const { fake, directory } = start();
    await expect(directory.membersOf(TEAM)).rejects.toMatchObject({ kind: 'not-found' });
    fake.permissions.delete('GroupMember.Read.All');
    fake.expireTokens();
    await expect(directory.membersOf(TEAM)).rejects.toThrow('GroupMember.Read.All is needed');
  });

  test('is a fault where Graph keeps their names back, because the service may not see users', async () => {
    const { fake, directory } = start();
    fake.addGroup(TEAM, [fake.addUser(person('Ada')).id]);
    fake.permissions.delete('User.Read.All');
    const fault = await directory.membersOf(TEAM).catch((thrown: unknown) => thrown);
    expect(fault).toBeInstanceOf(GraphFault);
    expect(fault).toMatchObject({ kind: 'not-allowed' });
    expect(String(fault)).toContain('User.Read.All');
  });

  test('an answer that cannot be read is a fault, and nobody is taken to be in it', async () => {
    for (const body of [{}, { value: null }, { value: [{ id: 'nobody' }] }, 'text', null, []]) {
      const directory = openTenantDirectory({ ask: async () => ({ status: 200, headers: new Headers(), body }) });
      await expect(directory.membersOf(TEAM)).rejects.toMatchObject({ kind: 'unclear', code: 'unreadable-answer' });
    }
  });

  test('a list that never ends is given up', async () => {
    const body = { value: [], '@odata.nextLink': 'https://graph.example.org/v1.0/groups/again' };
    const directory = openTenantDirectory({ ask: async () => ({ status: 200, headers: new Headers(), body }) });
    await expect(directory.membersOf(TEAM)).rejects.toMatchObject({ code: 'group-too-large' });
  });
});

describe('Whose an address is', () => {
  test('is found by the address mails go to, in any case, and by the others somebody has', async () => {
    const { fake, directory } = start();
    const ada = fake.addUser({
      ...person('Ada'),
      proxyAddresses: ['SMTP:Ada@example.org', 'smtp:a.smith@example.org'],
    });
    fake.addUser(person('Ben'));
    const found = { aadObjectId: ada.id, name: 'Ada Example', address: 'ada@example.org' };
    for (const address of ['ada@example.org', ' ADA@Example.org ', 'a.smith@example.org']) {
      expect(await directory.findByAddress(address)).toEqual(found);
    }
    expect(fake.refusals()).toEqual([]);
  });

  test('is nobody’s where the tenant does not know it, where it is a guest’s, or where two have it', async () => {
    const { fake, directory } = start();
    fake.addUser(person('guest', { userPrincipalName: 'guest_example.org#EXT#@fake-graph.example.org' }));
    fake.addUser(person('off', { accountEnabled: false }));
    fake.addUser(person('two'));
    fake.addUser(person('two', { userPrincipalName: 'two-again@example.org' }));
    for (const name of ['nobody', 'guest', 'off', 'two']) {
      expect(await directory.findByAddress(`${name}@example.org`)).toBeNull();
    }
  });

  test('is asked for as it is, whatever is in it', async () => {
    const { fake, directory } = start();
    const odd = fake.addUser({ displayName: "Odd O'Example", mail: "o'odd+a&b=c#d%e@example.org" });
    expect((await directory.findByAddress("o'odd+a&b=c#d%e@example.org"))?.aadObjectId).toBe(odd.id);
    expect(await directory.findByAddress("x' or mail ne 'x@example.org")).toBeNull();
    expect(fake.refusals()).toEqual([]);
  });
});
