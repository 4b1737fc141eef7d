import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import type { CommunicationNeeds } from './model.ts';
import { needsDigest } from './needs.ts';
import { findNeeds, nameOfPerson } from './needs-store.ts';

/** What somebody needs, and what it is recognised by when it is changed. */
export type NeedsOfPerson = {
  personId: string;
  name: string;
  /** DSR-0123; null for somebody who is not on the register. */
  reference: string | null;
  needs: CommunicationNeeds;
  seen: string;
};

/** What somebody needs to take part, for the form in which the team changes it. */
export async function viewCommunicationNeeds(
  deps: Deps,
  input: { actor: Actor; personId: string },
): Promise<Result<NeedsOfPerson, NotAllowed | NotFound>> {
  const { actor, personId } = input;
  const about = { noun: 'person', nounId: personId, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'view-communication-needs', actor, about);
  if (refusal) return refusal;
  const person = await nameOfPerson(deps.db, personId);
  if (person === null) return refuse({ reason: 'not-found' });
  const needs = await findNeeds(deps.db, personId);
  return ok({ personId, ...person, needs, seen: needsDigest(needs) });
}
