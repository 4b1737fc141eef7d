import { z } from 'zod';
import { withdrawConfirmCard } from '../../cards/withdraw-confirm.card.ts';
import { viewMbeRequest } from '../../services/mbe-requests/view-mbe-request.ts';
import { withdrawMbeRequest } from '../../services/mbe-requests/withdraw-mbe-request.ts';
import { announcedRequest } from '../../wording/history.ts';
import { notices } from '../../wording/messages.ts';
import { refusalText } from '../../wording/refusals.ts';
import { refusal } from '../message-cards.ts';
import { pressKey, typedText } from '../press-data.ts';
import { shownRequest, showRequestForRequester } from '../shown-cards/request-for-requester.ts';
import { cardAction, type ShownCard, type Turn } from '../turn.ts';

const data = z.object({ requestId: z.guid(), note: typedText, press: pressKey });

/** "Withdraw request": takes an undecided request back. */
export const withdrawRequest = cardAction('withdraw-request', data, async (turn, { requestId, note, press }) => {
  const { deps, actor } = turn;
  const withdrawn = await withdrawMbeRequest(deps, { actor, requestId, note, press });
  if (withdrawn.ok) {
    const notice = { tone: 'good', text: notices.withdrawn } as const;
    return shownRequest(deps, withdrawn.value, withdrawn.value.state === 'withdrawn' ? { notice } : {});
  }
  if (withdrawn.reason === 'too-late') {
    return showRequestForRequester(turn, requestId, { tone: 'warning', text: refusalText('too-late') });
  }
  return withdrawn.reason === 'incomplete' ? askAgain(turn, requestId, note) : refusal(withdrawn.reason);
});

/** The reason is too long: the question again, with as much of it as a card holds. */
async function askAgain(turn: Turn, requestId: string, note: string): Promise<ShownCard> {
  const found = await viewMbeRequest(turn.deps, { actor: turn.actor, requestId });
  if (!found.ok) return refusal(found.reason);
  const notice = { tone: 'attention', text: notices.noteTooLong } as const;
  const card = withdrawConfirmCard({ request: found.value, note, notice, press: turn.deps.newId() });
  return { card, summary: announcedRequest(found.value) };
}
