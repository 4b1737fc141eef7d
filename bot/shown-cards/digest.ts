import { digestCard } from '../../cards/digest.card.ts';
import { viewDigest } from '../../services/register/view-digest.ts';
import { digestSummary } from '../../wording/digest.ts';
import type { ShownCard, Viewing } from '../turn.ts';
import { showTeamRefusal } from './team-refusal.ts';

/** What is due on the register today. */
export async function showDigest({ deps, actor }: Viewing): Promise<ShownCard> {
  const digest = await viewDigest(deps, { actor });
  if (!digest.ok) return showTeamRefusal(digest);
  return { card: digestCard({ digest: digest.value }), summary: digestSummary };
}
