import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadSampleAgencies } from '../../app/demo/sample/agencies.ts';
import { buttonsOf } from '../../app/walk/card-text.ts';
import type { Chat, PostedMessage } from '../../app/walk/teams-stand-in.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';
import { answered, cardsOf, sendRequest, shown, teamCardOf } from '../support/in-teams.ts';

const NEWER = 'There is a newer card about this request in this conversation.';

let conversation: Conversation;
let asha: Chat;
let cora: Chat;

beforeAll(async () => {
  conversation = await startConversation();
  cora = await conversation.channel('cora');
  await loadSampleAgencies(conversation.service.deps);
  asha = await conversation.chat('asha');
});
afterAll(() => conversation?.stop());
afterEach(() => expect(conversation.faults.splice(0)).toEqual([]));

const titles = (message: PostedMessage) => buttonsOf(message.card ?? {}).map((button) => button.title);

/** A request of Asha's that the team has asked about, with the card that was answered to "Send request". */
async function askedAbout() {
  const sent = await sendRequest(asha);
  const card = await teamCardOf(conversation, cora, sent.reference);
  await cora.press(card, 'Ask for information');
  await cora.press(card, 'Send question', { question: 'Which school?' });
  await conversation.settled();
  return { ...sent, card };
}

describe('when news of a request is posted', () => {
  it('its older card in the chat gives way: state, where to look, and a button that brings it back', async () => {
    const { message, reference } = await askedAbout();
    expect(shown(message)).toBe(`${reference}: Your answer is needed\n${NEWER}\n( Show it here )  ( My requests )`);
    expect(message.summary).not.toContain('Jamie');
    expect(shown(cardsOf(asha, reference).at(-1))).toContain('Which school?');
    expect(answered(await asha.press(message, 'Show it here'))).toContain('Which school?');
  });

  it('a card that gave way still says the present state, and one that was brought back shows it in full', async () => {
    const { message, reference, card } = await askedAbout();
    const news = cardsOf(asha, reference).at(-1);
    await asha.press(message, 'Show it here');
    await cora.press(card, 'Decline');
    await cora.press(card, 'Decline request', { reason: 'Not something' });
    await conversation.settled();
    for (const older of [message, news]) {
      expect(shown(older)).toContain(`${reference}: Not taken forward\n${NEWER}`);
    }
    expect(cardsOf(asha, reference)).toHaveLength(1);
    await asha.press(message, 'Show it here');
    expect(shown(message)).toContain('Copy to a new draft');
  });

  it('in the channel too; what was opened elsewhere stays whole', async () => {
    const { message, reference, card } = await askedAbout();
    const dev = await conversation.chat('dev');
    const [own] = await dev.say(`status ${reference}`);
    if (!own) throw new Error('the history is shown');
    await dev.press(own, 'Show request');
    await asha.press(message, 'Show it here');
    await asha.press(message, 'Send answer', { answer: 'Oakfield.' });
    await conversation.settled();
    expect(shown(card)).toContain(NEWER);
    expect(titles(card)).toEqual(['Show it here']);
    expect(shown(await teamCardOf(conversation, cora, reference))).toContain('Oakfield.');
    expect(shown(own)).toContain('Oakfield.');
    expect(shown(own)).not.toContain(NEWER);
  });

  it('a card in whose place somebody is typing is not taken away by what leaves its state as it is', async () => {
    const { reference } = await sendRequest(asha);
    const card = await teamCardOf(conversation, cora, reference);
    await cora.press(card, 'Decline');
    conversation.clock.moveBy(4 * 24 * 60 * 60_000);
    await conversation.service.sweepNow();
    expect(shown(await teamCardOf(conversation, cora, reference))).toContain('Overdue');
    expect(titles(card)).toContain('Decline request');
  });
});
