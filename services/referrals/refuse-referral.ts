import { MAX_TEXT } from '../mbe-requests/model.ts';
import type { Deps } from '../platform/deps.ts';
import { cleanLine, cleanText } from '../platform/free-text.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { dayOf } from '../platform/time.ts';
import { choiceProblem, textProblems } from '../platform/typed-problems.ts';
import { MAX_DECIDED_BY } from '../register/model.ts';
import { changeReferral, type ReferralChangeInput } from './change-referral.ts';
import type { ReferralView } from './model.ts';
import { draftOutcomeLetters } from './outcome-letters.ts';
import { type ReferralChanged, type ReferralDecided, stillUndecided } from './still-undecided.ts';
import type { TriageProblem } from './triage-model.ts';
import { missingSectors } from './triage-rules.ts';

type Refusal =
  | NotAllowed
  | NotFound
  | ReferralDecided
  | ReferralChanged
  | { reason: 'incomplete'; problems: TriageProblem[] };

/** The reason that says nothing by itself: the note must. */
const OTHER = 'other';

export type NotEligible = {
  reason: string;
  note: string;
  whatElseHelps: string;
  decidedBy: string;
  reviewLater: boolean;
};

/**
 * The register is not for this person: why, and what else could help, which the letters to the person and the referrer say.
 * Where the policy names who takes part in the risk review and somebody is missing, the decision is refused as incomplete
 * unless the coordinator says that the review goes on (`reviewLater`): its clock then runs on.
 *
 * @param input.reason a code of the policy's notEligibleReasons; with 'other' a note is required
 */
export function refuseReferral(
  deps: Deps,
  input: ReferralChangeInput & { version: number } & NotEligible,
): Promise<Result<ReferralView, Refusal>> {
  const note = cleanText(input.note);
  const whatElseHelps = cleanText(input.whatElseHelps);
  const decidedBy = cleanLine(input.decidedBy);
  const known = deps.policy.notEligibleReasons.value.some(({ code }) => code === input.reason);
  const problems: TriageProblem[] = [
    ...(known ? [] : [{ field: 'reason', problem: choiceProblem(input.reason) } as const]),
    ...textProblems('note', note, { required: input.reason === OTHER ? 'required' : 'optional', longest: MAX_TEXT }),
    ...textProblems('whatElseHelps', whatElseHelps, { required: 'required', longest: MAX_TEXT }),
    ...textProblems('decidedBy', decidedBy, { required: 'required', longest: MAX_DECIDED_BY }),
  ];
  return changeReferral<Refusal>(deps, 'refuse-referral', input, (referral, now) => {
    const decision = stillUndecided('refuse', referral, input.version);
    if (!decision.ok) return decision;
    const sectors = missingSectors(referral.reviewers, deps.policy);
    const unsaid = sectors.length > 0 && !input.reviewLater;
    const all = [...problems, ...(unsaid ? [{ field: 'reviewers', problem: 'missing' } as const] : [])];
    if (all.length > 0) return refuse({ reason: 'incomplete', problems: all });
    const facts = { day: dayOf(now), reason: input.reason };
    return ok({
      to: decision.to,
      change: {
        decidedAt: now,
        decidedById: input.actor.id,
        decisionMadeBy: decidedBy,
        decisionReason: input.reason,
        decisionNote: note || null,
        whatElseHelps,
        // A list, however short, says that it was asked who took part: the review's clock runs on for who is missing.
        ...(sectors.length > 0 ? { reviewers: referral.reviewers } : {}),
      },
      within: (tx) => draftOutcomeLetters(tx, deps, referral, { subject: { kind: 'referral-not-eligible', facts } }),
      reason: input.reason,
      detail: { policyVersion: deps.policy.version, missingSectors: sectors },
    });
  });
}
