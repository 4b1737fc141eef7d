import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buttonsOf, inputsOf } from '../../app/walk/card-text.ts';
import type { Chat } from '../../app/walk/teams-stand-in.ts';
import { brokenCardRules } from '../support/card-rules.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';
import { databaseState } from '../support/database-state.ts';
import { answered, copyOf, dataOf, only, pressForged, shown, valueIn } from '../support/in-teams.ts';
import { referInTeams, referralSteps, toCheckPage } from '../support/referring.ts';

let conversation: Conversation;
let asha: Chat;
let ben: Chat;
let cora: Chat;
const db = () => conversation.service.deps.db;

beforeAll(async () => {
  conversation = await startConversation();
  asha = await conversation.chat('asha');
  ben = await conversation.chat('ben');
  cora = await conversation.chat('cora');
});
afterAll(() => conversation?.stop());
afterEach(() => expect(conversation.faults.splice(0)).toEqual([]));

const begin = async (chat: Chat, words = 'refer someone') => only(await chat.say(words));

describe('what people type', () => {
  it.each([
    'refer someone',
    'refer',
    'Referral',
    'new referral',
    'make a referral to the register',
    'Refer a person please',
  ])('“%s” opens the first step, which says first that this is not an emergency service', async (words) => {
    const card = await begin(asha, words);
    expect(shown(card)).toMatch(/^This is not an emergency service\n.*999/);
    expect(shown(card)).toContain('Step 1 of 9: Who it is about');
  });

  it('“request a meeting” is still something else, and so is “my requests”', async () => {
    expect(shown(await begin(asha, 'request a meeting'))).toContain('Request a meeting');
    expect(shown(await begin(asha, 'my requests'))).toContain('My requests');
  });

  it.each([
    'is someone on the register',
    'Is somebody on the register?',
    'ask the register',
    'is this person on the DSR register',
  ])('“%s” opens the question to a coordinator', async (words) => {
    expect(shown(await begin(asha, words))).toContain('I do not look anybody up.');
  });

  it('neither a referral nor a list of them opens in a channel', async () => {
    const channel = await conversation.channel('cora');
    for (const words of ['refer someone', 'my referrals', 'enter a referral', 'is someone on the register']) {
      expect(shown((await channel.say(words)).at(-1))).toContain('in a one-to-one chat');
    }
  });
});

describe('a referral from the first word to its reference', () => {
  it('is made in steps, checked and sent; the confirmation says what happens next and what to do in an emergency', async () => {
    const { sent, referralId } = await referInTeams(asha);
    const text = answered(sent);
    expect(text).toMatch(/^This is not an emergency service/);
    expect(text).toContain('No time for this is set locally.');
    expect(text).toContain('is told the outcome too');
    expect(brokenCardRules(sent.card as never)).toEqual([]);
    const row = await db().referral.findUniqueOrThrow({ where: { id: referralId }, include: { person: true } });
    expect(row).toMatchObject({ state: 'submitted', suggestedRating: 'amber', person: { fullName: 'Jordan Example' } });
  });

  it('every step keeps the rules of a card, and each keeps what was typed when something is missing', async () => {
    const card = await begin(ben);
    for (const fill of Object.values(referralSteps)) {
      expect(brokenCardRules(card.card as never)).toEqual([]);
      await ben.press(card, 'Next', fill);
    }
    expect(shown(card)).toContain('Check the answers');
    expect(brokenCardRules(card.card as never)).toEqual([]);
  });

  it('keeps everything typed when something is wrong, names it at its field, and stores nothing', async () => {
    const before = await databaseState(conversation);
    const card = await begin(ben);
    await ben.press(card, 'Next', {
      ...referralSteps.who,
      personName: '',
      dateOfBirth: '31/3/98',
      nhsNumber: '999 000 0019',
    });
    const text = shown(card);
    expect(text).toContain('Please put 3 things right, then press Next again. Nothing you typed is lost.');
    expect(text).toContain('Error: Enter the person’s full name.');
    expect(text).toContain('Error: Write the year with four digits');
    expect(text).toContain('Error: This is not a valid NHS number');
    expect(valueIn(card, 'dateOfBirth')).toBe('31/3/98');
    expect(valueIn(card, 'residence')).toBe('1 Example Street, Stafford');
    expect(await databaseState(conversation)).toEqual(before);
  });

  it.each([
    ['31/2/1998', 'Enter a real date'],
    ['1/1/2028', 'This date lies ahead'],
    ['1/1/1901', 'more than 120 years ago'],
    ['1/1/1850', 'more than 120 years ago'],
  ])('a date of birth of %s is refused: %s', async (dateOfBirth, words) => {
    const card = await begin(ben);
    await ben.press(card, 'Next', { ...referralSteps.who, dateOfBirth });
    expect(shown(card)).toContain(words);
    expect(valueIn(card, 'dateOfBirth')).toBe(dateOfBirth);
  });

  it('Back keeps what was typed, and Save for later too', async () => {
    const card = await begin(asha);
    await asha.press(card, 'Next', referralSteps.who);
    await asha.press(card, 'Back', { 'eligibility-diagnosis': 'Yes' });
    expect(shown(card)).toContain('Step 1 of 9');
    await asha.press(card, 'Next');
    expect(valueIn(card, 'eligibility-diagnosis')).toBe('yes');
    await asha.press(card, 'Save for later', { 'eligibility-risk-of-admission': 'No' });
    expect(shown(card)).toContain('Nobody has seen it yet.');
    await asha.press(card, 'Continue');
    expect(shown(card)).toContain('Step 2 of 9');
    expect(valueIn(card, 'eligibility-risk-of-admission')).toBe('no');
  });

  it('any step can be changed from the check page and leads back to it', async () => {
    const card = await toCheckPage(asha);
    const draftId = dataOf(card.card, 'send-referral').draftId;
    await pressForged(asha, card, 'open-referral-step', { draftId, step: 'risk' }).then(({ card: step }) => {
      expect(inputsOf(step ?? {}).find(({ id }) => id === 'currentIssues')?.value).toContain('not slept');
      card.card = step;
    });
    await asha.press(card, 'Save and go back to the check', { whatCouldHelp: 'A night nurse.' });
    expect(shown(card)).toContain('Check the answers');
    expect(shown(card)).toContain('A night nurse.');
  });

  it('a changed date of birth that closes the way of consent shows on the check page, and nothing can be sent', async () => {
    const card = await toCheckPage(asha);
    const draftId = dataOf(card.card, 'send-referral').draftId;
    card.card = (await pressForged(asha, card, 'open-referral-step', { draftId, step: 'who' })).card;
    await asha.press(card, 'Save and go back to the check', { dateOfBirth: '31/3/2015' });
    expect(shown(card)).toContain('They cannot agree in this way at the person’s age.');
    expect(buttonsOf(card.card ?? {}).map(({ verb }) => verb)).not.toContain('send-referral');
  });

  it('the referrer presses “I am one” and is a key professional; pressed twice they are one', async () => {
    const card = await begin(asha);
    const { professionals: _p, rating: _r, ...first } = referralSteps;
    for (const fill of Object.values(first)) await asha.press(card, 'Next', fill);
    await asha.press(card, 'I am one');
    await asha.press(card, 'I am one', { professionalName: 'Sam Example' });
    expect(shown(card).match(/Asha Example, Community nurse/g)).toHaveLength(1);
    expect(valueIn(card, 'professionalName')).toBe('Sam Example');
    await asha.press(card, 'Add this person', { professionalName: 'Sam Example', professionalRole: 'GP' });
    expect(shown(card)).toContain('Error: Enter an email address or a phone number');
    await asha.press(card, 'Add this person', {
      professionalName: 'Sam Example',
      professionalRole: 'GP',
      professionalPhone: '01632 960 777',
    });
    expect(shown(card)).toContain('Sam Example, GP, 01632 960 777');
    await asha.press(card, 'Take out');
    expect(shown(card)).not.toContain('Asha Example, Community nurse');
  });

  it('words of danger repeat what to do now and mark it urgent', async () => {
    const { sent, referralId } = await referInTeams(asha, {
      risk: { currentIssues: 'Jordan says they want to die tonight.' },
    });
    expect(answered(sent)).toMatch(/^Is somebody in danger now\?/);
    expect(await db().referral.findUnique({ where: { id: referralId } })).toMatchObject({ urgent: true });
  });

  it('is told that “not yet” may be sent and that nobody comes onto the register without consent', async () => {
    const { sent } = await referInTeams(asha, {
      consent: { consentAnswer: 'Not yet' },
      detail: { whyNot: 'We speak on Friday.' },
    });
    expect(answered(sent)).toContain('Nobody comes onto the register without consent.');
  });

  it('50,000 characters come back cut, with what to do', async () => {
    const card = await begin(ben);
    const { risk: _, professionals: _p, rating: _r, ...first } = referralSteps;
    for (const fill of Object.values(first)) await ben.press(card, 'Next', fill);
    await ben.press(card, 'Next', { ...referralSteps.risk, currentIssues: 'long '.repeat(10_000) });
    expect(shown(card)).toContain('Error: Shorten this to 4,000 characters or fewer.');
    expect(brokenCardRules(card.card as never)).toEqual([]);
  });

  it('Markdown, HTML and formulas in a name stay what was typed', async () => {
    const personName = '=cmd() **<b>Jordan</b>** [x](https://example.org)';
    const { sent } = await referInTeams(asha, { who: { personName }, detail: { consenterName: 'Jordan Example' } });
    expect(answered(sent)).toContain(`About ${personName}`);
    expect(JSON.stringify(sent.card)).not.toContain(' **<b>Jordan');
  });

  it('sending the same card twice, and an old card of it, make one referral', async () => {
    const card = await toCheckPage(asha);
    const copy = copyOf(card);
    const [first, second] = await Promise.all([asha.press(card, 'Send referral'), asha.press(copy, 'Send referral')]);
    const references = [first, second].map((answer) => /REF-2027-\d{4}/.exec(answered(answer))?.[0]);
    expect(references[0]).toBeDefined();
    expect(references[0]).toBe(references[1]);
    const old = await asha.press(copyOf({ ...copy, card: copy.card }), 'My referrals');
    expect(answered(old)).toContain(references[0]);
  });

  it('a stale step of a referral that was sent shows the referral', async () => {
    const card = await begin(asha);
    await asha.press(card, 'Next', referralSteps.who);
    const stale = copyOf(card);
    for (const fill of Object.values(referralSteps).slice(1)) await asha.press(card, 'Next', fill);
    await asha.press(card, 'Send referral');
    expect(answered(await asha.press(stale, 'Next', referralSteps.eligibility))).toContain(
      'You have already sent this referral.',
    );
  });

  it('another person’s draft is not there, whatever they press, and is not changed', async () => {
    const card = await toCheckPage(asha);
    const draftId = String(dataOf(card.card, 'send-referral').draftId);
    const before = await db().referral.findUniqueOrThrow({ where: { id: draftId } });
    for (const [verb, data] of [
      ['open-referral-draft', { draftId }],
      ['open-referral-step', { draftId, step: 'who' }],
      ['next-referral-step', { draftId, step: 'who', ...referralSteps.who, locality: 'staffordshire' }],
      ['save-referral-draft', { draftId, step: 'who', personName: 'X' }],
      ['name-me-key-professional', { draftId, step: 'professionals' }],
      ['send-referral', { draftId, press: crypto.randomUUID() }],
      ['discard-referral-draft', { draftId, sure: 'yes' }],
    ] as const) {
      const answer = await pressForged(ben, only(await ben.say('help')), verb, data);
      expect(`${verb}: ${answered(answer)}`).toContain('This draft is no longer there');
      expect(answered(answer)).not.toContain('Jordan');
    }
    expect(await db().referral.findUniqueOrThrow({ where: { id: draftId } })).toEqual(before);
  });
});

describe('my referrals', () => {
  it('lists, opens, withdraws with a reason, and deletes a draft after asking once more', async () => {
    const dev = await conversation.chat('dev');
    const { reference } = await referInTeams(dev);
    const list = only(await dev.say('my referrals'));
    expect(shown(list)).toContain(reference);
    await dev.press(list, 'Withdraw');
    expect(shown(list)).toContain(`Withdraw ${reference}?`);
    await dev.press(list, 'Withdraw referral', { note: 'x'.repeat(4001) });
    expect(shown(list)).toContain('Shorten the reason');
    await dev.press(list, 'Withdraw referral', { note: 'The crisis is over.' });
    expect(shown(list)).toContain('Withdrawn');
    const draft = await begin(dev);
    await dev.press(draft, 'Save for later', { personName: 'Taylor Example' });
    await dev.press(draft, 'My referrals');
    await dev.press(draft, 'Delete');
    await dev.press(draft, 'Delete draft');
    expect(shown(draft)).toContain('Nothing of what you typed was kept.');
  });

  it('somebody else’s referral is not there', async () => {
    const { referralId } = await referInTeams(asha);
    for (const verb of ['show-my-referral', 'open-withdraw-referral']) {
      const answer = await pressForged(ben, only(await ben.say('help')), verb, { referralId });
      expect(answered(answer)).toContain('We could not find this referral among yours.');
    }
  });
});

describe('a reference typed', () => {
  it('shows a referrer their own referral, and the team its card; to anybody else it is as if there were none', async () => {
    const { reference } = await referInTeams(asha);
    const typed = `status ${reference.toLowerCase()}`;
    expect(shown(only(await asha.say(typed)))).toContain(reference);
    expect(shown(only(await cora.say(typed)))).toContain('Accept');
    const none = shown(only(await ben.say('REF-2027-9999')));
    expect(shown(only(await ben.say(typed)))).toBe(none);
    expect(none).toContain('We could not find this referral among yours.');
  });
});

describe('a question from the team', () => {
  it('shows on the referrer’s card, is answered in the chat, and comes back to the team', async () => {
    const { referralId } = await referInTeams(asha);
    // What follows from the referral itself is done before its row is changed by hand.
    await conversation.settled();
    const coordinator = await db().professional.findFirstOrThrow({ where: { name: 'Cora Example' } });
    const { newId, clock } = conversation.service.deps;
    await db().referral.update({ where: { id: referralId }, data: { state: 'information-requested' } });
    await db().referralQuestion.create({
      data: {
        ...{ id: newId(), referralId, question: 'Who is the GP?', askedById: coordinator.id },
        ...{ askedAt: clock.now(), pausesClock: false },
      },
    });
    const list = only(await asha.say('my referrals'));
    list.card = (await pressForged(asha, list, 'show-my-referral', { referralId })).card;
    expect(shown(list)).toContain('Cora Example asks');
    await asha.press(list, 'Send answer');
    expect(shown(list)).toContain('Error: Type your answer');
    await asha.press(list, 'Send answer', { answer: 'Dr Mina Example' });
    expect(shown(list)).toContain('Your answer was sent to the DSR team.');
    expect(await db().referral.findUnique({ where: { id: referralId } })).toMatchObject({ state: 'submitted' });
  });
});

describe('a coordinator enters a referral', () => {
  const received = {
    receivedBy: 'By phone',
    receivedOn: '2027-01-08',
    route: 'A parent, carer or family member',
    contactName: 'Alex Example',
    contactRelation: 'Mother',
    contactVia: 'Phone',
    contactDetail: '01632 960 123',
  };

  it('with who was on the phone, how to reach them, and the date it was received', async () => {
    const card = await begin(cora, 'enter a referral');
    expect(shown(card)).toMatch(/^This is not an emergency service/);
    await cora.press(card, 'Next', { ...received, receivedOn: '2027-01-13' });
    expect(shown(card)).toContain('Error: This date lies ahead');
    await cora.press(card, 'Next', received);
    const { jobRole: _j, organisation: _o, phone: _p, ...who } = referralSteps.who;
    for (const fill of [who, ...Object.values(referralSteps).slice(1)]) await cora.press(card, 'Next', fill);
    await cora.press(card, 'Send referral');
    const reference = /REF-2027-\d{4}/.exec(shown(card))?.[0] ?? '';
    const row = await db().referral.findUniqueOrThrow({ where: { reference } });
    expect(row).toMatchObject({ route: 'carer', receivedBy: 'phone', contactName: 'Alex Example' });
    expect(row.receivedOn?.toISOString().slice(0, 10)).toBe('2027-01-08');
  });

  it('and nobody else does', async () => {
    expect(shown(await begin(ben, 'enter a referral'))).toContain('Only the DSR team can do this.');
    const forged = { draftId: crypto.randomUUID(), step: 'received', forAnother: 'yes', ...received };
    const answer = await pressForged(ben, only(await ben.say('help')), 'save-referral-draft', forged);
    expect(answered(answer)).toContain('Only the DSR team can do this.');
    expect(await db().referral.count({ where: { id: forged.draftId } })).toBe(0);
  });
});

describe('“is somebody on the register?”', () => {
  it('goes to a coordinator with the reason, once, and the answer says nothing about anybody', async () => {
    const card = await begin(asha, 'is someone on the register');
    const same = copyOf(card);
    await asha.press(card, 'Ask the DSR team', { personName: 'Jordan Example', dateOfBirth: '31/3/98' });
    expect(shown(card)).toContain('Error: Say why you need to know');
    expect(shown(card)).toContain('Error: Write the year with four digits');
    expect(valueIn(card, 'personName')).toBe('Jordan Example');
    const fill = { personName: 'Jordan Example', dateOfBirth: '31/3/1998', why: 'We plan a discharge.' };
    const answers = await Promise.all([
      asha.press(same, 'Ask the DSR team', fill),
      asha.press(copyOf(same), 'Ask the DSR team', fill),
    ]);
    for (const answer of answers)
      expect(answered(answer)).toContain('A coordinator reads it with your reason and answers.');
    expect(await db().registerEnquiry.findMany({ where: { why: fill.why } })).toMatchObject([{ answer: null }]);
  });
});
