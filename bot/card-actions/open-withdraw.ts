import { z } from 'zod';
import { withdrawConfirmCard } from '../../cards/withdraw-confirm.card.ts';
import { viewMbeRequest } from '../../services/mbe-requests/view-mbe-request.ts';
import { announcedRequest } from '../../wording/history.ts';
import { refusalText } from '../../wording/refusals.ts';
import { refusal } from '../message-cards.ts';
import { shownRequest } from '../shown-cards/request-for-requester.ts';
import { cardAction } from '../turn.ts';

/** "Withdraw": asks once more, where it can still be withdrawn. */
export const openWithdraw = cardAction('open-withdraw', z.object({ requestId: z.guid() }), async (turn, data) => {
  const { deps, actor } = turn;
  const found = await viewMbeRequest(deps, { actor, requestId: data.requestId });
  if (!found.ok) return refusal(found.reason);
  const request = found.value;
  if (request.requester.id !== actor.id) return refusal('not-allowed');
  if (request.state !== 'submitted' && request.state !== 'information-requested') {
    return shownRequest(deps, request, { notice: { tone: 'warning', text: refusalText('too-late') } });
  }
  return { card: withdrawConfirmCard({ request, press: deps.newId() }), summary: announcedRequest(request) };
});
