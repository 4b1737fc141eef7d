import type { Deps } from '../platform/deps.ts';
import { idOfReference } from './queue-store.ts';

/**
 * Reads a reference as people type it: 'MBE-2026-0042', 'mbe 2026 42', 'MBE2026/0042'. Undefined when it is none.
 */
export function readReference(typed: string): string | undefined {
  const match = /^\s*mbe[\s\-–—/.:]*(\d{4})[\s\-–—/.:]+0*(\d{1,7})\s*[.?!]?\s*$/i.exec(typed.slice(0, 100));
  return match ? `MBE-${match[1]}-${String(match[2]).padStart(4, '0')}` : undefined;
}

/**
 * The id of the request with a typed reference; undefined when there is none. It says nothing about who may see it: the use
 * case that is given the id asks.
 */
export async function findRequestByReference(deps: Pick<Deps, 'db'>, typed: string): Promise<string | undefined> {
  const reference = readReference(typed);
  return reference === undefined ? undefined : idOfReference(deps.db, reference);
}
