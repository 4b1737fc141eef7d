import type { CloudAdapter, ConversationReference, TurnContext } from 'botbuilder';
import {
  type CardPlace,
  type Conversations,
  GAVE_WAY,
  type ShownRecord,
  type StoredConversation,
} from '../services/notifications/conversation-store.ts';
import type { Notifier, TeamsMessage, TeamsReceiver, TeamsSendResult } from '../services/notifications/port.ts';
import type { Log } from '../services/platform/log.ts';
import { cardMessage, shownRecord } from './replies.ts';
import { givesWay, showNewerCard } from './shown-cards/newer-card.ts';
import type { ShownCard, TrackedCard } from './turn.ts';

/** Makes the cards of messages the bot starts by itself, from the present state. Undefined: the record is gone. */
export type CardMaker = {
  message(message: TeamsMessage): Promise<ShownCard | undefined>;
  tracked(card: TrackedCard, nounId: string): Promise<ShownCard | undefined>;
};

type Parts = {
  adapter: CloudAdapter;
  /** Empty in the demo. */
  appId: string;
  dsrChannelId: string;
  conversations: Conversations;
  cards: CardMaker;
  log: Log;
};

/**
 * Runs something in a stored conversation. botbuilder hands faults of the callback to `onTurnError` and resolves, so
 * they are caught inside and thrown again outside: otherwise a failed job would count as done.
 */
async function inConversation<T>(
  parts: Parts,
  conversation: StoredConversation,
  act: (context: TurnContext) => Promise<T>,
): Promise<T> {
  let outcome: { done: T } | { fault: unknown } | undefined;
  await parts.adapter.continueConversationAsync(
    parts.appId,
    conversation.reference as Partial<ConversationReference>,
    async (context) => {
      try {
        outcome = { done: await act(context) };
      } catch (fault) {
        outcome = { fault };
      }
    },
  );
  if (!outcome) throw new Error('the conversation was not continued');
  if ('fault' in outcome) throw outcome.fault;
  return outcome.done;
}

function statusOf(fault: unknown): number | undefined {
  return typeof fault === 'object' && fault !== null && 'statusCode' in fault && typeof fault.statusCode === 'number'
    ? fault.statusCode
    : undefined;
}

/** Was the message certainly not posted? Teams says so with 412 and 429; a refused connection never carried it. */
function certainlyNotPosted(fault: unknown): boolean {
  const status = statusOf(fault);
  if (status !== undefined) return status === 412 || status === 429 || status === 401;
  return typeof fault === 'object' && fault !== null && 'code' in fault && fault.code === 'ECONNREFUSED';
}

/**
 * An update takes away what somebody is typing in the card. So a copy that would say the same is left alone, and one in
 * whose place a form is open is brought up to date only when the record has moved on.
 */
function isUpToDate(
  copy: { digest: string; revision: string; formOpen: boolean },
  present: { digest: string; revision: string },
): boolean {
  return copy.formOpen ? copy.revision === present.revision : copy.digest === present.digest;
}

/**
 * Shows a record in place of a card that was sent earlier, unless that says the same already. A card that has given way
 * shows where the newer one is; one that is to give way at this very moment is shown again.
 *
 * The copy is looked at once more now that its card is made: somebody may have opened a form in its place meanwhile, and
 * another job may have brought it up to date.
 */
async function updateCopy(parts: Parts, place: CardPlace, full: ShownCard): Promise<void> {
  const copy = await parts.conversations.copyNow(place);
  if (copy === null) return;
  const shown = copy.revision === GAVE_WAY ? showNewerCard(full, copy.nounId) : full;
  const { conversationId, activityId } = copy;
  const conversation = await parts.conversations.findById(conversationId);
  const record = shownRecord(shown);
  if (!record || !conversation || isUpToDate(copy, record)) return;
  await inConversation(parts, conversation, (context) =>
    context.updateActivity({ ...cardMessage(shown), id: activityId }),
  );
  const noted = await parts.conversations.copyUpdated({ conversationId, activityId }, record);
  if (!noted) await updateCopy(parts, place, full);
}

/** Teams' messages and card updates. */
export function createNotifier(parts: Parts): Notifier {
  const { conversations, log } = parts;

  async function find(receiver: TeamsReceiver): Promise<StoredConversation | undefined> {
    return conversations.find(
      receiver.to === 'channel' ? { channelId: parts.dsrChannelId } : { professionalId: receiver.professionalId },
    );
  }

  /** Brings the copies of a record's cards up to date, or those of them that are asked for. */
  async function refreshCopies(nounId: string, which: (copy: CardPlace) => boolean): Promise<void> {
    const faults: unknown[] = [];
    const made = new Map<string, ShownCard | undefined>();
    for (const copy of (await conversations.copiesOf(nounId)).filter(which)) {
      const card = copy.card as TrackedCard;
      if (!made.has(card)) made.set(card, await parts.cards.tracked(card, nounId));
      const shown = made.get(card);
      try {
        if (shown) await updateCopy(parts, copy, shown);
      } catch (fault) {
        if (statusOf(fault) === 403 || statusOf(fault) === 404) await conversations.forgetCard(copy);
        else faults.push(fault);
      }
    }
    // One copy that could not be reached does not keep the others from being updated; the job then repeats them all.
    if (faults.length > 0) throw faults[0];
  }

  /**
   * Remembers a card that has just been posted; older ones of the same record beside it give way. It has arrived, so that
   * nothing here may count as a failure to send it: what could not be updated is, with the record's next change.
   */
  async function remember(place: CardPlace, record: ShownRecord): Promise<void> {
    await conversations.cardShown(place, record);
    if (!givesWay(record.card)) return;
    try {
      await conversations.giveWayTo(place, record);
      await refreshCopies(record.nounId, (copy) => copy.conversationId === place.conversationId);
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
        const status = statusOf(fault);
        log.fault('teams-post-failed', fault, { kind: message.kind, status });
        if (status === 403 || status === 404) {
          await conversations.markUnreachable(conversationId);
          return { sent: false, because: 'unreachable' };
        }
        return { sent: false, because: certainlyNotPosted(fault) ? 'try-again' : 'unclear' };
      }
    },

    refresh: (nounId) => refreshCopies(nounId, () => true),
  };
}
