import { myRequestsCard } from '../../cards/my-requests.card.ts';
import { listMyRequests } from '../../services/mbe-requests/list-my-requests.ts';
import { announcedList } from '../../wording/messages.ts';
import { onlyInChat, refusal } from '../message-cards.ts';
import type { ShownCard, Turn } from '../turn.ts';

/** One page of somebody's own drafts and requests. */
export async function showMyRequests(turn: Turn, page = 1): Promise<ShownCard> {
  if (turn.where === 'channel') return onlyInChat();
  const { deps, actor } = turn;
  const listed = await listMyRequests(deps, { actor, page });
  if (!listed.ok) return refusal(listed.reason);
  return { card: myRequestsCard({ ...listed.value, now: deps.clock.now() }), summary: announcedList };
}
