import { addDeliveries } from '../notifications/store.ts';
import type { Deps } from '../platform/deps.ts';
import { isEmailAddress } from '../platform/email-address.ts';
import { ok, type Result, refuse } from '../platform/result.ts';
import { codesAskedFor, insertCode } from './code-store.ts';
import { CODE_MINUTES, CODES_A_DAY, CODES_AN_HOUR } from './model.ts';
import { digestOf, newSecret } from './secrets.ts';

/**
 * Somebody pressed "Send me a code". A code is mailed to the address; only the browser that asked can use it, by the secret
 * that it is given. An address that was sent too many within an hour or a day gets none, and the answer is the same: nobody learns
 * whether an address is known, or who else has asked.
 *
 * Refused for what is no email address ('bad-email').
 */
export async function requestCode(
  deps: Deps,
  input: { address: string },
): Promise<Result<{ browserSecret: string; address: string; expiresAt: Date }, { reason: 'bad-email' }>> {
  const address = input.address.trim().toLowerCase();
  if (!isEmailAddress(address)) return refuse({ reason: 'bad-email' });
  const now = deps.clock.now();
  const id = deps.newId();
  const browserSecret = newSecret();
  const expiresAt = new Date(now.getTime() + CODE_MINUTES * 60_000);
  await deps.db.$transaction(async (tx) => {
    const { lastHour, lastDay } = await codesAskedFor(tx, address, now);
    await insertCode(tx, { id, address, browserDigest: digestOf(browserSecret), createdAt: now, expiresAt });
    if (lastHour >= CODES_AN_HOUR || lastDay >= CODES_A_DAY) return;
    const eventKey = `sign-in-code:${id}`;
    await addDeliveries(tx, deps, [{ kind: 'sign-in-code', eventKey, channel: 'mail', detail: { codeId: id } }]);
  });
  deps.jobs.wake();
  return ok({ browserSecret, address, expiresAt });
}
