import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { recordRead } from '../audit/record.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { findConsentPerson } from './consent-store.ts';
import { findTold } from './told-store.ts';
import type { Told } from './view-model.ts';

/** Who has already received what about a person, so that after a withdrawal they can be told. */
export type WhoWasTold = { personId: string; personName: string; dsrReference: string | null; told: Told[] };

/** Who has already received what, newest first: of every meeting about the person, and every letter. */
export async function listWhoWasTold(
  deps: Deps,
  input: { actor: Actor; personId: string },
): Promise<Result<WhoWasTold, NotAllowed | NotFound>> {
  const { actor, personId } = input;
  const about = { noun: 'consent', nounId: personId, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'list-who-was-told', actor, about);
  if (refusal) return refusal;
  const person = await findConsentPerson(deps.db, personId);
  if (person === null) return refuse({ reason: 'not-found' });
  await recordRead(deps, { useCase: 'list-who-was-told', actor, noun: 'consent', nounId: personId });
  const { name: personName, dsrReference, family } = person;
  return ok({ personId, personName, dsrReference, told: await findTold(deps.db, family) });
}
