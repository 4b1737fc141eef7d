import type { UseCase } from '../access/access-table.ts';
import type { Actor, Relation } from '../access/actor.ts';
import { authorise, mayDo } from '../access/authorise.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { loadRequest, type RequestFacts } from './store.ts';

/** What the actor is to a request. */
export function relationsTo(
  actor: Actor,
  request: { requesterId: string; ownerId: string | null } | undefined,
): Relation[] {
  if (actor.kind !== 'professional' || !request) return ['none'];
  const relations: Relation[] = [];
  if (request.requesterId === actor.id) relations.push('requester');
  if (request.ownerId === actor.id) relations.push('owner');
  return relations.length > 0 ? relations : ['none'];
}

/**
 * Reads a request for a use case and asks the access table; a refused attempt is put on record. Somebody who may do this
 * to some requests, but may not see this one, is told that it is not there, as for one that does not exist.
 */
export async function requestFor(
  deps: Pick<Deps, 'db' | 'clock'>,
  useCase: UseCase,
  actor: Actor,
  requestId: string,
): Promise<Result<RequestFacts, NotAllowed | NotFound>> {
  const request = await loadRequest(deps.db, requestId, deps.clock.now());
  const known = request && { requesterId: request.requester.id, ownerId: request.owner?.id ?? null };
  const relations = relationsTo(actor, known);
  const mightDo = mayDo(useCase, actor, ['requester', 'owner', 'chair']);
  if (!request && mightDo) return refuse({ reason: 'not-found' });
  const refusal = await authorise(deps, useCase, actor, { noun: 'mbe-request', nounId: requestId, relations });
  if (!refusal && request) return ok(request);
  const maySee = mayDo('view-mbe-request', actor, relations);
  return refuse({ reason: mightDo && !maySee ? 'not-found' : 'not-allowed' });
}

/** The same for a draft, which is its writer's alone, and may not be stored yet. */
export async function mayUseDraft(
  deps: Pick<Deps, 'db' | 'clock'>,
  useCase: UseCase,
  actor: Actor,
  draft: { id: string; requesterId: string },
): Promise<({ ok: false } & (NotAllowed | NotFound)) | undefined> {
  const relations = relationsTo(actor, { requesterId: draft.requesterId, ownerId: null });
  const refusal = await authorise(deps, useCase, actor, { noun: 'mbe-request', nounId: draft.id, relations });
  return refusal && refuse({ reason: 'not-found' });
}
