import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { recordDone } from '../audit/record.ts';
import { followNeeds } from '../meetings/family-store.ts';
import { refreshCards } from '../notifications/store.ts';
import { carryOut, wasCarriedOut } from '../platform/carry-out.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import type { CommunicationNeeds, NeedsProblem, TypedNeeds } from './model.ts';
import { checkNeeds, needsDigest } from './needs.ts';
import { findNeeds, lockPerson, nameOfPerson, storeNeeds } from './needs-store.ts';

type Refusal =
  | { reason: 'incomplete'; problems: NeedsProblem[] }
  /** Somebody changed them after the form was opened. */
  | { reason: 'changed-meanwhile' };

/**
 * Records what somebody needs to take part. It is kept with the person, over every row of the same individual. Meetings that
 * are booked follow: an interpreter is to be booked, a call to be made.
 *
 * @param input.seen what the needs were recognised by when the form was opened
 */
export async function setCommunicationNeeds(
  deps: Deps,
  input: { actor: Actor; personId: string; typed: TypedNeeds; seen: string; press: string },
): Promise<Result<CommunicationNeeds, NotAllowed | NotFound | Refusal>> {
  const { actor, personId, typed, seen } = input;
  const about = { noun: 'person', nounId: personId, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'set-communication-needs', actor, about);
  if (refusal) return refusal;
  if ((await nameOfPerson(deps.db, personId)) === null) return refuse({ reason: 'not-found' });
  const checked = checkNeeds(typed);
  if ('problems' in checked) return refuse({ reason: 'incomplete', problems: checked.problems });
  const { needs } = checked;
  const press = { key: input.press, useCase: 'set-communication-needs', actor, asked: { personId, typed } } as const;
  if (await wasCarriedOut(deps, press)) return ok(needs);
  const done = await carryOut(deps, press, async (tx) => {
    if (!(await lockPerson(tx, personId))) return false;
    if (needsDigest(await findNeeds(tx, personId)) !== seen) return false;
    const rows = await storeNeeds(tx, personId, needs);
    await recordDone(tx, deps.clock.now(), {
      useCase: 'set-communication-needs',
      actor,
      noun: 'person',
      nounId: personId,
    });
    await refreshCards(tx, deps, await followNeeds(tx, deps, rows));
    return true;
  });
  return done === 'overtaken' ? refuse({ reason: 'changed-meanwhile' }) : ok(needs);
}
