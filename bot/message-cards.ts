import type { ActionButton } from '../cards/action-button.ts';
import type { EmergencyBox } from '../cards/card-top.ts';
import { messageCard } from '../cards/message.card.ts';
import { messages } from '../wording/messages.ts';
import { type RequesterRefusal, refusalText } from '../wording/refusals.ts';
import type { ShownCard } from './turn.ts';

export const myRequestsButton: ActionButton = { title: 'My requests', verb: 'show-my-requests' };

/** A few words with what can be done next. */
export function message(
  words: { heading: string; text: readonly string[] },
  buttons: readonly ActionButton[] = [],
  emergency: EmergencyBox | null = null,
): ShownCard {
  return { card: messageCard({ ...words, buttons, emergency }), summary: words.heading };
}

/** Why something was not done, where there is no card of a record to say it on. */
export function refusal(reason: RequesterRefusal): ShownCard {
  return message({ ...messages.notDone, text: [refusalText(reason)] }, [myRequestsButton]);
}

/** Requests name a person: they are not opened where a whole team reads along. */
export function onlyInChat(): ShownCard {
  return message(messages.onlyInChat);
}
