import { findMailedMessage } from '../../mailbox/mailed-message-store.ts';
import { waitsForTeam } from '../../mailbox/model.ts';
import { hasEnoughCards, ONE_OF_MANY } from '../../mailbox/triage-cards-store.ts';
import { isUrgent } from '../../mailbox/triage-store.ts';
import { type Composer, nothing } from './composer.ts';

/**
 * A message that a person has to look at: a card to the DSR channel, while nobody has. One that speaks of danger and whose
 * sender is checked always has its own; of the others so many in an hour as somebody can read, and of those that speak of
 * danger more than of the rest.
 */
export const composeMailForTriage: Composer = async (deps, delivery) => {
  const id = delivery.detail?.mailedMessageId;
  const message = typeof id === 'string' ? await findMailedMessage(deps.db, id) : null;
  if (message === null) return nothing('gone');
  if (!waitsForTeam(message)) return nothing('done');
  const urgent = isUrgent(message, deps.policy.dangerWords.value);
  if (!urgent || !message.senderChecked) {
    // Found in the list of the mailbox; that there are more is said on one card for all of them.
    if (await hasEnoughCards(deps.db, delivery.id, { urgent, now: deps.clock.now() })) return nothing(ONE_OF_MANY);
  }
  const mailedMessageId = message.id;
  return { do: 'post', receiver: { to: 'channel' }, message: { kind: 'mail-for-triage', mailedMessageId } };
};
