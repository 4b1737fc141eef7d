import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, ok, type Result } from '../platform/result.ts';
import { dayOf } from '../platform/time.ts';
import type { AreaPolicy } from './model.ts';

/** The policy that holds now, and the next version that will take its place. */
export type PolicyView = { policy: AreaPolicy; next: Pick<AreaPolicy, 'version' | 'effectiveFrom'> | null };

/** What the area's policy says today, for the DSR team. */
export async function viewPolicy(deps: Deps, input: { actor: Actor }): Promise<Result<PolicyView, NotAllowed>> {
  const refusal = await authorise(deps, 'view-policy', input.actor, { noun: 'policy', nounId: null, relations: [] });
  if (refusal) return refusal;
  const today = dayOf(deps.clock.now());
  const next = deps.policies.versions.find(({ effectiveFrom }) => effectiveFrom > today);
  const { version, effectiveFrom } = next ?? {};
  return ok({
    policy: deps.policy,
    next:
      version !== undefined && effectiveFrom !== undefined && version !== deps.policy.version
        ? { version, effectiveFrom }
        : null,
  });
}
