import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, ok, type Result } from '../platform/result.ts';
import { dayOf } from '../platform/time.ts';
import type { DigestView } from './digest-model.ts';
import { digestCounts, digestItems } from './digest-store.ts';

/** More than this in one card helps nobody: the list behind it has them all. */
const MOST_NAMED = 8;

/** The digest of this day, from the record as it is now. */
export async function viewDigest(deps: Deps, input: { actor: Actor }): Promise<Result<DigestView, NotAllowed>> {
  const about = { noun: 'register-entry', nounId: null, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'view-digest', input.actor, about);
  if (refusal) return refusal;
  const day = dayOf(deps.clock.now());
  const counts = await digestCounts(deps.db, day);
  return ok({ day, counts, items: await digestItems(deps.db, day, MOST_NAMED) });
}
