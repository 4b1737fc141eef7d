import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { recordRead } from '../audit/record.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { readConsent } from './change-consent.ts';
import { relationOf, type Speaker, speakersOf } from './consent-page.ts';
import type { ConsentState } from './model.ts';

/** What the consent page shows to somebody whose address is on record for the person. */
export type ConsentPageView = {
  personId: string;
  personName: string;
  speakers: [Speaker, ...Speaker[]];
  /** Younger than the age of their own consent: the page speaks to a child, and to a parent of one. */
  young: boolean;
  state: ConsentState;
  onRegister: boolean;
};

/**
 * What the page of somebody's consent needs: who may say what, and how consent stands. For any other address it is not
 * there. Looking changes nothing; who looked is on record.
 *
 * @param input.address the visitor's, confirmed by a code
 */
export async function viewConsentPage(
  deps: Deps,
  input: { actor: Actor; address: string; personId: string },
): Promise<Result<ConsentPageView, NotAllowed | NotFound>> {
  const { actor, address, personId } = input;
  const seen = await readConsent(deps, personId);
  const [first, ...others] = seen === null ? [] : await speakersOf(deps, seen, address);
  const relations = relationOf(first === undefined ? [] : [first]);
  const about = { noun: 'consent', nounId: seen === null ? null : personId, relations } as const;
  const refusal = await authorise(deps, 'view-consent-page', actor, about);
  if (refusal || seen === null || first === undefined) return refuse({ reason: 'not-found' });
  await recordRead(deps, { useCase: 'view-consent-page', actor, noun: 'consent', nounId: personId });
  const { name: personName, age, state, entryId } = seen;
  return ok({
    ...{ personId, personName, state, speakers: [first, ...others] },
    young: age !== null && age < deps.policy.ownConsentFrom.value,
    onRegister: entryId !== null,
  });
}
