import type { Deps } from '../platform/deps.ts';
import { readReference } from '../platform/reference.ts';
import { idOfReferralReference } from './store.ts';

/**
 * The id of the referral with a typed reference; undefined when there is none. It says nothing about who may see it: the
 * use case that is given the id asks.
 */
export async function findReferralByReference(deps: Pick<Deps, 'db'>, typed: string): Promise<string | undefined> {
  const reference = readReference('REF', typed);
  return reference === undefined ? undefined : idOfReferralReference(deps.db, reference);
}
