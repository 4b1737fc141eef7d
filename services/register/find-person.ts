import type { Actor } from '../access/actor.ts';
import { authorise } from '../access/authorise.ts';
import { recordRead } from '../audit/record.ts';
import { nameKey } from '../people/name-key.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, ok, type Result, refuse } from '../platform/result.ts';
import { entriesByName, entriesByNhsNumber, entriesByReference } from './find-store.ts';
import type { FoundPerson } from './register-view.ts';

/** Longest list that one card shows; a longer one asks for more of the name. */
const MOST_FOUND = 10;
/** Fewer letters than this are in nearly every name. */
const FEWEST_LETTERS = 2;

/**
 * Finds people on the register, those who have left it among them, by reference (DSR-0123, also 123), NHS number or a part
 * of the name in any spelling; the latest time on the register of each. Refused where too little was typed.
 */
export async function findPerson(
  deps: Deps,
  input: { actor: Actor; sought: string },
): Promise<Result<{ found: FoundPerson[]; more: boolean }, NotAllowed | { reason: 'too-short' }>> {
  const { actor, sought } = input;
  const about = { noun: 'register-entry', nounId: null, relations: ['none'] } as const;
  const refusal = await authorise(deps, 'find-person', actor, about);
  if (refusal) return refusal;
  const answer = await find(deps, sought);
  const entryIds = answer.ok ? answer.value.found.map(({ entryId }) => entryId) : [];
  // Whom they were shown is on record, what they typed is not: it can be anybody's name.
  if (entryIds.length > 0) {
    await recordRead(deps, {
      useCase: 'find-person',
      actor,
      noun: 'register-entry',
      nounId: null,
      detail: { entryIds },
    });
  }
  return answer;
}

type Found = Result<{ found: FoundPerson[]; more: boolean }, { reason: 'too-short' }>;

async function find(deps: Pick<Deps, 'db'>, sought: string): Promise<Found> {
  const number = /^\s*(?:dsr[\s-]*)?0*(\d{1,6})\s*$/i.exec(sought)?.[1];
  if (number !== undefined) return ok({ found: await entriesByReference(deps.db, number), more: false });
  const digits = sought.replace(/\s/g, '');
  if (/^\d{10}$/.test(digits)) return ok({ found: await entriesByNhsNumber(deps.db, digits), more: false });
  const key = nameKey(sought);
  if (key.length < FEWEST_LETTERS) return refuse({ reason: 'too-short' });
  const found = await entriesByName(deps.db, key, MOST_FOUND + 1);
  return ok({ found: found.slice(0, MOST_FOUND), more: found.length > MOST_FOUND });
}
