import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardText, inputsOf } from '../../app/walk/card-text.ts';
import { CHECKLIST_LIMIT } from '../../services/agencies/model.ts';
import { anOrganisation } from '../support/builders.ts';
import { brokenCardRules } from '../support/card-rules.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';
import {
  only,
  requesterIn,
  textOf,
  typedAboutMe,
  typedStep1,
  typedStep2,
  valueOfInput,
} from '../support/requester-chat.ts';

describe('the two cards in a requester’s own chat', () => {
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

  it('gets a reference and what happens next from two cards', async () => {
    const card = await asha.send();
    expect(textOf(card)).toContain('decides by Thursday 14 January 2027 at ');
    expect(brokenCardRules(card.card as never)).toEqual([]);
  });

  it('is asked for their own details once', async () => {
    await asha.send();
    const card = await asha.say('mbe');
    expect(textOf(card)).toContain('You are: Social worker, Example County Council, 01632 960 456');
    await asha.chat.press(card, 'Next', typedStep1);
    expect(textOf(card)).toContain('Step 2 of 2');
  });

  it('is told first that this is not an emergency service, and again where words speak of danger', async () => {
    expect(textOf(await asha.say('request a meeting'))).toMatch(/^This is not an emergency service\nIf somebody.*999/);
    const card = await asha.toStep2({ 'What is the meeting for': 'He says he wants to die.' });
    expect(textOf(card)).toMatch(/^Is somebody in danger now\?/);
    await asha.chat.press(card, 'Send request', { ...typedStep2, 'Organisations to invite': 'Example Police' });
    expect(textOf(card)).toMatch(/^Is somebody in danger now\?/);
  });

  it('is told what to do now where a meeting is needed within two working days', async () => {
    const card = await asha.send({ neededBy: '2027-01-14' });
    expect(textOf(card)).toMatch(/^You need this very soon/);
  });

  it('gets the emergency advice first for words of danger in any message, and nothing is sent', async () => {
    const before = await stored();
    expect(textOf(await asha.say('he is on the roof, what shall I do'))).toMatch(/^Is somebody in danger now\?/);
    expect(await stored()).toBe(before);
  });

  it('keeps everything typed when something is missing, and nothing is stored', async () => {
    const before = await stored();
    const card = await asha.say('request a meeting');
    await asha.chat.press(card, 'Next', {
      ...typedStep1,
      ...typedAboutMe,
      'Why is an MDT': '',
      'Your phone number': '12',
    });
    expect(textOf(card)).toContain('Please put 2 things right, then press Next again.');
    expect(textOf(card)).toContain('Error: Say why an MDT');
    expect(textOf(card)).toContain('Error: Enter a phone number');
    const values = Object.fromEntries(inputsOf(card.card ?? {}).map((input) => [input.id, input.value]));
    expect(values).toMatchObject({ personName: 'Jamie Example', phone: '12', jobRole: 'Social worker' });
    expect(await stored()).toBe(before);
  });

  it('is shown every problem of the second step at its field, with what was typed', async () => {
    const card = await asha.toStep2();
    await asha.chat.press(card, 'Send request', {
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
    const card = await asha.toStep2();
    await asha.chat.press(card, 'Back', { individualDetail: 'jamie@example.org', place: 'Room 4' });
    expect(textOf(card)).toContain('Step 1 of 2');
    await asha.chat.press(card, 'Next');
    const values = Object.fromEntries(inputsOf(card.card ?? {}).map((input) => [input.id, input.value]));
    expect(values).toMatchObject({ individualDetail: 'jamie@example.org', place: 'Room 4' });
  });

  it('an emptied field stays empty', async () => {
    const card = await asha.toStep2();
    await asha.chat.press(card, 'Back', { place: 'Room 4' });
    await asha.chat.press(card, 'Next');
    await asha.chat.press(card, 'Back', { place: '' });
    await asha.chat.press(card, 'Next');
    expect(valueOfInput(card, 'place')).toBe('');
  });

  it('sending the same card twice makes one request', async () => {
    const card = await asha.toStep2();
    const copy = { ...card };
    const fill = { ...typedStep2, 'Organisations to invite': 'Example Police' };
    const [first, second] = await Promise.all([
      asha.chat.press(card, 'Send request', fill),
      asha.chat.press(copy, 'Send request', fill),
    ]);
    const references = [first, second].map((answer) => /MBE-2027-\d{4}/.exec(cardText(answer.card ?? {}))?.[0]);
    expect(references[0]).toBeDefined();
    expect(references[0]).toBe(references[1]);
  });

  it('an old card of a draft that was sent shows the request', async () => {
    const card = await asha.toStep2();
    const old = { ...card };
    await asha.chat.press(card, 'Send request', { ...typedStep2, 'Organisations to invite': 'Hilltop Academy' });
    const answer = await asha.chat.press(old, 'Save for later');
    expect(cardText(answer.card ?? {})).toContain('You have already sent this request');
  });

  it('a purpose of 50,000 characters comes back cut, with what to do', async () => {
    const card = await asha.say('request a meeting');
    await asha.chat.press(card, 'Next', {
      ...typedStep1,
      ...typedAboutMe,
      'What is the meeting for': 'long '.repeat(10_000),
    });
    expect(textOf(card)).toContain('Error: Shorten the purpose of the meeting to 4,000 characters or fewer.');
    expect(brokenCardRules(card.card as never)).toEqual([]);
  });

  it('Markdown, HTML and formulas in a name stay what was typed', async () => {
    const card = await asha.toStep2({ 'Full name': '=cmd() **<b>Jamie</b>** [x](https://example.org)' });
    expect(textOf(card)).toContain('about =cmd() **<b>Jamie</b>** [x](https://example.org)');
    expect(JSON.stringify(card.card)).not.toContain(' **<b>Jamie');
  });

  it('a pasted request opens the cards with what was understood', async () => {
    const card = await asha.say(
      [
        ...['MbE request', '1. Full name of individual: Jamie Example', '2. Purpose of meeting: To plan the move.'],
        ...['3. Who to invite: Example Police, Sam Okoro sam@example.org and the GP'],
        '4. Why an MDT without the DSR team isn’t being taken forward: It was tried twice.',
      ].join('\n'),
    );
    const value = (id: string) => inputsOf(card.card ?? {}).find((input) => input.id === id)?.value;
    expect(value('personName')).toBe('Jamie Example');
    expect(value('purpose')).toBe('To plan the move.');
    expect(textOf(card)).toContain('and the GP');
    await asha.chat.press(card, 'Next', typedAboutMe);
    await asha.chat.press(card, 'Go on with the request');
    const police = inputsOf(card.card ?? {}).find((input) => input.id === 'organisationIds');
    expect(police?.choices.find((choice) => choice.value === police.value)?.title).toBe('Example Police');
    expect(value('furtherPeople')).toContain('sam@example.org');
    expect(textOf(card)).toContain('and the GP');
  });

  it('a pasted request whose line breaks Teams took out is understood too', async () => {
    const card = await asha.say(
      'Full name of individual: Jamie Example, DOB 31/3/2009, NHS number 999 000 0018Purpose of meeting: To plan the move.Who to invite: Example Police' +
        'Why an MDT without the DSR team isn’t being taken forward: It was tried twice.',
    );
    const value = (id: string) => inputsOf(card.card ?? {}).find((input) => input.id === id)?.value;
    expect(value('personName')).toBe('Jamie Example');
    expect(value('whyNoMdt')).toBe('It was tried twice.');
    await asha.chat.press(card, 'Next', typedAboutMe);
    await asha.chat.press(card, 'Go on with the request');
    expect([value('nhsNumber'), value('dateOfBirth')]).toEqual(['999 000 0018', '31/3/2009']);
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
    await ben.press(card, 'Next', { ...typedStep1, ...typedAboutMe });
    expect(inputsOf(card.card ?? {}).map((input) => input.id)).not.toContain('organisationIds');

    await ben.press(card, 'Find', { agencyQuery: 'moorland', carerDetail: 'Kept' });
    expect(textOf(card)).toContain('One organisation fits “moorland”.');
    await ben.press(card, 'Find', { agencyQuery: 'home 7', 'Organisations found': 'Moorland Council' });
    expect(textOf(card)).toContain('[Organisations you have chosen] Moorland Council');
    expect(valueOfInput(card, 'carerDetail')).toBe('Kept');

    await ben.press(card, 'Find', { agencyQuery: 'nobody at all' });
    expect(textOf(card)).toContain('We found no organisation for “nobody at all”.');
    await ben.press(card, 'Find', { agencyQuery: '' });
    expect(textOf(card)).toContain('Error: Type a word of the organisation’s name');
    await ben.press(card, 'Send request', typedStep2);
    expect(textOf(card)).toContain('Sent. Your reference is');
    expect(textOf(card)).not.toContain('Care Home');
  });
});
