import { messageCard } from '../../cards/message.card.ts';
import { GAVE_WAY } from '../../services/notifications/conversation-store.ts';
import { newerCard } from '../../wording/messages.ts';
import { myRequestsButton } from '../message-cards.ts';
import type { ShownCard, TrackedCard } from '../turn.ts';

/** Which cards give way to a newer one of the same record in their conversation: those that are long, and come again. */
export function givesWay(card: string): card is Exclude<TrackedCard, 'todo'> {
  return card === 'request-for-requester' || card === 'request-for-team';
}

/**
 * What stands in place of a card below which a newer one has been posted: reference, state, and a button that brings the
 * whole card back here. A chat is not to end with several cards that say the same.
 *
 * @param newer the card as it would be shown in full
 */
export function showNewerCard(newer: ShownCard, requestId: string): ShownCard {
  const showIt = { title: newerCard.button, verb: 'show-request', data: { requestId } };
  const buttons = newer.shows?.card === 'request-for-requester' ? [showIt, myRequestsButton] : [showIt];
  const card = messageCard({ heading: newer.summary, text: [newerCard.text], buttons });
  return { card, summary: newer.summary, ...(newer.shows ? { shows: { ...newer.shows, revision: GAVE_WAY } } : {}) };
}
