import type { DsrRole } from '../access/actor.ts';
import { GraphFault, type TenantDirectory, type TenantUser } from '../microsoft/port.ts';
import type { Deps } from '../platform/deps.ts';
import { hasDsrTeam, noteRosterRead, rosterReadAt } from './roster-store.ts';
import { type DsrTeamMember, setDsrTeam } from './store.ts';

/** Somebody who leaves the group can do nothing as one of the team after so long, while Microsoft Graph answers. */
const READ_AGAIN_MINUTES = 5;
/**
 * While Graph is away the members last read keep their roles so long: the team must be able to work through an outage. Then
 * nobody has a role, since nobody can say any more who should.
 */
export const ROSTER_KEPT_HOURS = 24;

/** Who holds a role: the members of a group of the tenant, or people named in the configuration. */
export type RosterSource = { groupId: string } | { aadObjectIds: readonly string[] };
export type DsrTeamSources = { coordinators: RosterSource; clinicalLeads: RosterSource };

/**
 * Gives the members of the configured groups their roles, and takes them from everybody else: a part of the sweep. Any number
 * of processes may do it at once. Who is in both groups is a clinical lead.
 *
 * @throws GraphFault where the groups could not be read: the roles stay as they are, but for ROSTER_KEPT_HOURS at most
 */
export async function followDsrTeam(
  deps: Deps & { directory: TenantDirectory },
  sources: DsrTeamSources,
): Promise<void> {
  const { db, clock, log } = deps;
  const now = clock.now();
  const readAt = await rosterReadAt(db);
  const ageMinutes = readAt === null ? Number.POSITIVE_INFINITY : (now.getTime() - readAt.getTime()) / 60_000;
  if (ageMinutes < READ_AGAIN_MINUTES) return;
  let team: DsrTeamMember[];
  try {
    team = await readTeam(deps.directory, sources);
  } catch (fault) {
    if (fault instanceof GraphFault && ageMinutes >= ROSTER_KEPT_HOURS * 60 && (await hasDsrTeam(db))) {
      await setDsrTeam(deps, []);
      log.fault('dsr-team-forgotten', fault, { hours: ROSTER_KEPT_HOURS });
    }
    throw fault;
  }
  await setDsrTeam(deps, team);
  await noteRosterRead(db, team.length, now);
  // Nobody can do anything then: said each time, until somebody has looked.
  if (team.length === 0) log.warn('dsr-team-empty');
}

async function readTeam(directory: TenantDirectory, sources: DsrTeamSources): Promise<DsrTeamMember[]> {
  const coordinators = await membersOf(directory, sources.coordinators, 'coordinator');
  const leads = await membersOf(directory, sources.clinicalLeads, 'clinical-lead');
  return [...new Map([...coordinators, ...leads].map((member) => [member.aadObjectId, member])).values()];
}

async function membersOf(directory: TenantDirectory, source: RosterSource, dsrRole: DsrRole): Promise<DsrTeamMember[]> {
  if ('aadObjectIds' in source) return source.aadObjectIds.map((aadObjectId) => ({ aadObjectId, dsrRole }));
  const members: TenantUser[] = await directory.membersOf(source.groupId);
  return members.map(({ aadObjectId, name, address }) => ({
    aadObjectId: aadObjectId.toLowerCase(),
    name,
    address,
    dsrRole,
  }));
}
