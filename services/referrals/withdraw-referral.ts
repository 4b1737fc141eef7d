import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { dayOf } from '../platform/time.ts';
import { changeReferral, type ReferralChangeInput, referralTooLate, tellReferrer } from './change-referral.ts';
import { checkReferralNote, type ReferralNoteProblem } from './check-note.ts';
import type { ReferralState, ReferralView } from './model.ts';
import { draftOutcomeLetters } from './outcome-letters.ts';
import { referralAfter } from './rules.ts';

type Refusal =
  | NotAllowed
  | NotFound
  | { reason: 'too-late'; state: ReferralState }
  | { reason: 'incomplete'; problem: ReferralNoteProblem };

/**
 * Takes an undecided referral back; `note` says why and may be empty. The person, or whoever speaks for them, is told by a
 * letter that a coordinator releases. Refuses `too-late` once it is decided.
 */
export function withdrawReferral(
  deps: Deps,
  input: ReferralChangeInput & { note: string },
): Promise<Result<ReferralView, Refusal>> {
  const { text, problem } = checkReferralNote(input.note, 'optional');
  return changeReferral<Refusal>(deps, 'withdraw-referral', input, (referral, now) => {
    const to = referralAfter('withdraw', referral.state);
    if (to === undefined) return referralTooLate(referral);
    if (problem) return refuse({ reason: 'incomplete', problem });
    return ok({
      to,
      change: { endNote: text || null, endedAt: now },
      within: (tx) =>
        draftOutcomeLetters(tx, deps, referral, {
          subject: { kind: 'referral-withdrawn', facts: { day: dayOf(now) } },
        }),
      // Whoever withdrew it knows.
      ...(referral.referrer.id === input.actor.id ? {} : { deliveries: tellReferrer(referral) }),
    });
  });
}
