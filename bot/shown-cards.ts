import type { CardNotice } from '../cards/adaptive-card.ts';
import { viewMbeRequest } from '../services/mbe-requests/view-mbe-request.ts';
import { refusal } from './message-cards.ts';
import { shownRequest } from './shown-cards/request-for-requester.ts';
import { showRequestForTeam } from './shown-cards/request-for-team.ts';
import type { ShownCard, Turn } from './turn.ts';

/**
 * A request in its present state as this turn should see it: in a chat one's own request is the requester's card, also
 * for a member of the DSR team; everything else is the team's.
 */
export async function showRequest(turn: Turn, requestId: string, notice?: CardNotice): Promise<ShownCard> {
  const found = await viewMbeRequest(turn.deps, { actor: turn.actor, requestId });
  if (!found.ok) return refusal(found.reason);
  const isOwn = found.value.requester.id === turn.actor.id;
  if (turn.where === 'personal' && isOwn) return shownRequest(turn.deps, found.value, { notice });
  return showRequestForTeam(turn, requestId, notice);
}
