import { cardText, inputsOf } from '../../app/walk/card-text.ts';
import type { PostedMessage } from '../../app/walk/teams-stand-in.ts';
import type { Conversation } from './conversation.ts';

/** What a requester types into the first card, by the beginning of each label. */
export const typedStep1 = {
  'Full name': 'Jamie Example',
  'What is the meeting for': 'Agree where Jamie lives from March.',
  'Why is an MDT': 'Two MDT meetings did not bring housing to the table.',
};
/** What they are asked once. */
export const typedAboutMe = {
  'Your job role': 'Social worker',
  'Your organisation': 'Example County Council',
  'Your phone number': '01632 960 456',
};
/** What they type into the second, besides whom to invite. */
export const typedStep2 = {
  individualAnswer: 'Invite',
  individualDetail: 'jamie@example.org',
  carerAnswer: 'Do not invite',
  carerDetail: 'Jamie asked us not to.',
  basis: 'Yes, they know and agree',
};

/** The card of a message as a person reads it. */
export function textOf(message: PostedMessage): string {
  return cardText(message.card ?? {});
}

/** What stands in an input of a message's card. */
export function valueOfInput(message: PostedMessage, id: string): string | undefined {
  return inputsOf(message.card ?? {}).find((input) => input.id === id)?.value;
}

/** The reference a card shows; empty when it shows none. */
export function referenceOn(message: PostedMessage): string {
  return /MBE-\d{4}-\d{4}/.exec(textOf(message))?.[0] ?? '';
}

/** The only message of an answer. Throws when there is another number of them. */
export function only(messages: PostedMessage[]): PostedMessage {
  const [message, ...more] = messages;
  if (!message || more.length > 0) throw new Error(`one message was expected, not ${messages.length}`);
  return message;
}

/** Somebody in their own chat who asks for meetings; an organisation 'Example Police' must be in the directory. */
export async function requesterIn(conversation: Conversation, who: Parameters<Conversation['chat']>[0]) {
  const chat = await conversation.chat(who);
  const say = async (text: string) => only(await chat.say(text));

  /** From the first word to the second step. Throws when the first is not taken. */
  async function toStep2(over: Record<string, string> = {}): Promise<PostedMessage> {
    const card = await say('request a meeting');
    await chat.press(card, 'Next', { ...typedStep1, ...typedAboutMe, ...over });
    if (!textOf(card).includes('Step 2 of 2')) throw new Error(textOf(card));
    return card;
  }

  /** From the first word to the reference. Throws when something is not taken. */
  async function send(over: Record<string, string> = {}): Promise<PostedMessage> {
    const card = await toStep2();
    await chat.press(card, 'Send request', { ...typedStep2, 'Organisations to': 'Example Police', ...over });
    if (!textOf(card).includes('Sent. Your reference is')) throw new Error(textOf(card));
    return card;
  }
  return { chat, say, toStep2, send };
}
