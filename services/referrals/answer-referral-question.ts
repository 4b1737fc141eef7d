import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { changeReferral, type ReferralChangeInput, referralTooLate } from './change-referral.ts';
import { checkReferralNote, type ReferralNoteProblem } from './check-note.ts';
import type { ReferralState, ReferralView } from './model.ts';
import { referralAfter } from './rules.ts';
import { answerReferralQuestionRow } from './store.ts';

type Refusal =
  | NotAllowed
  | NotFound
  | { reason: 'too-late'; state: ReferralState }
  | { reason: 'incomplete'; problem: ReferralNoteProblem };

/**
 * The referrer answers what the team asked: the referral waits for a decision again, its review's clock runs on where it
 * stood, and it comes back to the channel. Refuses `too-late` when nothing is asked (any more).
 */
export function answerReferralQuestion(
  deps: Deps,
  input: ReferralChangeInput & { answer: string },
): Promise<Result<ReferralView, Refusal>> {
  const { text, problem } = checkReferralNote(input.answer, 'required');
  return changeReferral<Refusal>(deps, 'answer-referral-question', input, (referral, now) => {
    const to = referralAfter('answer-question', referral.state);
    const asked = referral.questions.findLast((one) => one.answer === null);
    if (to === undefined || !asked) return referralTooLate(referral);
    if (problem) return refuse({ reason: 'incomplete', problem });
    return ok({
      to,
      change: {},
      within: (tx) => answerReferralQuestionRow(tx, asked.id, text, now),
      detail: { questionId: asked.id },
      deliveries: () => [
        {
          kind: 'referral-for-triage',
          eventKey: `referral-for-triage:${asked.id}`,
          channel: 'teams',
          detail: { referralId: referral.id },
        },
      ],
    });
  });
}
