import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anOrganisation } from '../support/builders.ts';
import { brokenCardRules } from '../support/card-rules.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';
import { requesterIn, textOf, typedAboutMe, typedStep1 } from '../support/requester-chat.ts';

describe('a reason for no MDT that says too little', () => {
  let conversation: Conversation;
  let asha: Awaited<ReturnType<typeof requesterIn>>;

  beforeAll(async () => {
    conversation = await startConversation();
    await anOrganisation(conversation.service.deps, { name: 'Example Police', kind: 'police' });
    asha = await requesterIn(conversation, 'asha');
  });
  afterAll(() => conversation?.stop());

  async function toTheQuestions() {
    const card = await asha.say('request a meeting');
    await asha.chat.press(card, 'Next', { ...typedStep1, ...typedAboutMe, 'Why is an MDT': 'No time' });
    return card;
  }

  it('is followed by two questions, which hold nothing back', async () => {
    const card = await toTheQuestions();
    expect(textOf(card)).toContain('You gave this reason for not holding an MDT: “No time”.');
    expect(brokenCardRules(card.card as never)).toEqual([]);
    await asha.chat.press(card, 'Go on with the request', {});
    expect(textOf(card)).toContain('Step 2 of 2');
  });

  it('is asked about once: who goes back and on again has answered', async () => {
    const card = await toTheQuestions();
    await asha.chat.press(card, 'Go on with the request', { 'What would make an MDT possible?': 'Housing there' });
    await asha.chat.press(card, 'Back', {});
    await asha.chat.press(card, 'Next', {});
    expect(textOf(card)).toContain('Step 2 of 2');
  });

  it('can end in an MDT invitation, which comes into the requester’s own chat and names nobody', async () => {
    const card = await toTheQuestions();
    await asha.chat.press(card, 'Write me an MDT invitation', {});
    await asha.chat.press(card, 'Look for times', { 'Your colleagues': 'Nadia' });
    expect(textOf(card)).toContain('Error: Enter each colleague’s email address');
    await asha.chat.press(card, 'Look for times', { 'Your colleagues': 'nadia.example@trust.example.org' });
    expect(textOf(card)).toContain('We are looking for times');
    await conversation.settled();
    const invitation = asha.chat.messages().find((one) => textOf(one).startsWith('Your MDT invitation'));
    expect(invitation).toBeDefined();
    if (invitation === undefined) return;
    expect(textOf(invitation)).toContain('nadia.example@trust.example.org');
    expect(JSON.stringify(invitation.card)).not.toContain('Jamie');
    expect(brokenCardRules(invitation.card as never)).toEqual([]);
  });
});
