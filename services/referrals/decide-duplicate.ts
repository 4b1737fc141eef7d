import { linkPersons } from '../people/store.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { openEntryOfPerson, refreshEntry } from '../register/entry-store.ts';
import { changeReferral, type ReferralChangeInput, referralTooLate } from './change-referral.ts';
import { findPossible, saidDifferent } from './duplicate-store.ts';
import type { ReferralState, ReferralView } from './model.ts';
import { isUndecided } from './rules.ts';

type Refusal =
  | NotAllowed
  | NotFound
  | { reason: 'too-late'; state: ReferralState }
  /** The other is no longer one that may be the same: linked meanwhile, or gone. */
  | { reason: 'no-duplicate' }
  /** Both are on the register: one entry has to end first. */
  | { reason: 'both-on-register' };

/**
 * A coordinator says of somebody on record whether they are the referral's person. The software never does. "Same person"
 * links them: nothing of either is overwritten, and consent counts for both from then on. "Different people" is kept for
 * the two, so that nobody is asked again, and can be changed by saying "same person" later.
 *
 * @param input.otherId the person as `findPossible` names them
 */
export function decideDuplicate(
  deps: Deps,
  input: ReferralChangeInput & { otherId: string; same: boolean },
): Promise<Result<ReferralView, Refusal>> {
  const { otherId, same } = input;
  return changeReferral<Refusal>(deps, 'decide-duplicate', input, async (referral, now) => {
    if (!isUndecided(referral.state)) return referralTooLate(referral);
    const personId = referral.person.id;
    const others = await findPossible(deps.db, { referralId: referral.id, personId });
    const other = others.find((one) => one.id === otherId);
    if (other === undefined) return refuse({ reason: 'no-duplicate' });
    if (same && other.entries.some(({ toDay }) => toDay === null) && (await openEntryOfPerson(deps.db, personId)))
      return refuse({ reason: 'both-on-register' });
    return ok({
      change: {},
      within: async (tx) => {
        if (!same) return saidDifferent(tx, { personId, otherId, byId: input.actor.id, at: now });
        await linkPersons(tx, personId, otherId);
        // The entry's consent is read over all linked rows: it may end on another day now.
        const entry = await openEntryOfPerson(tx, personId);
        if (entry !== null) await refreshEntry(tx, deps, entry.id);
      },
      reason: same ? 'same-person' : 'different-people',
      detail: { otherId },
      refreshAlso: [...other.referrals, ...other.requests, ...other.entries].map(({ id }) => id),
    });
  });
}
