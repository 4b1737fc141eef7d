import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buttonsOf, cardText } from '../../app/walk/card-text.ts';
import type { PostedMessage } from '../../app/walk/teams-stand-in.ts';
import { askInformation } from '../../services/mbe-requests/ask-information.ts';
import { declineMbeRequest } from '../../services/mbe-requests/decline-mbe-request.ts';
import { anOrganisation } from '../support/builders.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';
import {
  only,
  referenceOn,
  requesterIn,
  textOf,
  typedAboutMe,
  typedStep1,
  typedStep2,
  valueOfInput,
} from '../support/requester-chat.ts';

/** The card that asks whether to withdraw, as an old copy of it still stands in a chat. */
function withdrawCard(requestId: string) {
  return cardWith('Withdraw request', 'withdraw-request', { requestId, press: randomUUID() });
}

/** A card with one button. */
function cardWith(title: string, verb: string, data: object) {
  return { type: 'AdaptiveCard', body: [], actions: [{ type: 'Action.Execute', title, verb, data }] };
}

describe('a requester’s drafts and requests', () => {
  let conversation: Conversation;
  let asha: Awaited<ReturnType<typeof requesterIn>>;

  beforeAll(async () => {
    conversation = await startConversation();
    await anOrganisation(conversation.service.deps, { name: 'Example Police', kind: 'police' });
    await anOrganisation(conversation.service.deps, { name: 'Hilltop Academy', kind: 'school', agreement: null });
    asha = await requesterIn(conversation, 'asha');
  });
  afterAll(() => conversation?.stop());

  const stored = () => conversation.service.deps.db.mbeRequest.count();

  /** A coordinator acts on the request of a card, by the use case itself. */
  async function asCoordinator(card: PostedMessage) {
    const { deps } = conversation.service;
    const cora = await deps.db.professional.findFirstOrThrow({ where: { dsrRole: 'coordinator' } });
    const request = await deps.db.mbeRequest.findFirstOrThrow({ where: { reference: referenceOn(card) } });
    const actor = { kind: 'professional', id: cora.id, dsrRole: 'coordinator' } as const;
    return { deps, input: { actor, requestId: request.id, version: request.version, press: randomUUID() } };
  }
  const news = (words: string) => conversation.teams.waitFor(words, () => asha.chat.newest(words));

  it('saves for later from either step, and continues from the list', async () => {
    // The newest draft comes first.
    conversation.clock.moveBy(60_000);
    const card = await asha.say('request a meeting');
    await asha.chat.press(card, 'Save for later', { 'Full name': 'Cora Draft' });
    expect(textOf(card)).toContain('Draft saved');
    const list = await asha.say('my requests');
    expect(textOf(list)).toContain('About Cora Draft');
    await asha.chat.press(list, 'Continue');
    expect(valueOfInput(list, 'personName')).toBe('Cora Draft');
  });

  it('deletes a draft after being asked once more', async () => {
    conversation.clock.moveBy(60_000);
    const card = await asha.say('request a meeting');
    await asha.chat.press(card, 'Save for later', { 'Full name': 'To Be Deleted' });
    const before = await stored();
    const list = await asha.say('my requests');
    await asha.chat.press(list, 'Delete');
    expect(textOf(list)).toContain('Delete this draft?');
    expect(await stored()).toBe(before);
    await asha.chat.press(list, 'Delete draft');
    expect(textOf(list)).toContain('Draft deleted');
    expect(await stored()).toBe(before - 1);
  });

  it('withdraws a request with a reason, and it stays withdrawn', async () => {
    const card = await asha.send();
    await asha.chat.press(card, 'Withdraw');
    await asha.chat.press(card, 'Withdraw request', { note: 'Solved without a meeting.' });
    expect(textOf(card)).toContain('○ Withdrawn');
    expect(textOf(card)).toContain('Solved without a meeting.');
    expect(buttonsOf(card.card ?? {}).map((button) => button.title)).not.toContain('Withdraw');
  });

  it('may think better of withdrawing', async () => {
    const card = await asha.send();
    await asha.chat.press(card, 'Withdraw');
    await asha.chat.press(card, 'Keep it');
    expect(textOf(card)).toContain('● Sent to the DSR team');
  });

  it('sees the whole history of a request, however its reference is written', async () => {
    const reference = referenceOn(await asha.send());
    for (const typed of [`status ${reference}`, reference.toLowerCase(), reference.replaceAll('-', ' ')]) {
      expect(textOf(await asha.say(typed))).toContain('Asha Example sent the request');
    }
  });

  it('a request of somebody else is not there, neither typed nor pressed', async () => {
    const card = await asha.send();
    const reference = referenceOn(card);
    const ben = await conversation.chat('ben');
    const answer = only(await ben.say(`status ${reference}`));
    expect(textOf(answer)).toContain('We could not find this request');
    expect(textOf(answer)).not.toContain('Jamie');
    const pressed = await ben.press({ ...card }, 'Withdraw');
    expect(cardText(pressed.card ?? {})).toContain('We could not find this request');
  });

  it('a draft of somebody else is not there', async () => {
    const card = await asha.say('request a meeting');
    await asha.chat.press(card, 'Next', { ...typedStep1, ...typedAboutMe });
    const before = await stored();
    const ben = await conversation.chat('ben');
    const stolen = await ben.press({ ...card }, 'Send request', {
      ...typedStep2,
      furtherPeople: 'Ben, ben@example.org',
    });
    expect(cardText(stolen.card ?? {})).toContain('This draft is no longer there');
    expect(await stored()).toBe(before);
  });

  it('answers what the team asks, and an empty answer is asked for again', async () => {
    const { deps, input } = await asCoordinator(await asha.send());
    await askInformation(deps, { ...input, question: 'Which school does Jamie attend?' });
    const card = await news('Which school does Jamie attend?');
    expect(textOf(card)).toContain('? Your answer is needed');
    await asha.chat.press(card, 'Send answer');
    expect(textOf(card)).toContain('Error: Type your answer, then press Send answer.');
    await asha.chat.press(card, 'Send answer', { answer: 'x'.repeat(5_000) });
    expect(textOf(card)).toContain('Error: Shorten your answer');
    await asha.chat.press(card, 'Send answer', { answer: 'Hilltop Academy' });
    expect(textOf(card)).toContain('Your answer was sent to the DSR team.');
    expect(textOf(card)).toContain('Hilltop Academy');
    await conversation.settled();
  });

  it('is told why a request was declined, and copies it to a new draft', async () => {
    const { deps, input } = await asCoordinator(await asha.send());
    await declineMbeRequest(deps, { ...input, reason: 'hold-an-mdt-first', note: 'We are glad to advise.' });
    const card = await news('We are glad to advise.');
    expect(textOf(card)).toContain('Hold a multi-disciplinary team (MDT) meeting first');
    await asha.chat.press(card, 'Copy to a new draft');
    expect(textOf(card)).toContain('This is a copy.');
    expect(valueOfInput(card, 'personName')).toBe('Jamie Example');
    await conversation.settled();
  });

  it('a request that was decided meanwhile is not withdrawn, and shows how it stands', async () => {
    const card = await asha.send();
    await asha.chat.press(card, 'Withdraw');
    const { deps, input } = await asCoordinator({ ...card });
    await declineMbeRequest(deps, { ...input, reason: 'not-for-the-register', note: '' });
    await conversation.settled();
    const old = { ...card, card: withdrawCard(input.requestId) };
    const answer = await asha.chat.press(old, 'Withdraw request');
    expect(cardText(answer.card ?? {})).toContain('can no longer be withdrawn');
    expect(cardText(answer.card ?? {})).toContain('✕ Not taken forward');
  });

  it('in the team’s channel nobody is asked for a person’s name', async () => {
    const cora = await conversation.channel('cora');
    for (const typed of ['request a meeting', 'my requests']) {
      expect(textOf(only(await cora.say(typed)))).toContain('Please ask me in our own chat');
    }
  });

  it('what is not understood is answered with the choices as buttons', async () => {
    const card = await asha.say('please book me a taxi');
    expect(textOf(card)).toContain('Sorry, I did not understand that');
    const offered = ['start-request', 'start-referral', 'show-my-requests', 'show-my-referrals'];
    expect(buttonsOf(card.card ?? {}).map((button) => button.verb)).toEqual(offered);
    await asha.chat.press(card, 'Request a meeting');
    expect(textOf(card)).toContain('Step 1 of 2');
  });

  it.each([
    ['to-step-2', { draftId: 'not an id' }],
    ['submit-request', { draftId: randomUUID(), press: 7 }],
    ['show-request', {}],
    ['show-history', { requestId: '1; DROP TABLE mbe_request' }],
    ['show-my-requests', { page: 'last' }],
    ['answer-information', { requestId: randomUUID(), press: randomUUID(), answer: { nested: true } }],
  ])('data that does not fit %s is answered with a sentence', async (verb, data) => {
    const card = await asha.say('help');
    const answer = await asha.chat.press({ ...card, card: cardWith('Forged', verb, data) }, 'Forged');
    expect(answer.status).toBe(200);
    expect(answer.words).toContain('out of date or incomplete');
  });

  it('a record that does not exist is answered with a sentence', async () => {
    const card = await asha.say('help');
    const id = randomUUID();
    const press = randomUUID();
    const forged = [
      { verb: 'show-request', data: { requestId: id } },
      { verb: 'open-withdraw', data: { requestId: id } },
      { verb: 'withdraw-request', data: { requestId: id, press } },
      { verb: 'answer-information', data: { requestId: id, press, answer: 'Yes' } },
      { verb: 'copy-request', data: { requestId: id, press } },
      { verb: 'show-history', data: { requestId: id } },
      { verb: 'open-draft', data: { draftId: id } },
    ];
    for (const { verb, data } of forged) {
      const answer = await asha.chat.press({ ...card, card: cardWith('Forged', verb, data) }, 'Forged');
      expect(cardText(answer.card ?? {}), verb).toMatch(/We could not find this request|This draft is no longer there/);
    }
  });
});
