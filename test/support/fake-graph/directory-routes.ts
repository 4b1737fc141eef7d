import { type Answer, type Call, checkQuery } from './call.ts';
import type { Body } from './check-body.ts';
import { paged, pageSize, readSelect } from './odata.ts';
import { readFilter } from './odata-filter.ts';
import { insufficientPrivileges, notInDirectory, Refusal } from './refusal.ts';
import type { DirectoryGroup, DirectoryUser, World } from './world.ts';

/** The directory's pages, where nothing is said, and at most. */
const PAGE = { usual: 100, most: 999 };
const USUAL = ['id', 'displayName', 'mail', 'userPrincipalName'];
/** What User.ReadBasic.All shows; everything else is null or refused. */
const BASIC = new Set(['id', 'displayName', 'givenName', 'surname', 'mail', 'userPrincipalName', 'photo']);
const FULL = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All'];
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type Sight = 'full' | 'basic' | 'ids';

function sightOf(world: World): Sight {
  if (FULL.some((permission) => world.permissions.has(permission))) return 'full';
  return world.permissions.has('User.ReadBasic.All') ? 'basic' : 'ids';
}

/** A user as far as the application may see them. */
function userJson(user: DirectoryUser, names: readonly string[], sight: Sight): Body {
  const whole: Body = { ...user, givenName: null, surname: null, jobTitle: null, otherMails: [], userType: 'Member' };
  const shown = (name: string) => name === 'id' || sight === 'full' || (sight === 'basic' && BASIC.has(name));
  return Object.fromEntries(names.map((name) => [name, shown(name) ? (whole[name] ?? null) : null]));
}

function namesIn(call: Call, shape: string): string[] {
  readSelect(call, shape);
  const text = call.url.searchParams.get('$select');
  return text === null ? USUAL : [...new Set(['id', ...text.split(',').map((name) => name.trim())])];
}

/** GET /users/{id or sign-in name} */
export function readUser(world: World, call: Call): Answer {
  checkQuery(call, ['$select']);
  const names = namesIn(call, 'user');
  const name = (call.params.user ?? '').toLowerCase();
  const user = [...world.users.values()].find(
    ({ id, userPrincipalName }) => id === name || userPrincipalName.toLowerCase() === name,
  );
  if (user === undefined) throw notInDirectory(call.params.user ?? '');
  return {
    status: 200,
    json: { '@odata.context': `${call.origin}/v1.0/$metadata#users/$entity`, ...userJson(user, names, sightOf(world)) },
  };
}

/** GET /users */
export function listUsers(world: World, call: Call): Answer {
  checkQuery(call, ['$select', '$filter', '$top', '$count']);
  checkAdvanced(call);
  const names = namesIn(call, 'user');
  const filter = call.url.searchParams.get('$filter');
  if (filter?.includes('proxyAddresses') && sightOf(world) !== 'full') throw insufficientPrivileges();
  const passes = filter === null ? () => true : readFilter(filter, [...USUAL, 'proxyAddresses', 'accountEnabled']);
  const found = [...world.users.values()].filter((user) => passes({ ...user }));
  return directoryPage(world, call, 'users', found, names);
}

/** GET /groups/{id} */
export function readGroup(world: World, call: Call): Answer {
  checkQuery(call, ['$select']);
  const select = readSelect(call, 'group');
  const { id, displayName } = groupOf(world, call);
  const group = { id, displayName, description: null, mail: null, securityEnabled: true, groupTypes: [] };
  return { status: 200, json: { '@odata.context': `${call.origin}/v1.0/$metadata#groups/$entity`, ...select(group) } };
}

/** GET /groups/{id}/members and …/transitiveMembers, of which a cast leaves users alone. */
export function listMembers(how: { deep: boolean; cast: boolean }): (world: World, call: Call) => Answer {
  return (world, call) => {
    checkQuery(call, ['$select', '$top', '$count', '$filter']);
    if (
      how.cast &&
      (call.headers.get('consistencylevel') !== 'eventual' || call.url.searchParams.get('$count') !== 'true')
    ) {
      throw new Refusal(
        ...([400, 'Request_UnsupportedQuery'] as const),
        'Request with OData cast requires the ConsistencyLevel header and $count=true.',
      );
    }
    checkAdvanced(call);
    const names = namesIn(call, 'user');
    const group = groupOf(world, call);
    const ids = how.deep ? deepMembers(world, group, new Set([group.id])) : group.memberIds;
    const members = [...new Set(ids)];
    const users = members.flatMap((id) => world.users.get(id.toLowerCase()) ?? []);
    if (how.cast) return directoryPage(world, call, 'users', users, names);
    const groups = members.flatMap((id) => world.groups.get(id.toLowerCase()) ?? []);
    const items = [
      ...users.map((user) => ({ '@odata.type': '#microsoft.graph.user', ...userJson(user, names, sightOf(world)) })),
      ...groups.map(({ id, displayName }) => ({ '@odata.type': '#microsoft.graph.group', id, displayName })),
    ];
    return paged(world, call, items, pageSize(call, PAGE.usual, PAGE.most), { context: 'directoryObjects' });
  };
}

function directoryPage(
  world: World,
  call: Call,
  context: string,
  users: readonly DirectoryUser[],
  names: readonly string[],
): Answer {
  const sight = sightOf(world);
  const counted = call.url.searchParams.get('$count') === 'true';
  return paged(
    world,
    call,
    users.map((user) => userJson(user, names, sight)),
    pageSize(call, PAGE.usual, PAGE.most),
    { context, ...(counted ? { count: users.length } : {}) },
  );
}

/** Counting is an advanced query: it is answered from an index, and must be asked for so. */
function checkAdvanced(call: Call): void {
  if (call.url.searchParams.get('$count') !== 'true' || call.headers.get('consistencylevel') === 'eventual') return;
  throw new Refusal(
    400,
    'Request_UnsupportedQuery',
    '$count is not currently supported without ConsistencyLevel: eventual.',
  );
}

function groupOf(world: World, call: Call): DirectoryGroup {
  const id = (call.params.group ?? '').toLowerCase();
  if (!GUID.test(id)) {
    throw new Refusal(400, 'Request_BadRequest', `Invalid object identifier '${id}'.`);
  }
  const group = world.groups.get(id);
  if (group === undefined) throw notInDirectory(id);
  return group;
}

function deepMembers(world: World, group: DirectoryGroup, seen: Set<string>): string[] {
  return group.memberIds.flatMap((memberId) => {
    const inner = world.groups.get(memberId.toLowerCase());
    if (inner === undefined || seen.has(inner.id)) return [memberId];
    seen.add(inner.id);
    return [memberId, ...deepMembers(world, inner, seen)];
  });
}
