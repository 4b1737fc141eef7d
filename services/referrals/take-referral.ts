import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { changeReferral, type ReferralChangeInput, referralTooLate } from './change-referral.ts';
import type { NamedProfessional, ReferralState, ReferralView } from './model.ts';
import { isUndecided } from './rules.ts';

type Refusal =
  | NotAllowed
  | NotFound
  | { reason: 'too-late'; state: ReferralState }
  | { reason: 'already-owned'; by: NamedProfessional };

/** A coordinator makes a referral theirs. Who is second is told who has it; taking one's own again changes nothing. */
export function takeReferral(deps: Deps, input: ReferralChangeInput): Promise<Result<ReferralView, Refusal>> {
  return changeReferral<Refusal>(deps, 'take-referral', input, (referral) => {
    if (!isUndecided(referral.state)) return referralTooLate(referral);
    if (referral.owner !== null && referral.owner.id !== input.actor.id)
      return refuse({ reason: 'already-owned', by: referral.owner });
    return ok({ change: { ownerId: input.actor.id } });
  });
}
