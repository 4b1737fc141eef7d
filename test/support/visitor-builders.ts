import type { Actor } from '../../services/access/actor.ts';
import type { Deps } from '../../services/platform/deps.ts';
import { professionalOfAddress } from '../../services/sign-in/session-store.ts';

/** Somebody who has confirmed an address on the web pages. */
export async function aVisitor(deps: Deps, address: string): Promise<Extract<Actor, { kind: 'professional' }>> {
  const who = { newId: deps.newId(), address: address.toLowerCase(), now: deps.clock.now() };
  const { id } = await deps.db.$transaction((tx) => professionalOfAddress(tx, who));
  return { kind: 'professional', id, dsrRole: null, outside: true };
}
