import { type AuditEntry, recordRefusal } from '../audit/record.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, refuse } from '../platform/result.ts';
import { type AccessRule, accessTable, type Role, type UseCase } from './access-table.ts';
import type { Actor, Relation } from './actor.ts';

/** The roles an actor holds: each includes the ones before it. */
function rolesOf(actor: Actor): Role[] {
  if (actor.kind === 'system') return ['system'];
  if (actor.outside) return ['outside'];
  if (actor.dsrRole === 'clinical-lead') return ['anybody', 'coordinator', 'clinical-lead'];
  return actor.dsrRole === 'coordinator' ? ['anybody', 'coordinator'] : ['anybody'];
}

/** The pure decision: may this actor, who is this to the record, carry out this use case? */
export function mayDo(useCase: UseCase, actor: Actor, relations: readonly Relation[]): boolean {
  const rule: AccessRule = accessTable[useCase];
  return rolesOf(actor).some((role) => {
    const allowed = rule[role];
    return allowed === 'any' || (allowed?.some((relation) => relations.includes(relation)) ?? false);
  });
}

/**
 * Asks the access table, and puts a refused attempt on record.
 *
 * @param about the record acted on, and what the actor is to it
 * @returns undefined when allowed, else the refusal to hand back
 */
export async function authorise(
  deps: Pick<Deps, 'db' | 'clock'>,
  useCase: UseCase,
  actor: Actor,
  about: { noun: AuditEntry['noun']; nounId: string | null; relations: readonly Relation[] },
): Promise<({ ok: false } & NotAllowed) | undefined> {
  if (mayDo(useCase, actor, about.relations)) return undefined;
  await recordRefusal(deps, { useCase, actor, noun: about.noun, nounId: about.nounId, reason: 'not-allowed' });
  return refuse({ reason: 'not-allowed' });
}
