import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadSampleAgencies } from '../../app/demo/sample/agencies.ts';
import { buttonsOf, inputsOf } from '../../app/walk/card-text.ts';
import type { Chat, PostedMessage, PressAnswer } from '../../app/walk/teams-stand-in.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';
import { databaseState } from '../support/database-state.ts';
import { fakeMailbox } from '../support/fake-mailbox.ts';
import { aboutMe, aboutTheMeeting, aboutThePerson, answered, only, shown, valueIn } from '../support/in-teams.ts';

let conversation: Conversation;
let asha: Chat;
let ben: Chat;
const db = () => conversation.service.deps.db;

beforeAll(async () => {
  conversation = await startConversation();
  // The sample's addresses were marked secure by Cora, who is one of the team.
  await conversation.channel('cora');
  await loadSampleAgencies(conversation.service.deps);
  asha = await conversation.chat('asha');
  ben = await conversation.chat('ben');
});
afterAll(() => conversation?.stop());
afterEach(() => expect(conversation.faults.splice(0)).toEqual([]));

const begin = async (chat: Chat, words = 'request a meeting') => only(await chat.say(words));

async function secondStep(chat: Chat, over: Record<string, string> = {}): Promise<PostedMessage> {
  const card = await begin(chat);
  await chat.press(card, 'Next', { ...aboutThePerson, ...aboutMe, ...over });
  expect(shown(card)).toContain('Step 2 of 2');
  return card;
}

describe('how long it takes', () => {
  it('a first-time requester needs at most 15 presses and typed fields from the first word to the reference', async () => {
    const firstWord = 1;
    const card = await begin(ben);
    const typedOfStep1 = { ...aboutThePerson, ...aboutMe };
    await ben.press(card, 'Next', typedOfStep1);
    const typedOfStep2 = { ...aboutTheMeeting, 'Organisations to invite': 'Example Police' };
    const sent = await ben.press(card, 'Send request', typedOfStep2);
    expect(answered(sent)).toMatch(/Your reference is MBE-2027-\d{4}\./);
    const fields = Object.keys(typedOfStep1).length + Object.keys(typedOfStep2).length;
    expect(firstWord + fields + ['Next', 'Send request'].length).toBeLessThanOrEqual(15);
  });

  it('a returning requester is not asked for their own details again', async () => {
    const card = await begin(ben);
    await ben.press(card, 'Next', aboutThePerson);
    const sent = await ben.press(card, 'Send request', aboutTheMeeting);
    expect(answered(sent)).toContain('Your reference is');
  });
});

describe('what people type', () => {
  it.each([
    ...['request a meeting', 'mbe', 'MbE please', 'I need a meeting', 'Hi, can we have a meeting by exception?'],
    ...['  REQUEST   A MEETING  ', 'new request', 'Request a meeting.'],
  ])('“%s” opens the first step', async (words) => {
    expect(shown(await begin(ben, words))).toContain('Step 1 of 2');
  });

  it.each(['help', 'Hello', 'hi there', 'what can you do?', '?', '👋'])('“%s” opens help', async (words) => {
    const card = await begin(ben, words);
    expect(buttonsOf(card.card ?? {}).map((button) => button.title)).toEqual([
      ...['Request a meeting', 'Refer someone', 'My requests', 'My referrals'],
    ]);
    // This service reads no mailbox, and has no app package.
    expect(shown(card)).not.toMatch(/MbE request|Request an MbE/);
  });

  it('help says where to write in a service that reads the shared mailbox', async () => {
    const facts = { ownAddresses: ['dsr@trust.example.org'], resultsOf: { kind: 'nobody' } } as const;
    const withMailbox = await startConversation({ mailbox: { reader: fakeMailbox().reader, facts } });
    try {
      const card = await begin(await withMailbox.chat('ben'), 'help');
      expect(shown(card)).toContain('write to dsr@trust.example.org, with the subject “MbE request”');
      expect(shown(card)).not.toContain('Request an MbE');
    } finally {
      await withMailbox.stop();
    }
  });

  it.each(['please order a taxi', 'xyzzy', 'Lorem ipsum '.repeat(300)])(
    'what is not understood gets help that offers the choices as buttons',
    async (words) => {
      const before = await databaseState(conversation);
      const card = await begin(ben, words);
      expect(shown(card)).toContain('Sorry, I did not understand that');
      await ben.press(card, 'Request a meeting');
      expect(shown(card)).toContain('Step 1 of 2');
      expect(await databaseState(conversation)).toEqual(before);
    },
  );

  it('words of danger get what to do in an emergency before anything else', async () => {
    for (const words of ['she says she wants to die', 'He has a knife!', 'SUICIDAL']) {
      expect(shown(await begin(ben, words))).toMatch(
        /^Is somebody in danger now\?.*\nIf somebody’s life is at risk, call 999/,
      );
    }
  });
});

describe('what makes a request urgent', () => {
  it.each([
    ['today', '2027-01-12', true],
    ['the second working day', '2027-01-14', true],
    ['the third working day', '2027-01-15', false],
  ])('needed by %s', async (_when, neededBy, urgent) => {
    const card = await secondStep(asha);
    const sent = await asha.press(card, 'Send request', { ...aboutTheMeeting, neededBy });
    expect(answered(sent)).toContain('Your reference is');
    expect(answered(sent).includes('call 999')).toBe(urgent);
    const newest = await db().mbeRequest.findFirstOrThrow({
      orderBy: { reference: 'desc' },
      where: { state: 'submitted' },
    });
    expect(newest.urgent).toBe(urgent);
  });

  it('words of danger in the purpose repeat what to do in an emergency, at once and after sending', async () => {
    const card = await begin(asha);
    const next = await asha.press(card, 'Next', {
      ...aboutThePerson,
      ...aboutMe,
      'What is the meeting for': 'Her mother fears an overdose.',
    });
    expect(answered(next)).toMatch(/^Is somebody in danger now\?/);
    const sent = await asha.press(card, 'Send request', aboutTheMeeting);
    expect(answered(sent)).toMatch(/^Is somebody in danger now\?/);
  });
});

/** What the card says is to be put right. */
const errorsOn = (answer: PressAnswer) =>
  answered(answer)
    .split('\n')
    .filter((line) => line.startsWith('Error: '));

describe('leaving out or mistyping a field', () => {
  const ofStep1: [field: string, typed: string, error: string][] = [
    ['Full name', '', 'Enter the full name'],
    ['What is the meeting for', ' \n ', 'Say what the meeting is for'],
    ['Why is an MDT', '', 'Say why an MDT'],
    ['Your job role', '', 'Enter your job role'],
    ['Your organisation', '', 'Enter the organisation you work for'],
    ['Your phone number', '', 'Enter a phone number'],
    ['Your phone number', 'ring me', 'Enter a phone number'],
  ];
  it.each(ofStep1)('first step, %s typed as “%s”: %s', async (field, typed, error) => {
    const lena = await conversation.chat('lena');
    const before = await databaseState(conversation);
    const card = await begin(lena);
    const filled: Record<string, string> = { ...aboutThePerson, ...aboutMe };
    const answer = await lena.press(card, 'Next', { ...filled, [field]: typed });
    expect(answered(answer)).toContain('Please put one thing right, then press Next again.');
    expect(errorsOn(answer)).toContainEqual(expect.stringContaining(error));
    for (const input of inputsOf(answer.card ?? {})) {
      const label = Object.keys(filled).find((start) => input.label.startsWith(start)) ?? '';
      expect(input.value.trim(), input.label).toBe(label === field ? typed.trim() : filled[label]);
    }
    expect(await databaseState(conversation)).toEqual(before);
  });

  const ofStep2: [field: string, typed: string, error: string][] = [
    ['Organisations to invite', '', 'Choose at least one organisation, or name at least one person to invite.'],
    ['individualAnswer', '', 'Choose whether we should invite the person'],
    ['individualDetail', '', 'Enter how we can reach them'],
    ['individualDetail', 'at home', 'Enter an email address, a phone number or a postal address'],
    ['carerAnswer', '', 'Choose whether we should invite a parent or carer'],
    ['carerDetail', '', 'Enter how we can reach the parent or carer'],
    ['basis', '', 'Choose whether the person knows'],
    ['basis', 'Not yet', 'Say who made the best-interest decision, or why the person has not been asked yet.'],
    ['furtherPeople', 'Sam Example', 'Line 1: Add an email address'],
    ['furtherPeople', 'Sam Example, sam@', 'Line 1: Check the email address'],
    [
      'furtherPeople',
      'Sam Example, sam@example.org\nsam two, sam@example.org',
      'Line 2: This email address is in the list already',
    ],
    ['nhsNumber', '943 476 5918', 'This is not a valid NHS number'],
    ['nhsNumber', '12345', 'Enter an NHS number of 10 digits'],
    ['nhsNumber', '1111111111', 'never one digit ten times'],
    ['dateOfBirth', '31/2/1990', 'as day, month and year'],
    ['dateOfBirth', '1/1/2031', 'lies ahead'],
    ['neededBy', '2027-01-11', 'has passed'],
    ['neededBy', 'soon', 'as day, month and year'],
    ['lengthMinutes', '7', 'Choose one of the lengths'],
  ];
  it.each(ofStep2)('second step, %s typed as “%s”: %s', async (field, typed, error) => {
    const card = await secondStep(asha);
    const before = await databaseState(conversation);
    const answer = await asha.press(card, 'Send request', { ...aboutTheMeeting, [field]: typed });
    expect(answered(answer)).toMatch(/Please put \S+ things? right, then press Send request again\./);
    expect(errorsOn(answer)).toContainEqual(expect.stringContaining(error));
    for (const [id, value] of Object.entries({ individualDetail: aboutTheMeeting.individualDetail, [field]: typed })) {
      const kept = inputsOf(answer.card ?? {}).find((input) => input.id === id)?.value;
      if (kept !== undefined && !['basis', 'lengthMinutes', 'neededBy'].includes(id))
        expect(kept, id).toBe(id === field ? typed : value);
    }
    expect(await databaseState(conversation)).toEqual(before);
    expect(answered(await asha.press(card, 'Send request', { ...aboutTheMeeting, ...putRight(field) }))).toContain(
      'Your reference is',
    );
  });

  /** What somebody does next: fills the field as it should be, or empties it. */
  const putRight = (field: string): Record<string, string> =>
    field in aboutTheMeeting ? {} : { [field]: field === 'lengthMinutes' ? '60' : '' };

  it('a field that was emptied is empty in the draft, and does not come back', async () => {
    const card = await secondStep(asha);
    await asha.press(card, 'Back', { ...aboutTheMeeting, place: 'Room 4', nhsNumber: '999 000 0018' });
    await asha.press(card, 'Next', { 'Full name': 'Somebody Else' });
    expect(valueIn(card, 'place')).toBe('Room 4');
    await asha.press(card, 'Save for later', { 'Organisations to invite': '', place: '', nhsNumber: '', basis: '' });
    await asha.press(card, 'Continue');
    await asha.press(card, 'Next');
    for (const id of ['organisationIds', 'place', 'nhsNumber', 'basis']) expect(valueIn(card, id), id).toBe('');
    expect(valueIn(card, 'individualDetail')).toBe('jamie@example.org');
  });
});
