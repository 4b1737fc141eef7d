import { queueCard } from '../../cards/queue.card.ts';
import { listQueue } from '../../services/mbe-requests/list-queue.ts';
import type { QueueFilter } from '../../services/mbe-requests/model.ts';
import type { ShownCard, Viewing } from '../turn.ts';
import { showTeamRefusal } from './team-refusal.ts';

/** One page of the open requests, for the DSR team. */
export async function showQueuePage(viewing: Viewing, filter: QueueFilter, page: number): Promise<ShownCard> {
  const { deps, actor } = viewing;
  const queue = await listQueue(deps, { actor, filter, page });
  if (!queue.ok) return showTeamRefusal(queue);
  return { card: queueCard({ queue: queue.value, now: deps.clock.now() }), summary: 'Open requests' };
}
