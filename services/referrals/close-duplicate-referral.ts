import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { dayOf } from '../platform/time.ts';
import { openEntryOfPerson } from '../register/entry-store.ts';
import { changeReferral, type ReferralChangeInput, tellReferrer } from './change-referral.ts';
import type { ReferralView } from './model.ts';
import { draftOutcomeLetters } from './outcome-letters.ts';
import { type ReferralChanged, type ReferralDecided, stillUndecided } from './still-undecided.ts';

type Refusal =
  | NotAllowed
  | NotFound
  | ReferralDecided
  | ReferralChanged
  /** The person is not on the register: the referral is to be decided. */
  | { reason: 'not-on-register' };

/** Kept beside the referral for the team; the referrer's card and letter say only that the referral has ended. */
export const ALREADY_ON_REGISTER = 'already-on-register';

/**
 * Ends a referral of somebody who is on the register already. It was neither accepted, because nobody is on the register
 * twice, nor refused: it ends as 'withdrawn', by the team and with that reason on record. What it says of the risk is for
 * the coordinator to record on the person's own card. The referrer is told that the referral has ended without a decision,
 * and never why: that would say who is on the register.
 */
export function closeDuplicateReferral(
  deps: Deps,
  input: ReferralChangeInput & { version: number },
): Promise<Result<ReferralView, Refusal>> {
  return changeReferral<Refusal>(deps, 'close-duplicate-referral', input, async (referral, now) => {
    const decision = stillUndecided('withdraw', referral, input.version);
    if (!decision.ok) return decision;
    if ((await openEntryOfPerson(deps.db, referral.person.id)) === null) return refuse({ reason: 'not-on-register' });
    const facts = { day: dayOf(now), because: ALREADY_ON_REGISTER } as const;
    return ok({
      to: decision.to,
      change: { endedAt: now, decisionReason: ALREADY_ON_REGISTER },
      within: (tx) => {
        const subject = { kind: 'referral-withdrawn', facts } as const;
        return draftOutcomeLetters(tx, deps, referral, { subject, onRegister: true });
      },
      reason: ALREADY_ON_REGISTER,
      // As when the team withdraws a referral for any other reason: whoever hears of one alone would know the other.
      deliveries: tellReferrer(referral),
    });
  });
}
