import { isDeepStrictEqual } from 'node:util';
import type { Deps } from '../platform/deps.ts';

/** Where the bot can start a conversation by itself. `reference` is botbuilder's ConversationReference, as JSON. */
export type StoredConversation = { conversationId: string; reference: object };

/** One message in one conversation. */
export type CardPlace = { conversationId: string; activityId: string };

/** Which record a card shows, in which version, and a digest of all it says. */
export type ShownRecord = { card: string; nounId: string; revision: string; digest: string };

/** The revision of a card that has given way to a newer one of the same record in its conversation. */
export const GAVE_WAY = 'gave-way';

/**
 * The bot's memory of conversations and of the cards in them.
 *
 * @param options.secondsToRead how long the card that answered a press is left for the presser to read before a job may
 *   take away its first line, which says what the press did
 */
export function openConversations(deps: Pick<Deps, 'db' | 'clock'>, { secondsToRead = 0 } = {}) {
  const pressesInHand = new Map<string, Promise<unknown>>();
  const answeredAt = new Map<string, number>();
  const keyOf = ({ conversationId, activityId }: CardPlace) => `${conversationId} ${activityId}`;
  // A clock that was set back leaves nothing unread for ever.
  const isRecent = (then: number, now: number) => now >= then && now - then < secondsToRead * 1000;

  return {
    secondsToRead,

    /**
     * Keeps how a conversation is reached, from everything that arrives from it. It can be reached again by that, whatever
     * Teams has said before. Written only where it differs from what is known, so that an ordinary turn costs no write.
     */
    async remember(conversation: {
      conversationId: string;
      kind: 'personal' | 'channel';
      professionalId: string | null;
      reference: object;
    }): Promise<void> {
      const { conversationId, ...rest } = conversation;
      const known = await deps.db.conversationReference.findUnique({ where: { conversationId } });
      const { kind, professionalId, reference } = rest;
      const asBefore = { kind: known?.kind, professionalId: known?.professionalId, reference: known?.reference };
      if (known?.unreachableSince === null && isDeepStrictEqual(asBefore, { kind, professionalId, reference })) return;
      const row = { ...rest, unreachableSince: null, updatedAt: deps.clock.now() };
      await deps.db.conversationReference.upsert({
        where: { conversationId },
        create: { conversationId, ...row },
        update: row,
      });
    },

    /** The chat with a professional, or the DSR channel; undefined when none is known or Teams said it is gone. */
    async find(who: { professionalId: string } | { channelId: string }): Promise<StoredConversation | undefined> {
      const row = await deps.db.conversationReference.findFirst({
        where: {
          unreachableSince: null,
          ...('channelId' in who
            ? { conversationId: who.channelId, kind: 'channel' }
            : { professionalId: who.professionalId, kind: 'personal' }),
        },
        orderBy: { updatedAt: 'desc' },
      });
      return row ? { conversationId: row.conversationId, reference: row.reference as object } : undefined;
    },

    async findById(conversationId: string): Promise<StoredConversation | undefined> {
      const row = await deps.db.conversationReference.findUnique({ where: { conversationId, unreachableSince: null } });
      return row ? { conversationId: row.conversationId, reference: row.reference as object } : undefined;
    },

    /** Teams answered 403 or 404: until this conversation writes again, its messages go another way. */
    async markUnreachable(conversationId: string): Promise<void> {
      await deps.db.conversationReference.updateMany({
        where: { conversationId },
        data: { unreachableSince: deps.clock.now() },
      });
    },

    /** Notes which record the card of an activity shows now; a card that was replaced in place shows the new one. */
    async cardShown(at: CardPlace, shown: ShownRecord): Promise<void> {
      await deps.db.$executeRaw`
        INSERT INTO sent_card (conversation_id, activity_id, card, noun_id, revision, digest, sent_at)
        VALUES (${at.conversationId}, ${at.activityId}, ${shown.card}, ${shown.nounId}::uuid, ${shown.revision},
          ${shown.digest}, ${deps.clock.now()})
        ON CONFLICT (conversation_id, activity_id) DO UPDATE SET card = excluded.card, noun_id = excluded.noun_id,
          revision = excluded.revision, digest = excluded.digest, form_open = false, sent_at = excluded.sent_at`;
    },

    /**
     * Notes that the older cards of a kind that show the same record in the same conversation give way to the newest. One in
     * whose place a form is open stays: somebody may be typing in it.
     */
    async giveWayTo(newest: CardPlace, { card, nounId }: Pick<ShownRecord, 'card' | 'nounId'>): Promise<void> {
      const { conversationId, activityId } = newest;
      await deps.db.sentCard.updateMany({
        where: { conversationId, card, nounId, formOpen: false, activityId: { not: activityId } },
        data: { revision: GAVE_WAY, digest: '' },
      });
    },

    /**
     * Notes what a copy shows after it was brought up to date.
     *
     * @returns false when it was to give way meanwhile and shows the whole record all the same: to be put right
     */
    async copyUpdated({ conversationId, activityId }: CardPlace, shown: ShownRecord): Promise<boolean> {
      const { revision, digest } = shown;
      const rows = await deps.db.$queryRaw<{ revision: string }[]>`
        UPDATE sent_card SET form_open = false, sent_at = ${deps.clock.now()},
          revision = CASE WHEN revision = ${GAVE_WAY} THEN revision ELSE ${revision} END,
          digest = CASE WHEN revision = ${GAVE_WAY} AND ${revision} <> ${GAVE_WAY} THEN '' ELSE ${digest} END
        WHERE conversation_id = ${conversationId} AND activity_id = ${activityId} RETURNING revision`;
      return rows.every((row) => row.revision === revision);
    },

    /** Notes that a form has taken the card's place. A card that shows no record is not known here, and stays so. */
    async formOpened(at: CardPlace): Promise<void> {
      await deps.db.sentCard.updateMany({ where: at, data: { formOpen: true } });
    },

    /**
     * Carries out a press on a card. A press may change the record and open a form in the card's place: until that is
     * noted, nobody can tell whether the card is to be brought up to date, so `copiesOf` waits for it.
     */
    async whilePressed<T>(at: CardPlace, press: () => Promise<T>): Promise<T> {
      const answered = press();
      const settled = Promise.allSettled([pressesInHand.get(keyOf(at)), answered]);
      pressesInHand.set(keyOf(at), settled);
      void settled.then(() => {
        if (pressesInHand.get(keyOf(at)) === settled) pressesInHand.delete(keyOf(at));
      });
      return answered;
    },

    /**
     * Notes that a press was answered by the card of this place a moment ago. Kept in this process alone: a job in another
     * one does not know of it, and brings the card up to date at once.
     */
    answered(at: CardPlace): void {
      const now = deps.clock.now().getTime();
      for (const [key, then] of answeredAt) if (!isRecent(then, now)) answeredAt.delete(key);
      answeredAt.set(keyOf(at), now);
    },

    /** Whether the answer to a press stands there so freshly that the presser is still reading it. */
    isBeingRead(at: CardPlace): boolean {
      const then = answeredAt.get(keyOf(at));
      return then !== undefined && isRecent(then, deps.clock.now().getTime());
    },

    /** Every copy of a record's cards, once the presses on them that this process has in hand are answered. */
    async copiesOf(nounId: string) {
      const find = () => deps.db.sentCard.findMany({ where: { nounId } });
      const copies = await find();
      const inHand = copies.flatMap((copy) => pressesInHand.get(keyOf(copy)) ?? []);
      if (inHand.length === 0) return copies;
      await Promise.all(inHand);
      return find();
    },

    /** One copy as it stands now, once a press on it that this process has in hand is answered; null when it is forgotten. */
    async copyNow({ conversationId, activityId }: CardPlace) {
      await pressesInHand.get(keyOf({ conversationId, activityId }));
      return deps.db.sentCard.findUnique({
        where: { conversationId_activityId: { conversationId, activityId } },
      });
    },

    /** Every message in the conversations that are reached under this address is gone. */
    async forgetCardsAt(serviceUrl: string): Promise<void> {
      await deps.db.$executeRaw`
        DELETE FROM sent_card s USING conversation_reference c
        WHERE c.conversation_id = s.conversation_id AND c.reference ->> 'serviceUrl' = ${serviceUrl}`;
    },

    /** A message that Teams no longer has. */
    async forgetCard({ conversationId, activityId }: CardPlace): Promise<void> {
      await deps.db.sentCard.deleteMany({ where: { conversationId, activityId } });
    },
  };
}

export type Conversations = ReturnType<typeof openConversations>;
