import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadSampleAgencies } from '../../app/demo/sample/agencies.ts';
import type { Chat } from '../../app/walk/teams-stand-in.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';
import { answered, sendRequest, shown, teamCardOf } from '../support/in-teams.ts';

const ASKED = 'Your question goes to the requester.';

let conversation: Conversation;
let asha: Chat;
let cora: Chat;

beforeAll(async () => {
  conversation = await startConversation({ secondsToRead: 1 });
  cora = await conversation.channel('cora');
  await loadSampleAgencies(conversation.service.deps);
  asha = await conversation.chat('asha');
});
afterAll(() => conversation?.stop());
afterEach(() => expect(conversation.faults.splice(0)).toEqual([]));

/** So that everything that has answered a press until now counts as read. */
const passASecond = () => conversation.clock.moveTo(new Date(conversation.clock.now().getTime() + 1000));

describe('what a press has done', () => {
  it('can be read on its card for some seconds, while every other copy changes at once; then it goes for all', async () => {
    const { reference, message } = await sendRequest(asha);
    passASecond();
    const card = await teamCardOf(conversation, cora, reference);
    await cora.press(card, 'Ask for information');
    expect(answered(await cora.press(card, 'Send question', { question: 'Which school?' }))).toContain(ASKED);
    await conversation.settled();
    expect(shown(card)).toContain(ASKED);
    expect(shown(message)).toContain('Your answer is needed');

    passASecond();
    await vi.waitFor(() => expect(shown(card)).not.toContain(ASKED), { timeout: 20_000 });
    expect(shown(card)).toContain('? Question asked');
  });

  it('is not waited for where a form has been opened in its place', async () => {
    const { reference, message } = await sendRequest(asha);
    passASecond();
    const card = await teamCardOf(conversation, cora, reference);
    await cora.press(card, 'Take');
    await cora.press(card, 'Decline');
    const other = await conversation.channel('dev');
    const again = (await other.open()).find((posted) => shown(posted).startsWith(reference));
    if (!again) throw new Error('a window that is opened anew shows the open request');
    await other.press(again, 'Decline');
    await other.press(again, 'Decline request', { reason: 'Not something' });
    await conversation.settled();
    expect(shown(card)).toContain('✕ Declined');
    expect(shown(message)).toContain('Not taken forward');
  });
});
