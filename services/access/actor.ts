/** What somebody is to the DSR team; null for every other professional. */
export type DsrRole = 'coordinator' | 'clinical-lead';

/** Who acts: a professional in Teams (with their role at this moment), or the service's own jobs. */
export type Actor = { kind: 'professional'; id: string; dsrRole: DsrRole | null } | { kind: 'system' };

/** What the actor is to the record they act on. */
export type Relation = 'requester' | 'referrer' | 'owner' | 'chair' | 'none';

/** True for coordinators and the clinical lead. */
export function isDsrTeam(actor: Actor): boolean {
  return actor.kind === 'professional' && actor.dsrRole !== null;
}
