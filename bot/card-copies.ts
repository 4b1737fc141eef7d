import { type CardPlace, type Conversations, GAVE_WAY } from '../services/notifications/conversation-store.ts';
import { isGone } from './connector-faults.ts';
import { inConversation, type Speaking } from './in-conversation.ts';
import { cardMessage, shownRecord } from './replies.ts';
import { showNewerCard } from './shown-cards/newer-card.ts';
import type { ShownCard, TrackedCard } from './turn.ts';

type Parts = Speaking & {
  conversations: Conversations;
  /** Brings the record's cards up to date once more, when what was left alone has been read. */
  refreshLater(nounId: string, seconds: number): Promise<void>;
  tracked(card: TrackedCard, nounId: string): Promise<ShownCard | undefined>;
};

/** A record that changes again and again while its cards are brought up to date has a job for each change. */
const MOST_ROUNDS = 3;

/**
 * Brings the copies of a record's cards up to date, or those of them that are asked for. Once some were, the cards are made
 * anew: another process may have brought them further meanwhile, and this one set them back. A copy that has just answered a
 * press is left for the presser to read and has its turn a few seconds later.
 *
 * @throws the first fault, once every copy has had its turn: one that could not be reached does not keep the others from
 *   being updated, and the job then repeats them all
 */
export async function updateCopies(parts: Parts, nounId: string, which: Which = {}): Promise<void> {
  const leftToRead = new Set<string>();
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    if ((await updateOnce(parts, nounId, which, leftToRead)) === 0) break;
  }
  if (leftToRead.size > 0) await parts.refreshLater(nounId, parts.conversations.secondsToRead);
}

/** Which copies; all where nothing is said. */
type Which = {
  isMeant?(copy: CardPlace): boolean;
  /** Posted a moment ago, and may say more than a card that is brought up to date: why it was posted. */
  justPosted?: CardPlace;
};

/** @returns how many were updated */
async function updateOnce(
  parts: Parts,
  nounId: string,
  { isMeant = () => true, justPosted }: Which,
  leftToRead: Set<string>,
): Promise<number> {
  const { conversations } = parts;
  const faults: unknown[] = [];
  const made = new Map<string, ShownCard | undefined>();
  let updated = 0;
  for (const copy of (await conversations.copiesOf(nounId)).filter(isMeant)) {
    if (!copy.formOpen && conversations.isBeingRead(copy)) {
      leftToRead.add(copy.activityId);
      continue;
    }
    const card = copy.card as TrackedCard;
    if (!made.has(card)) made.set(card, await parts.tracked(card, nounId));
    const shown = made.get(card);
    try {
      if (shown && (await updateCopy(parts, copy, shown, copy.activityId === justPosted?.activityId))) updated += 1;
    } catch (fault) {
      if (isGone(fault)) await conversations.forgetCard(copy);
      else faults.push(fault);
    }
  }
  if (faults.length > 0) throw faults[0];
  return updated;
}

/**
 * An update takes away what somebody is typing in the card. So a copy that would say the same is left alone, and one in
 * whose place a form is open, or that has just been posted, is brought up to date only when the record has moved on.
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
 *
 * @returns whether Teams was told anything
 */
async function updateCopy(parts: Parts, place: CardPlace, full: ShownCard, isJustPosted = false): Promise<boolean> {
  const copy = await parts.conversations.copyNow(place);
  if (copy === null) return false;
  const shown = copy.revision === GAVE_WAY ? showNewerCard(full, copy.nounId) : full;
  const { conversationId, activityId } = copy;
  const conversation = await parts.conversations.findById(conversationId);
  const record = shownRecord(shown);
  if (!record || !conversation) return false;
  if (isUpToDate({ ...copy, formOpen: copy.formOpen || isJustPosted }, record)) return false;
  await inConversation(parts, conversation, (context) =>
    context.updateActivity({ ...cardMessage(shown), id: activityId }),
  );
  const noted = await parts.conversations.copyUpdated({ conversationId, activityId }, record);
  if (!noted) await updateCopy(parts, place, full);
  return true;
}
