import { addDeliveries } from '../notifications/store.ts';
import type { Deps } from '../platform/deps.ts';
import { isEmailAddress } from '../platform/email-address.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import { findLinkById, insertLink } from './link-store.ts';
import type { LinkTarget } from './model.ts';
import { digestOf, newSecret } from './secrets.ts';

/** For whom a new link is asked: an address that was typed, or the one that an older link was sent to. */
export type LostLink = { address: string } | { linkId: string };

/**
 * Somebody has lost their link, or it has grown too old. A new one goes to the same address, and only to an address that is
 * known: that is looked up by the job that writes the mail, so that neither the answer nor its time tells.
 *
 * Refused for what is no email address ('bad-email').
 */
export async function requestLink(deps: Deps, lost: LostLink): Promise<Result<null, { reason: 'bad-email' }>> {
  const asked = await whoseLink(deps, lost);
  if (asked === null) return ok(null);
  if (!isEmailAddress(asked.address)) return refuse({ reason: 'bad-email' });
  const now = deps.clock.now();
  const id = deps.newId();
  await deps.db.$transaction(async (tx) => {
    // Nobody has this secret: the row says to which address, and to what, the mail's own link is to lead.
    const nobody = digestOf(newSecret());
    await insertLink(tx, { id, secretDigest: nobody, ...asked, createdAt: now, expiresAt: now });
    // One an hour: whoever asks, an inbox is not to be flooded.
    const eventKey = `new-link:${asked.address}:${now.toISOString().slice(0, 13)}`;
    await addDeliveries(tx, deps, [
      { kind: 'new-link', eventKey: `new-link:${digestOf(eventKey)}`, channel: 'mail', detail: { linkId: id } },
    ]);
  });
  deps.jobs.wake();
  return ok(null);
}

async function whoseLink(
  deps: Pick<Deps, 'db'>,
  lost: LostLink,
): Promise<{ address: string; target: LinkTarget } | null> {
  if ('linkId' in lost) return findLinkById(deps.db, lost.linkId);
  return { address: lost.address.trim().toLowerCase(), target: { kind: 'list', targetId: null } };
}
