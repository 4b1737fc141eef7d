import { buttonsOf, type CardNode, cardText, inputsOf } from '../../app/walk/card-text.ts';
import type { Chat, PostedMessage, PressAnswer } from '../../app/walk/teams-stand-in.ts';
import type { Conversation } from './conversation.ts';

/** The first step of a request, by the beginnings of its labels. */
export const aboutThePerson = {
  'Full name': 'Jamie Example',
  'What is the meeting for': 'Agree where Jamie lives from March.',
  'Why is an MDT': 'Two MDT meetings did not bring housing to the table.',
};

/** What a first-time requester is asked of themselves. */
export const aboutMe = {
  'Your job role': 'Social worker',
  'Your organisation': 'Example County Council',
  'Your phone number': '01632 960 456',
};

/** The second step. */
export const aboutTheMeeting = {
  'Organisations to invite': 'Example Police + Oakfield Example School',
  individualAnswer: 'Invite',
  individualDetail: 'jamie@example.org',
  carerAnswer: 'Do not invite',
  carerDetail: 'Jamie asked us not to.',
  basis: 'Yes, they know and agree',
};

/** The one message among several that were expected to be one. */
export function only(messages: readonly PostedMessage[]): PostedMessage {
  const [message, ...more] = messages;
  if (!message || more.length > 0) throw new Error(`one message was expected, not ${messages.length}`);
  return message;
}

/** What somebody reads on a message at this moment. */
export function shown(message: PostedMessage | undefined): string {
  return message?.card ? cardText(message.card) : (message?.text ?? '');
}

/** What somebody reads in answer to a press. */
export function answered(answer: PressAnswer): string {
  return answer.card ? cardText(answer.card) : (answer.words ?? '');
}

/** What stands in an input of a message's card. */
export function valueIn(message: PostedMessage, id: string): string | undefined {
  return inputsOf(message.card ?? {}).find((input) => input.id === id)?.value;
}

/** The same card as it stands in another window, or as it stood before somebody pressed. */
export function copyOf(message: PostedMessage): PostedMessage {
  return { ...message, card: structuredClone(message.card) };
}

/** A card with one button "Forged", which sends whatever it likes. */
export function forged(message: PostedMessage, verb: string, data: unknown): PostedMessage {
  const button = { type: 'Action.Execute', title: 'Forged', verb, data };
  return { ...message, card: { type: 'AdaptiveCard', body: [], actions: [button] } as CardNode };
}

/** Presses a button that no card need have. */
export function pressForged(chat: Chat, message: PostedMessage, verb: string, data: unknown): Promise<PressAnswer> {
  return chat.press(forged(message, verb, data), 'Forged');
}

/** What the first button of this verb sends. Throws where the card has none. */
export function dataOf(card: CardNode | null, verb: string): Record<string, unknown> {
  const button = buttonsOf(card ?? {}).find((entry) => entry.verb === verb);
  if (!button) throw new Error(`the card has no button for ${verb}`);
  return button.data;
}

function hasButton(message: PostedMessage, verb: string): boolean {
  return buttonsOf(message.card ?? {}).some((button) => button.verb === verb);
}

/** A request, from the first word to its reference. */
export async function sendRequest(
  chat: Chat,
  over: Record<string, string> = {},
): Promise<{ message: PostedMessage; reference: string; requestId: string }> {
  // News of other requests may come at the same moment.
  const message = (await chat.say('request a meeting')).find((said) => hasButton(said, 'to-step-2'));
  if (!message) throw new Error('there is no first step');
  const inStep1 = (label: string) => label in aboutThePerson || label in aboutMe;
  const fill = (step: 1 | 2) => Object.entries(over).filter(([label]) => inStep1(label) === (step === 1));
  await chat.press(message, 'Next', { ...aboutThePerson, ...aboutMe, ...Object.fromEntries(fill(1)) });
  const sent = await chat.press(message, 'Send request', { ...aboutTheMeeting, ...Object.fromEntries(fill(2)) });
  const reference = /Your reference is (MBE-\d{4}-\d{4})\./.exec(answered(sent))?.[1];
  if (!reference) throw new Error(`the request was not taken: ${answered(sent)}`);
  return { message, reference, requestId: String(dataOf(sent.card, 'open-withdraw').requestId) };
}

/** Every message here whose card is about the request now. Lists and forms are not. */
export function cardsOf(chat: Chat, reference: string): PostedMessage[] {
  return chat.messages().filter((message) => {
    return hasButton(message, 'show-history') && shown(message).includes(reference);
  });
}

/** The channel's own card of a request, once what was done has reached it. */
export async function teamCardOf(conversation: Conversation, channel: Chat, reference: string) {
  await conversation.settled();
  const card = cardsOf(channel, reference).at(-1);
  if (!card) throw new Error(`the channel has no card of ${reference}`);
  return card;
}
