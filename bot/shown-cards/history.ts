import { historyCard } from '../../cards/history.card.ts';
import { viewRequestHistory } from '../../services/mbe-requests/view-request-history.ts';
import { announcedRequest } from '../../wording/history.ts';
import { refusal } from '../message-cards.ts';
import type { ShownCard, Turn } from '../turn.ts';

/** The history of the request with this reference, to those who may see it; to all others it is not there. */
export async function showHistory(turn: Turn, reference: string, page = 1): Promise<ShownCard> {
  const { deps, actor } = turn;
  const found = await viewRequestHistory(deps, { actor, reference });
  if (!found.ok) return refusal(found.reason);
  const card = historyCard({ history: found.value, policy: deps.policy, page });
  return { card, summary: announcedRequest(found.value.request) };
}
