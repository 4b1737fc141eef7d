/** What somebody is to the DSR team; null for every other professional. */
export type DsrRole = 'coordinator' | 'clinical-lead';

/**
 * Who acts: somebody under their own name (with their role at this moment), or the service's own jobs. `outside`: they are
 * on the web pages, known by an address they have confirmed with a code; that gives no rights but those of the address.
 */
export type Actor = { kind: 'professional'; id: string; dsrRole: DsrRole | null; outside?: true } | { kind: 'system' };

/** What the actor is to the record they act on. */
export type Relation =
  | 'requester'
  | 'referrer'
  | 'owner'
  | 'chair'
  /** Their address is the one that was invited. */
  | 'invitee'
  /** Their address is one of the party that is to do an agreed action. */
  | 'action-owner'
  /** Their address is the one that a question was sent to. */
  | 'asked'
  /** Their address is the person's, or of somebody who speaks for them. */
  | 'consenter'
  | 'none';

/** True for coordinators and the clinical lead. */
export function isDsrTeam(actor: Actor): boolean {
  return actor.kind === 'professional' && actor.dsrRole !== null;
}
