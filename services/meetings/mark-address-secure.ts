import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { recordDone } from '../audit/record.ts';
import { refreshCards } from '../notifications/store.ts';
import { carryOut } from '../platform/carry-out.ts';
import type { Deps } from '../platform/deps.ts';
import { isEmailAddress } from '../platform/email-address.ts';
import { type NotAllowed, ok, type Result, refuse } from '../platform/result.ts';
import { findCardsInviting, setAddressSecure } from './address-store.ts';
import { idOf } from './open-meeting.ts';

/**
 * Records that text about the person may go to an email address, or no longer may (who and when are kept). It holds for
 * the address wherever it is invited.
 *
 * @param input.address case does not matter
 */
export async function markAddressSecure(
  deps: Deps,
  input: { actor: Actor; address: string; secure: boolean; press: string },
): Promise<Result<{ address: string; secure: boolean }, NotAllowed | { reason: 'bad-email' }>> {
  const { actor, secure } = input;
  const refusal = await authorise(deps, 'mark-address-secure', actor, {
    noun: 'agency',
    nounId: null,
    relations: ['none'],
  });
  if (refusal) return refusal;
  const address = input.address.trim().toLowerCase();
  if (!isEmailAddress(address)) return refuse({ reason: 'bad-email' });

  const { contactIds, cardIds } = await findCardsInviting(deps.db, address);
  const press = { key: input.press, useCase: 'mark-address-secure', actor, asked: { address, secure } } as const;
  await carryOut(deps, press, async (tx) => {
    const now = deps.clock.now();
    await setAddressSecure(tx, address, secure ? { byId: idOf(actor), at: now } : null);
    // The address itself stays out of the audit: its row says who marked it, and when.
    await recordDone(tx, now, {
      useCase: 'mark-address-secure',
      actor,
      noun: 'agency',
      nounId: contactIds[0] ?? null,
      to: secure ? 'secure' : 'not-secure',
      detail: { contactIds },
    });
    await refreshCards(tx, deps, cardIds);
    return true;
  });
  return ok({ address, secure });
}
