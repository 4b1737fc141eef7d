import type { ConsentState } from '../consent/model.ts';
import type { AreaPolicy } from '../policies/model.ts';
import { statedValue } from '../policies/model.ts';
import type { PersonOnRecord } from './model.ts';
import type { PossibleDuplicate, TriageGap } from './triage-model.ts';

/** Sectors that the policy names for the risk review and that nobody is recorded from (domain.md §3). */
export function missingSectors(
  reviewers: readonly { sector: string }[],
  policy: Pick<AreaPolicy, 'referralReviewers'>,
): string[] {
  const named = statedValue(policy.referralReviewers) ?? [];
  return named.filter((sector) => !reviewers.some((one) => one.sector === sector));
}

/** What stands in the way of accepting a referral today, in the order in which it is best put right. */
export function triageGaps(facts: {
  consent: ConsentState;
  possible: readonly Pick<PossibleDuplicate, 'saidDifferent'>[];
  linked: Pick<PersonOnRecord, 'entries'>;
  missing: readonly string[];
}): TriageGap[] {
  return [
    ...(facts.possible.some((one) => !one.saidDifferent) ? (['duplicates'] as const) : []),
    ...(facts.linked.entries.some((entry) => entry.toDay === null) ? (['on-register'] as const) : []),
    ...(facts.consent.state === 'valid' ? [] : (['consent'] as const)),
    ...(facts.missing.length > 0 ? (['reviewers'] as const) : []),
  ];
}
