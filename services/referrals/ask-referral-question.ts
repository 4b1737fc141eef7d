import { MAX_TEXT } from '../mbe-requests/model.ts';
import type { Deps } from '../platform/deps.ts';
import { cleanText } from '../platform/free-text.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { textProblems } from '../platform/typed-problems.ts';
import { statedValue } from '../policies/model.ts';
import { changeReferral, type ReferralChangeInput, tellReferrer } from './change-referral.ts';
import type { ReferralView } from './model.ts';
import { type ReferralChanged, type ReferralDecided, stillUndecided } from './still-undecided.ts';
import type { TriageProblem } from './triage-model.ts';
import { addReferralQuestion } from './triage-store.ts';

type Refusal =
  | NotAllowed
  | NotFound
  | ReferralDecided
  | ReferralChanged
  | { reason: 'incomplete'; problems: TriageProblem[] };

/**
 * The team asks the referrer for information. The clocks of the review stand meanwhile only where the area's policy says so;
 * the question is then the reason of the pause, and the answer ends it.
 *
 * @param input.version the version of the referral on the card the question was typed on
 */
export function askReferralQuestion(
  deps: Deps,
  input: ReferralChangeInput & { version: number; question: string },
): Promise<Result<ReferralView, Refusal>> {
  const question = cleanText(input.question);
  const problems = textProblems('question', question, { required: 'required', longest: MAX_TEXT });
  const pausesClock = statedValue(deps.policy.referralReviewMayPause) === true;
  return changeReferral<Refusal>(deps, 'ask-referral-question', input, (referral, now) => {
    const decision = stillUndecided('ask-question', referral, input.version);
    if (!decision.ok) return decision;
    if (problems.length > 0) return refuse({ reason: 'incomplete', problems });
    const id = deps.newId();
    const about = { id, referralId: referral.id, askedById: input.actor.id, askedAt: now };
    return ok({
      to: decision.to,
      change: {},
      within: (tx) => addReferralQuestion(tx, { ...about, question, pausesClock }),
      detail: { questionId: id, pausesClock },
      deliveries: tellReferrer(referral),
    });
  });
}
