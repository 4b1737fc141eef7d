import { policyCard } from '../../cards/policy.card.ts';
import { viewPolicy } from '../../services/policies/view-policy.ts';
import { policyWords } from '../../wording/policy.ts';
import type { ShownCard, Viewing } from '../turn.ts';
import { showTeamRefusal } from './team-refusal.ts';

/** One page of the area's policy, for the DSR team. */
export async function showPolicyPage({ deps, actor }: Viewing, page: number): Promise<ShownCard> {
  const found = await viewPolicy(deps, { actor });
  if (!found.ok) return showTeamRefusal(found);
  return { card: policyCard({ view: found.value, page }), summary: policyWords.summary };
}
