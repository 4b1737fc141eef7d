import type { CardPlace, Conversations, ShownRecord } from '../services/notifications/conversation-store.ts';
import type { Notifier, TeamsMessage, TeamsReceiver, TeamsSendResult } from '../services/notifications/port.ts';
import type { Log } from '../services/platform/log.ts';
import { updateCopies } from './card-copies.ts';
import { certainlyNotPosted, isGone, statusOf } from './connector-faults.ts';
import { inConversation, type Speaking } from './in-conversation.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { cardMessage, shownRecord } from './replies.ts';
import { givesWay } from './shown-cards/newer-card.ts';
import type { ShownCard, TrackedCard } from './turn.ts';

/** Makes the cards of messages the bot starts by itself, from the present state. Undefined: the record is gone. */
export type CardMaker = {
  message(message: TeamsMessage): Promise<ShownCard | undefined>;
  tracked(card: TrackedCard, nounId: string): Promise<ShownCard | undefined>;
};

type Parts = Speaking & {
  dsrChannelId: string;
  conversations: Conversations;
  cards: CardMaker;
  log: Log;
  /** As `updateCopies` calls it. */
  refreshLater(nounId: string, seconds: number): Promise<void>;
};

/**
 * Teams' messages and card updates. The cards of one record are brought up to date one job after the other, each from the
 * state of its own moment: side by side, a slow one could set back what a faster one has shown.
 */
export function createNotifier(parts: Parts): Notifier {
  const { conversations, log } = parts;
  const updates = oneAtATime();
  const copies = { ...parts, tracked: parts.cards.tracked };

  async function find(receiver: TeamsReceiver) {
    return conversations.find(
      receiver.to === 'channel' ? { channelId: parts.dsrChannelId } : { professionalId: receiver.professionalId },
    );
  }

  /**
   * Remembers a card that has just been posted; older ones of the same record beside it give way. While it was on its way the
   * record may have changed, and nobody knew of this copy yet: so it is looked at once more. It has arrived, so that
   * nothing here may count as a failure to send it: what could not be updated is, with the record's next change.
   */
  async function remember(place: CardPlace, record: ShownRecord): Promise<void> {
    await conversations.cardShown(place, record);
    const { nounId } = record;
    const isHere = ({ conversationId, activityId }: CardPlace) =>
      conversationId === place.conversationId && (givesWay(record.card) || activityId === place.activityId);
    try {
      await updates.after(nounId, async () => {
        if (givesWay(record.card)) await conversations.giveWayTo(place, record);
        await updateCopies(copies, nounId, { isMeant: isHere, justPosted: place });
      });
    } catch (fault) {
      log.fault('older-cards-not-updated', fault, { status: statusOf(fault) });
    }
  }

  return {
    async post(receiver, message): Promise<TeamsSendResult> {
      const conversation = await find(receiver);
      if (!conversation) return { sent: false, because: 'unreachable' };
      const shown = await parts.cards.message(message);
      if (!shown) return { sent: false, because: 'unreachable' };
      const { conversationId } = conversation;
      try {
        const activityId = await inConversation(parts, conversation, async (context) => {
          const sent = await context.sendActivity(cardMessage(shown));
          return sent?.id ?? '';
        });
        const record = shownRecord(shown);
        if (activityId && record) await remember({ conversationId, activityId }, record);
        return { sent: true, activityId };
      } catch (fault) {
        log.fault('teams-post-failed', fault, { kind: message.kind, status: statusOf(fault) });
        if (isGone(fault)) {
          await conversations.markUnreachable(conversationId);
          return { sent: false, because: 'unreachable' };
        }
        return { sent: false, because: certainlyNotPosted(fault) ? 'try-again' : 'unclear' };
      }
    },

    refresh: (nounId) => updates.shared(nounId, () => updateCopies(copies, nounId)),
  };
}
