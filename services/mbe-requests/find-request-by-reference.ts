import type { Deps } from '../platform/deps.ts';
import { readReference } from '../platform/reference.ts';
import { idOfReference } from './queue-store.ts';

/**
 * The id of the request with a typed reference; undefined when there is none. It says nothing about who may see it: the use
 * case that is given the id asks.
 */
export async function findRequestByReference(deps: Pick<Deps, 'db'>, typed: string): Promise<string | undefined> {
  const reference = readReference('MBE', typed);
  return reference === undefined ? undefined : idOfReference(deps.db, reference);
}
