import { type Graph, GraphFault, type TenantUser } from '../../services/microsoft/port.ts';
import { openTenantDirectory } from '../../services/microsoft/tenant-directory.ts';
import type { ServiceConfig } from '../../services/platform/service-config.ts';
import type { Finding } from '../../wording/doctor.ts';
import { permissionWords, teamWords } from '../../wording/doctor-microsoft.ts';

const ROLES = [
  { group: 'DSR_TEAM_GROUP', list: 'DSR_COORDINATORS', role: 'coordinator' },
  { group: 'DSR_CLINICAL_LEADS_GROUP', list: 'DSR_CLINICAL_LEADS', role: 'clinical lead' },
] as const;

/** Who is in the DSR team as Entra has it, and the addresses that were found. */
export async function checkTeam(
  graph: Graph,
  config: ServiceConfig,
): Promise<{ findings: Finding[]; addresses: string[] }> {
  const findings: Finding[] = [];
  const found: TenantUser[] = [];
  let mayReadGroups = false;
  for (const { group, list, role } of ROLES) {
    const groupId = config[group];
    const variable = groupId === undefined ? list : group;
    try {
      const people = groupId === undefined ? null : await openTenantDirectory(graph).membersOf(groupId);
      if (people === null) findings.push(...(await checkIds(graph, list, config[list] ?? [], role)));
      else findings.push(people.length === 0 ? teamWords.empty(group) : teamWords.right(group, people.length, role));
      if (people !== null) mayReadGroups = true;
      found.push(...(people ?? []));
    } catch (fault) {
      if (!(fault instanceof GraphFault)) throw fault;
      findings.push(whatItMeans(variable, fault));
    }
  }
  const addresses = [...new Set(found.flatMap(({ address }) => address ?? []))];
  const silent = new Set(found.filter(({ address }) => address === null).map(({ aadObjectId }) => aadObjectId)).size;
  if (mayReadGroups) findings.unshift(permissionWords.right('GroupMember.Read.All', 'groups can be read'));
  if (silent > 0) findings.push(teamWords.noAddress(silent));
  return { findings, addresses };
}

async function checkIds(graph: Graph, variable: string, ids: readonly string[], role: string): Promise<Finding[]> {
  const unknown: string[] = [];
  for (const id of ids) {
    try {
      await graph.ask({ method: 'GET', path: `/users/${id}?$select=id`, repeatable: true });
    } catch (fault) {
      if (!(fault instanceof GraphFault) || fault.kind !== 'not-found') throw fault;
      unknown.push(id);
    }
  }
  const known = ids.length - unknown.length;
  return [
    ...(known === 0 ? [] : [teamWords.right(variable, known, role)]),
    ...unknown.map((id) => teamWords.noUser(variable, id)),
  ];
}

function whatItMeans(variable: string, fault: GraphFault): Finding {
  // Groups can be seen, but the people in them have neither name nor address.
  if (fault.code === 'needs-User.Read.All') return permissionWords.missing('User.Read.All');
  if (fault.kind === 'not-allowed') {
    return permissionWords.missing(variable.endsWith('_GROUP') ? 'GroupMember.Read.All' : 'User.Read.All');
  }
  return fault.kind === 'not-found' ? teamWords.noGroup(variable) : teamWords.unclear(variable, fault);
}

/** Whether somebody of the tenant can be found by their address: a sender of a mail is. */
export async function checkDirectory(graph: Graph, config: ServiceConfig): Promise<Finding> {
  try {
    await openTenantDirectory(graph).findByAddress(config.MAIL_FROM);
    return permissionWords.right('User.Read.All', 'people can be found by their address');
  } catch (fault) {
    if (!(fault instanceof GraphFault)) throw fault;
    return fault.kind === 'not-allowed'
      ? permissionWords.missing('User.Read.All')
      : permissionWords.unclear('User.Read.All', fault);
  }
}
