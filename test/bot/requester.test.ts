import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buttonsOf, cardText, inputsOf } from '../../app/walk/card-text.ts';
import type { Chat, PostedMessage } from '../../app/walk/teams-stand-in.ts';
import { CHECKLIST_LIMIT } from '../../services/agencies/model.ts';
import { askInformation } from '../../services/mbe-requests/ask-information.ts';
import { declineMbeRequest } from '../../services/mbe-requests/decline-mbe-request.ts';
import { anOrganisation } from '../support/builders.ts';
import { brokenCardRules } from '../support/card-rules.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';

const step1 = {
  'Full name': 'Jamie Okafor',
  'What is the meeting for': 'Agree where Jamie lives from March.',
  'Why is an MDT': 'Two MDT meetings did not bring housing to the table.',
};
const aboutMe = {
  'Your job role': 'Social worker',
  'Your organisation': 'Example County Council',
  'Your phone number': '01632 960 456',
};
const step2 = {
  individualAnswer: 'Invite',
  individualDetail: 'jamie@example.org',
  carerAnswer: 'Do not invite',
  carerDetail: 'Jamie asked us not to.',
  basis: 'Yes, they know and agree',
};

function textOf(message: PostedMessage | undefined): string {
  return cardText(message?.card ?? {});
}

/** The card that asks whether to withdraw, as an old copy of it still stands in a chat. */
function withdrawCard(requestId: string) {
  const data = { requestId, press: randomUUID() };
  return {
    type: 'AdaptiveCard',
    body: [],
    actions: [{ type: 'Action.Execute', title: 'Withdraw request', verb: 'withdraw-request', data }],
  };
}

function only(messages: PostedMessage[]): PostedMessage {
  const [message, ...more] = messages;
  if (!message || more.length > 0) throw new Error(`one message was expected, not ${messages.length}`);
  return message;
}

describe('a requester in their own chat', () => {
  let conversation: Conversation;
  let asha: Chat;

  beforeAll(async () => {
    conversation = await startConversation();
    await anOrganisation(conversation.service.deps, { name: 'Staffordshire Police', kind: 'police' });
    await anOrganisation(conversation.service.deps, { name: 'Hilltop Academy', kind: 'school', agreement: null });
  });
  afterAll(() => conversation?.stop());
  beforeEach(async () => {
    asha = await conversation.chat('asha');
  });

  const say = async (text: string) => only(await asha.say(text));
  const stored = () => conversation.service.deps.db.mbeRequest.count();

  /** From the first word to the second step, filled in as far as it is needed. */
  async function toStep2(over: Record<string, string> = {}): Promise<PostedMessage> {
    const card = await say('request a meeting');
    await asha.press(card, 'Next', { ...step1, ...aboutMe, ...over });
    expect(textOf(card)).toContain('Step 2 of 2');
    return card;
  }

  async function send(over: Record<string, string> = {}): Promise<PostedMessage> {
    const card = await toStep2();
    await asha.press(card, 'Send request', { ...step2, 'Organisations to invite': 'Staffordshire Police', ...over });
    expect(textOf(card)).toContain('Sent. Your reference is MBE-2027-');
    return card;
  }

  const referenceOn = (card: PostedMessage) => /MBE-2027-\d{4}/.exec(textOf(card))?.[0] ?? '';

  it('gets a reference and what happens next from two cards', async () => {
    const card = await send();
    expect(textOf(card)).toContain('decides by Thursday 14 January 2027 at ');
    expect(brokenCardRules(card.card as never)).toEqual([]);
  });

  it('is asked for their own details once', async () => {
    await send();
    const card = await say('mbe');
    expect(textOf(card)).toContain('You are: Social worker, Example County Council, 01632 960 456');
    await asha.press(card, 'Next', step1);
    expect(textOf(card)).toContain('Step 2 of 2');
  });

  it('is told first that this is not an emergency service, and again where words speak of danger', async () => {
    expect(textOf(await say('request a meeting'))).toMatch(/^This is not an emergency service\nIf somebody.*999/);
    const card = await toStep2({ 'What is the meeting for': 'He says he wants to die.' });
    expect(textOf(card)).toMatch(/^Is somebody in danger now\?/);
    await asha.press(card, 'Send request', { ...step2, 'Organisations to invite': 'Staffordshire Police' });
    expect(textOf(card)).toMatch(/^Is somebody in danger now\?/);
  });

  it('is told what to do now where a meeting is needed within two working days', async () => {
    const card = await send({ neededBy: '2027-01-14' });
    expect(textOf(card)).toMatch(/^You need this very soon/);
  });

  it('gets the emergency advice first for words of danger in any message, and nothing is sent', async () => {
    const before = await stored();
    expect(textOf(await say('he is on the roof, what shall I do'))).toMatch(/^Is somebody in danger now\?/);
    expect(await stored()).toBe(before);
  });

  it('keeps everything typed when something is missing, and nothing is stored', async () => {
    const before = await stored();
    const card = await say('request a meeting');
    await asha.press(card, 'Next', { ...step1, ...aboutMe, 'Why is an MDT': '', 'Your phone number': '12' });
    expect(textOf(card)).toContain('Please put 2 things right, then press Next again.');
    expect(textOf(card)).toContain('Error: Say why an MDT');
    expect(textOf(card)).toContain('Error: Enter a phone number');
    const values = Object.fromEntries(inputsOf(card.card ?? {}).map((input) => [input.id, input.value]));
    expect(values).toMatchObject({ personName: 'Jamie Okafor', phone: '12', jobRole: 'Social worker' });
    expect(await stored()).toBe(before);
  });

  it('is shown every problem of the second step at its field, with what was typed', async () => {
    const card = await toStep2();
    await asha.press(card, 'Send request', {
      ...{ furtherPeople: 'Sam Okoro\nAsha, asha@example.org', individualAnswer: 'Invite', basis: 'Not yet' },
      ...{ nhsNumber: '999 000 0000', dateOfBirth: '31/2/1990', neededBy: '2026-01-01' },
    });
    const text = textOf(card);
    for (const problem of [
      ...['Line 1: Add an email address', 'Enter how we can reach them', 'whether we should invite a parent or carer'],
      ...['why the person has not been asked yet', 'day, month and year', 'has passed'],
    ]) {
      expect(text).toContain(problem);
    }
    const values = Object.fromEntries(inputsOf(card.card ?? {}).map((input) => [input.id, input.value]));
    expect(values).toMatchObject({ furtherPeople: 'Sam Okoro\nAsha, asha@example.org', dateOfBirth: '31/2/1990' });
  });

  it('goes back from the second step and finds it as it was', async () => {
    const card = await toStep2();
    await asha.press(card, 'Back', { individualDetail: 'jamie@example.org', place: 'Room 4' });
    expect(textOf(card)).toContain('Step 1 of 2');
    await asha.press(card, 'Next');
    const values = Object.fromEntries(inputsOf(card.card ?? {}).map((input) => [input.id, input.value]));
    expect(values).toMatchObject({ individualDetail: 'jamie@example.org', place: 'Room 4' });
  });

  it('an emptied field stays empty', async () => {
    const card = await toStep2();
    await asha.press(card, 'Back', { place: 'Room 4' });
    await asha.press(card, 'Next');
    await asha.press(card, 'Back', { place: '' });
    await asha.press(card, 'Next');
    expect(inputsOf(card.card ?? {}).find((input) => input.id === 'place')?.value).toBe('');
  });

  it('saves for later from either step, and continues from the list', async () => {
    // The newest draft comes first.
    conversation.clock.moveBy(60_000);
    const card = await say('request a meeting');
    await asha.press(card, 'Save for later', { 'Full name': 'Cora Draft' });
    expect(textOf(card)).toContain('Draft saved');
    const list = await say('my requests');
    expect(textOf(list)).toContain('About Cora Draft');
    await asha.press(list, 'Continue');
    expect(inputsOf(list.card ?? {}).find((input) => input.id === 'personName')?.value).toBe('Cora Draft');
  });

  it('deletes a draft after being asked once more', async () => {
    conversation.clock.moveBy(60_000);
    const card = await say('request a meeting');
    await asha.press(card, 'Save for later', { 'Full name': 'To Be Deleted' });
    const before = await stored();
    const list = await say('my requests');
    await asha.press(list, 'Delete');
    expect(textOf(list)).toContain('Delete this draft?');
    expect(await stored()).toBe(before);
    await asha.press(list, 'Delete draft');
    expect(textOf(list)).toContain('Draft deleted');
    expect(await stored()).toBe(before - 1);
  });

  it('withdraws a request with a reason, and it stays withdrawn', async () => {
    const card = await send();
    await asha.press(card, 'Withdraw');
    await asha.press(card, 'Withdraw request', { note: 'Solved without a meeting.' });
    expect(textOf(card)).toContain('○ Withdrawn');
    expect(textOf(card)).toContain('Solved without a meeting.');
    expect(buttonsOf(card.card ?? {}).map((button) => button.title)).not.toContain('Withdraw');
  });

  it('may think better of withdrawing', async () => {
    const card = await send();
    await asha.press(card, 'Withdraw');
    await asha.press(card, 'Keep it');
    expect(textOf(card)).toContain('● Sent to the DSR team');
  });

  it('sees the whole history of a request, however its reference is written', async () => {
    const reference = referenceOn(await send());
    for (const typed of [`status ${reference}`, reference.toLowerCase(), reference.replaceAll('-', ' ')]) {
      expect(textOf(await say(typed))).toContain('Asha Example sent the request');
    }
  });

  it('a request of somebody else is not there, neither typed nor pressed', async () => {
    const card = await send();
    const reference = referenceOn(card);
    const ben = await conversation.chat('ben');
    const answer = only(await ben.say(`status ${reference}`));
    expect(textOf(answer)).toContain('We could not find this request');
    expect(textOf(answer)).not.toContain('Jamie');
    const pressed = await ben.press({ ...card }, 'Withdraw');
    expect(cardText(pressed.card ?? {})).toContain('We could not find this request');
  });

  it('a draft of somebody else is not there', async () => {
    const card = await say('request a meeting');
    await asha.press(card, 'Next', { ...step1, ...aboutMe });
    const before = await stored();
    const ben = await conversation.chat('ben');
    const stolen = await ben.press({ ...card }, 'Send request', { ...step2, furtherPeople: 'Ben, ben@example.org' });
    expect(cardText(stolen.card ?? {})).toContain('This draft is no longer there');
    expect(await stored()).toBe(before);
  });

  it('sending the same card twice makes one request', async () => {
    const card = await toStep2();
    const copy = { ...card };
    const fill = { ...step2, 'Organisations to invite': 'Staffordshire Police' };
    const [first, second] = await Promise.all([
      asha.press(card, 'Send request', fill),
      asha.press(copy, 'Send request', fill),
    ]);
    const references = [first, second].map((answer) => /MBE-2027-\d{4}/.exec(cardText(answer.card ?? {}))?.[0]);
    expect(references[0]).toBeDefined();
    expect(references[0]).toBe(references[1]);
  });

  it('an old card of a draft that was sent shows the request', async () => {
    const card = await toStep2();
    const old = { ...card };
    await asha.press(card, 'Send request', { ...step2, 'Organisations to invite': 'Hilltop Academy' });
    const answer = await asha.press(old, 'Save for later');
    expect(cardText(answer.card ?? {})).toContain('You have already sent this request');
  });

  it('a purpose of 50,000 characters comes back cut, with what to do', async () => {
    const card = await say('request a meeting');
    await asha.press(card, 'Next', { ...step1, ...aboutMe, 'What is the meeting for': 'long '.repeat(10_000) });
    expect(textOf(card)).toContain('Error: Shorten the purpose of the meeting to 4,000 characters or fewer.');
    expect(brokenCardRules(card.card as never)).toEqual([]);
  });

  it('Markdown, HTML and formulas in a name stay what was typed', async () => {
    const card = await toStep2({ 'Full name': '=cmd() **<b>Jamie</b>** [x](https://example.org)' });
    expect(textOf(card)).toContain('about =cmd() **<b>Jamie</b>** [x](https://example.org)');
    expect(JSON.stringify(card.card)).not.toContain(' **<b>Jamie');
  });

  it('a pasted request opens the cards with what was understood', async () => {
    const card = await say(
      [
        ...['MbE request', '1. Full name of individual: Jamie Okafor', '2. Purpose of meeting: To plan the move.'],
        ...['3. Who to invite: Staffordshire Police, Sam Okoro sam@example.org and the GP'],
        '4. Why an MDT without the DSR team isn’t being taken forward: It was tried twice.',
      ].join('\n'),
    );
    const value = (id: string) => inputsOf(card.card ?? {}).find((input) => input.id === id)?.value;
    expect(value('personName')).toBe('Jamie Okafor');
    expect(value('purpose')).toBe('To plan the move.');
    expect(textOf(card)).toContain('and the GP');
    await asha.press(card, 'Next', aboutMe);
    const police = inputsOf(card.card ?? {}).find((input) => input.id === 'organisationIds');
    expect(police?.choices.find((choice) => choice.value === police.value)?.title).toBe('Staffordshire Police');
    expect(value('furtherPeople')).toContain('sam@example.org');
    expect(textOf(card)).toContain('and the GP');
  });

  it('a pasted request whose line breaks Teams took out is understood too', async () => {
    const card = await say(
      'Full name of individual: Jamie OkaforPurpose of meeting: To plan the move.Who to invite: Staffordshire Police' +
        'Why an MDT without the DSR team isn’t being taken forward: It was tried twice.',
    );
    const value = (id: string) => inputsOf(card.card ?? {}).find((input) => input.id === id)?.value;
    expect(value('personName')).toBe('Jamie Okafor');
    expect(value('whyNoMdt')).toBe('It was tried twice.');
  });

  /** A coordinator acts on the request of a card, by the use case itself. */
  async function asCoordinator(card: PostedMessage) {
    const { deps } = conversation.service;
    const cora = await deps.db.professional.findFirstOrThrow({ where: { dsrRole: 'coordinator' } });
    const request = await deps.db.mbeRequest.findFirstOrThrow({ where: { reference: referenceOn(card) } });
    const actor = { kind: 'professional', id: cora.id, dsrRole: 'coordinator' } as const;
    return { deps, input: { actor, requestId: request.id, version: request.version, press: randomUUID() } };
  }
  const news = (words: string) => conversation.teams.waitFor(words, () => asha.newest(words));

  it('answers what the team asks, and an empty answer is asked for again', async () => {
    const { deps, input } = await asCoordinator(await send());
    await askInformation(deps, { ...input, question: 'Which school does Jamie attend?' });
    const card = await news('Which school does Jamie attend?');
    expect(textOf(card)).toContain('? Your answer is needed');
    await asha.press(card, 'Send answer');
    expect(textOf(card)).toContain('Error: Type your answer, then press Send answer.');
    await asha.press(card, 'Send answer', { answer: 'x'.repeat(5_000) });
    expect(textOf(card)).toContain('Error: Shorten your answer');
    await asha.press(card, 'Send answer', { answer: 'Hilltop Academy' });
    expect(textOf(card)).toContain('Your answer was sent to the DSR team.');
    expect(textOf(card)).toContain('Hilltop Academy');
    await conversation.settled();
  });

  it('is told why a request was declined, and copies it to a new draft', async () => {
    const { deps, input } = await asCoordinator(await send());
    await declineMbeRequest(deps, { ...input, reason: 'hold-an-mdt-first', note: 'We are glad to advise.' });
    const card = await news('We are glad to advise.');
    expect(textOf(card)).toContain('Hold a multi-disciplinary team (MDT) meeting first');
    await asha.press(card, 'Copy to a new draft');
    expect(textOf(card)).toContain('This is a copy.');
    expect(inputsOf(card.card ?? {}).find((input) => input.id === 'personName')?.value).toBe('Jamie Okafor');
    await conversation.settled();
  });

  it('a request that was decided meanwhile is not withdrawn, and shows how it stands', async () => {
    const card = await send();
    await asha.press(card, 'Withdraw');
    const { deps, input } = await asCoordinator({ ...card });
    await declineMbeRequest(deps, { ...input, reason: 'not-for-the-register', note: '' });
    await conversation.settled();
    const old = { ...card, card: withdrawCard(input.requestId) };
    const answer = await asha.press(old, 'Withdraw request');
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
    const card = await say('please book me a taxi');
    expect(textOf(card)).toContain('Sorry, I did not understand that');
    expect(buttonsOf(card.card ?? {}).map((button) => button.verb)).toEqual(['start-request', 'show-my-requests']);
    await asha.press(card, 'Request a meeting');
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
    const card = await say('help');
    const forged = {
      type: 'AdaptiveCard',
      body: [],
      actions: [{ type: 'Action.Execute', title: 'Forged', verb, data }],
    };
    const answer = await asha.press({ ...card, card: forged }, 'Forged');
    expect(answer.status).toBe(200);
    expect(answer.words).toContain('out of date or incomplete');
  });

  it('a record that does not exist is answered with a sentence', async () => {
    const card = await say('help');
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
      const pressed = {
        type: 'AdaptiveCard',
        body: [],
        actions: [{ type: 'Action.Execute', title: 'Forged', verb, data }],
      };
      const answer = await asha.press({ ...card, card: pressed }, 'Forged');
      expect(cardText(answer.card ?? {}), verb).toMatch(/We could not find this request|This draft is no longer there/);
    }
  });
});

describe('a directory too long for a checklist', () => {
  let conversation: Conversation;
  beforeAll(async () => {
    conversation = await startConversation();
    for (let number = 1; number <= CHECKLIST_LIMIT + 5; number += 1) {
      await anOrganisation(conversation.service.deps, { name: `Example Care Home ${number}`, position: number });
    }
    await anOrganisation(conversation.service.deps, { name: 'Moorland Council', position: 99 });
  });
  afterAll(() => conversation?.stop());

  it('is searched: what was found is ticked, kept, and more can be found', async () => {
    const ben = await conversation.chat('ben');
    const card = only(await ben.say('request a meeting'));
    await ben.press(card, 'Next', { ...step1, ...aboutMe });
    expect(inputsOf(card.card ?? {}).map((input) => input.id)).not.toContain('organisationIds');

    await ben.press(card, 'Find', { agencyQuery: 'moorland', carerDetail: 'Kept' });
    expect(textOf(card)).toContain('One organisation fits “moorland”.');
    await ben.press(card, 'Find', { agencyQuery: 'home 7', 'Organisations found': 'Moorland Council' });
    expect(textOf(card)).toContain('[Organisations you have chosen] Moorland Council');
    expect(inputsOf(card.card ?? {}).find((input) => input.id === 'carerDetail')?.value).toBe('Kept');

    await ben.press(card, 'Find', { agencyQuery: 'nobody at all' });
    expect(textOf(card)).toContain('We found no organisation for “nobody at all”.');
    await ben.press(card, 'Find', { agencyQuery: '' });
    expect(textOf(card)).toContain('Error: Type a word of the organisation’s name');
    await ben.press(card, 'Send request', step2);
    expect(textOf(card)).toContain('Sent. Your reference is');
    expect(textOf(card)).not.toContain('Care Home');
  });
});
