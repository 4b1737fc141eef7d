import { z } from 'zod';
import { type Graph, GraphFault, type TenantDirectory, type TenantUser } from './port.ts';

/** Graph's own limit for a page of a group's members. */
const PAGE = 999;
/** A group of more than this is not a DSR team: something else was configured. */
const MOST_PAGES = 20;
const PROPERTIES = 'id,displayName,mail,userPrincipalName,accountEnabled';

const userPage = z.object({
  value: z.array(
    z.object({
      id: z.guid(),
      displayName: z.string().nullish(),
      mail: z.string().nullish(),
      userPrincipalName: z.string().nullish(),
      accountEnabled: z.boolean().nullish(),
    }),
  ),
  '@odata.nextLink': z.string().optional(),
});

type GraphUser = z.infer<typeof userPage>['value'][number];

/**
 * Who is who in the tenant, from Microsoft Entra. Guests are left out: somebody of another organisation is known by their
 * address, and has no rights by membership of a group.
 *
 * @throws GraphFault; 'not-allowed' where names are kept back, because the service may see groups but no users
 */
export function openTenantDirectory(graph: Graph): TenantDirectory {
  return {
    membersOf: async (groupId) => {
      const found = await allUsers(
        graph,
        // A cast is one of the questions that Entra answers from an index alone: it must be asked for so.
        `/groups/${encodeURIComponent(groupId)}/transitiveMembers/microsoft.graph.user?$count=true&$select=${PROPERTIES}&$top=${PAGE}`,
      );
      return [...new Map(found.filter(isOurs).map((user) => [user.id, tenantUser(user)])).values()];
    },
    findByAddress: async (address) => onlyOne((await usersAt(graph, address)).filter(isOurs)),
    primaryAddressOf: async (address) =>
      onlyOne((await usersAt(graph, address)).filter((user) => !isGuest(user)))?.address ?? null,
  };
}

function usersAt(graph: Graph, address: string): Promise<GraphUser[]> {
  const quoted = address.trim().toLowerCase().replaceAll("'", "''");
  const filter = `mail eq '${quoted}' or proxyAddresses/any(p:p eq 'smtp:${quoted}')`;
  return allUsers(graph, `/users?$count=true&$filter=${encodeURIComponent(filter)}&$select=${PROPERTIES}&$top=5`);
}

/** Two people with one address, as after a merger of directories: neither is guessed. */
function onlyOne([one, another]: readonly GraphUser[]): TenantUser | null {
  return one === undefined || another !== undefined ? null : tenantUser(one);
}

async function allUsers(graph: Graph, path: string): Promise<GraphUser[]> {
  const found: GraphUser[] = [];
  let next: string | undefined = path;
  for (let page = 0; next !== undefined; page += 1) {
    if (page === MOST_PAGES) throw new GraphFault('refused', { code: 'group-too-large' });
    const { body, status } = await graph.ask({
      method: 'GET',
      path: next,
      headers: { ConsistencyLevel: 'eventual' },
      repeatable: true,
    });
    const answer = userPage.safeParse(body);
    if (!answer.success) throw new GraphFault('unclear', { status, code: 'unreadable-answer' });
    found.push(...answer.data.value);
    next = answer.data['@odata.nextLink'];
  }
  if (found.some(({ displayName }) => displayName === null || displayName === undefined)) {
    throw new GraphFault('not-allowed', { code: 'needs-User.Read.All' });
  }
  return found;
}

function isOurs(user: GraphUser): boolean {
  return user.accountEnabled !== false && !isGuest(user);
}

/** Entra marks the sign-in name of a guest so, whatever their address. */
function isGuest({ userPrincipalName }: GraphUser): boolean {
  return /#EXT#@/i.test(userPrincipalName ?? '');
}

function tenantUser({ id, displayName, mail }: GraphUser): TenantUser {
  return { aadObjectId: id.toLowerCase(), name: displayName ?? '', address: mail?.toLowerCase() ?? null };
}
