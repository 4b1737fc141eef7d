import { createHash } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import type { Conversations, ShownRecord } from '../services/notifications/conversation-store.ts';
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

/** What to remember of a card that shows a record. Press keys are new in every rendering and say nothing. */
export function shownRecord(shown: ShownCard): ShownRecord | undefined {
  if (!shown.shows) return undefined;
  const said = JSON.stringify(shown.card, (key, value) => (key === 'press' ? undefined : value));
  return { ...shown.shows, digest: createHash('sha256').update(said).digest('base64') };
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
    const record = shownRecord(shown);
    if (sent?.id && record) await conversations.cardShown({ conversationId, activityId: sent.id }, record);
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
