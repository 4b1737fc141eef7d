import type { Deps } from '../platform/deps.ts';
import { findLink } from './link-store.ts';
import { type FoundLink, SECRET_LENGTH } from './model.ts';
import { digestOf } from './secrets.ts';

/**
 * What a personal link leads to. Looking changes nothing and sends nothing: mail scanners open every link. It lets nobody
 * see anything: whoever follows it still needs a code, which goes to the address that the link was sent to.
 */
export async function openLink(deps: Pick<Deps, 'db' | 'clock'>, secret: string): Promise<FoundLink> {
  if (secret.length !== SECRET_LENGTH) return { state: 'unknown' };
  const link = await findLink(deps.db, digestOf(secret));
  if (link === null) return { state: 'unknown' };
  const { id, address, expiresAt, target } = link;
  if (expiresAt <= deps.clock.now()) return { state: 'expired', linkId: id };
  return { state: 'usable', target, address };
}
