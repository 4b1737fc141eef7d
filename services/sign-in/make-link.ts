import type { Deps } from '../platform/deps.ts';
import { insertLink } from './link-store.ts';
import { LINK_DAYS, type LinkTarget } from './model.ts';
import { digestOf, newSecret } from './secrets.ts';

/** The path of a personal link; its secret follows. */
export const LINK_PATH = '/l';
const DAY_MS = 24 * 60 * 60_000;

type MakingLinks = Pick<Deps, 'db' | 'clock' | 'newId'> & { publicUrl?: string | null | undefined };

/**
 * A personal link for a mail that is about to leave. Its secret is kept nowhere, so a mail that is made again has another
 * link, and both work. Null where this service does not know under which address browsers reach it.
 *
 * @param to.address to whom the mail goes: codes go there, and nowhere else
 */
export async function makeLink(deps: MakingLinks, to: { address: string; target: LinkTarget }): Promise<string | null> {
  if (!deps.publicUrl) return null;
  const secret = newSecret();
  const createdAt = deps.clock.now();
  await insertLink(deps.db, {
    id: deps.newId(),
    secretDigest: digestOf(secret),
    address: to.address.toLowerCase(),
    target: to.target,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + LINK_DAYS * DAY_MS),
  });
  return `${deps.publicUrl}${LINK_PATH}/${secret}`;
}
