import type { TurnContext } from 'botbuilder';
import type { Conversations } from '../services/notifications/conversation-store.ts';
import type { ShownCard } from './turn.ts';

const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';

/** A card as a message. `summary` is what a lock screen shows: reference and state only. */
export function cardMessage(shown: ShownCard) {
  return {
    type: 'message',
    summary: shown.summary,
    attachments: [{ contentType: CARD_TYPE, content: shown.card }],
  };
}

/** Posts cards one after the other and remembers which records they show. */
export async function postCards(
  context: TurnContext,
  conversations: Conversations,
  conversationId: string,
  cards: readonly ShownCard[],
): Promise<void> {
  for (const shown of cards) {
    const sent = await context.sendActivity(cardMessage(shown));
    if (sent?.id && shown.shows) await conversations.cardShown({ conversationId, activityId: sent.id }, shown.shows);
  }
}

/** Answers a press with the card that takes its card's place. Typed text is lost by every other kind of answer. */
export async function answerPress(context: TurnContext, shown: ShownCard): Promise<void> {
  await context.sendActivity({
    type: 'invokeResponse',
    value: { status: 200, body: { statusCode: 200, type: CARD_TYPE, value: shown.card } },
  });
}

/** Answers a press that has no card to show, with one sentence. */
export async function answerPressWithWords(context: TurnContext, words: string): Promise<void> {
  await context.sendActivity({
    type: 'invokeResponse',
    value: { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: words } },
  });
}
