import { MAX_NAME } from '../mbe-requests/model.ts';
import type { Deps } from '../platform/deps.ts';
import { cleanLine } from '../platform/free-text.ts';
import { type NotAllowed, type NotFound, ok, type Result, refuse } from '../platform/result.ts';
import { statedValue } from '../policies/model.ts';
import { changeReferral, type ReferralChangeInput, referralTooLate } from './change-referral.ts';
import type { ReferralState, ReferralView } from './model.ts';
import type { TriageProblem } from './triage-model.ts';

type Refusal =
  | NotAllowed
  | NotFound
  | { reason: 'too-late'; state: ReferralState }
  | { reason: 'incomplete'; problems: TriageProblem[] };

type Sector = 'education' | 'social-care' | 'health';

/** Nobody lists more people of one sector at a review. */
const MOST_OF_A_SECTOR = 10;

/**
 * Puts on record who took part in the risk review, by sector; also after the decision, because a review that lacks somebody
 * whom the policy names runs on until they are recorded. What is typed takes the place of what was recorded before.
 *
 * @param input.names by sector of the policy, one person a line, as typed; empty where nobody took part
 */
export function recordReviewers(
  deps: Deps,
  input: ReferralChangeInput & { names: Partial<Record<Sector, string>> },
): Promise<Result<ReferralView, Refusal>> {
  const sectors = statedValue(deps.policy.referralReviewers) ?? [];
  const typed = sectors.map((sector) => ({ sector, names: namesIn(input.names[sector] ?? '') }));
  const problems = typed.flatMap(({ sector, names }): TriageProblem[] =>
    names.length > MOST_OF_A_SECTOR || names.some((name) => name.length > MAX_NAME)
      ? [{ field: sector, problem: 'too-long' }]
      : [],
  );
  return changeReferral<Refusal>(deps, 'record-reviewers', input, (referral) => {
    if (referral.state === 'withdrawn') return referralTooLate(referral);
    if (problems.length > 0) return refuse({ reason: 'incomplete', problems });
    const reviewers = typed.flatMap(({ sector, names }) => names.map((name) => ({ sector, name })));
    return ok({ change: { reviewers }, detail: { sectors: [...new Set(reviewers.map(({ sector }) => sector))] } });
  });
}

function namesIn(typed: string): string[] {
  return typed
    .split(/[\n\r;]+/)
    .map(cleanLine)
    .filter((name) => name !== '');
}
