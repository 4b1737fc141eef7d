import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { recordDone } from '../audit/record.ts';
import { addDeliveries } from '../notifications/store.ts';
import { carryOut } from '../platform/carry-out.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { consentFormOf } from './form-receivers.ts';

/**
 * Sends the consent form: a mail with a personal link to whoever can answer it here and has an email address. It says
 * nothing about the person or the register; both are on the page, behind a code.
 *
 * Refused where nobody who can answer has an email address ('nobody-by-email').
 */
export async function sendConsentForm(
  deps: Deps,
  input: { actor: Actor; personId: string; press: string },
): Promise<Result<{ sent: number }, NotAllowed | NotFound | { reason: 'nobody-by-email' }>> {
  const { actor, personId } = input;
  const about = { noun: 'consent', nounId: personId, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'send-consent-form', actor, about);
  if (refusal) return refusal;
  const form = await consentFormOf(deps, personId);
  if (form === null) return refuse({ reason: 'not-found' });
  const { receivers, entryId } = form;
  if (receivers.length === 0) return refuse({ reason: 'nobody-by-email' });
  const now = deps.clock.now();
  const press = { key: input.press, useCase: 'send-consent-form', actor, asked: { personId } } as const;
  await carryOut(deps, press, async (tx) => {
    await recordDone(tx, now, {
      useCase: 'send-consent-form',
      actor,
      noun: 'consent',
      nounId: personId,
      detail: { receivers: receivers.map(({ key }) => key) },
    });
    await addDeliveries(
      tx,
      deps,
      receivers.map(({ key }) => ({
        kind: 'consent-form',
        eventKey: `consent-form:${personId}:${key}:${input.press}`,
        channel: 'mail',
        detail: { personId, receiver: key, ...(entryId === null ? {} : { entryId }) },
      })),
    );
    return true;
  });
  return ok({ sent: receivers.length });
}
