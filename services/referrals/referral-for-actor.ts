import type { UseCase } from '../access/access-table.ts';
import type { Actor, Relation } from '../access/actor.ts';
import { authorise, mayDo } from '../access/authorise.ts';
import { recordRefusal } from '../audit/record.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { loadReferral, type ReferralRecord } from './store.ts';

/** What the actor is to a referral. */
export function relationsToReferral(
  actor: Actor,
  referral: { referrerId: string; ownerId: string | null } | undefined,
): Relation[] {
  if (actor.kind !== 'professional' || !referral) return ['none'];
  const relations: Relation[] = [];
  if (referral.referrerId === actor.id) relations.push('referrer');
  if (referral.ownerId === actor.id) relations.push('owner');
  return relations.length > 0 ? relations : ['none'];
}

/**
 * Reads a referral for a use case and asks the access table; a refused attempt is put on record. Somebody who may do this
 * to some referrals, but may not see this one, is told that it is not there, as for one that does not exist.
 */
export async function referralFor(
  deps: Pick<Deps, 'db' | 'clock'>,
  useCase: UseCase,
  actor: Actor,
  referralId: string,
): Promise<Result<ReferralRecord, NotAllowed | NotFound>> {
  const referral = await loadReferral(deps.db, referralId);
  const known = referral && { referrerId: referral.referrer.id, ownerId: referral.owner?.id ?? null };
  const relations = relationsToReferral(actor, known);
  const mightDo = mayDo(useCase, actor, ['referrer', 'owner']);
  if (!referral && mightDo) return refuse({ reason: 'not-found' });
  const refusal = await authorise(deps, useCase, actor, { noun: 'referral', nounId: referralId, relations });
  if (!refusal && referral) return ok(referral);
  const maySee = mayDo('view-referral', actor, relations);
  return refuse({ reason: mightDo && !maySee ? 'not-found' : 'not-allowed' });
}

/**
 * The same for a draft, which is its writer's alone, and may not be stored yet. A draft that is entered for somebody is
 * for those alone who may enter one: whoever is not of the DSR team (any more) is told so.
 */
export async function mayUseReferralDraft(
  deps: Pick<Deps, 'db' | 'clock'>,
  useCase: UseCase,
  actor: Actor,
  draft: { id: string; enteredById: string; forAnother?: boolean },
): Promise<({ ok: false } & (NotAllowed | NotFound)) | undefined> {
  const relations = relationsToReferral(actor, { referrerId: draft.enteredById, ownerId: null });
  const refusal = await authorise(deps, useCase, actor, { noun: 'referral', nounId: draft.id, relations });
  if (refusal) return refuse({ reason: 'not-found' });
  if (!draft.forAnother || mayDo('enter-referral', actor, relations)) return undefined;
  await recordRefusal(deps, { useCase, actor, noun: 'referral', nounId: draft.id, reason: 'not-allowed' });
  return refuse({ reason: 'not-allowed' });
}
