import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buttonsOf } from '../../app/walk/card-text.ts';
import type { Chat, PostedMessage } from '../../app/walk/teams-stand-in.ts';
import { askIfOnRegister } from '../../services/register-enquiries/ask-if-on-register.ts';
import type { TestActor } from '../support/builders.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';
import { answered, copyOf, only, shown } from '../support/in-teams.ts';
import { aSentReferral, typedReferral } from '../support/referral-builders.ts';

let conversation: Conversation;
let cora: Chat;
let dev: Chat;
let asha: Chat;
let count = 0;

beforeAll(async () => {
  conversation = await startConversation();
  cora = await conversation.channel('cora');
  dev = await conversation.channel('dev');
  asha = await conversation.chat('asha');
});
afterAll(() => conversation?.stop());
afterEach(async () => {
  await conversation.settled();
  expect(conversation.faults.splice(0)).toEqual([]);
});

const deps = () => conversation.service.deps;
const titles = (message: { card: unknown }) => buttonsOf(message.card as never).map((button) => button.title);
const cardWith = (chat: Chat, ...texts: string[]) =>
  chat.messages().findLast((message) => texts.every((text) => shown(message).includes(text)));

const aboutMyself = { jobRole: 'Social worker', organisation: 'Example County Council', phone: '01632 960 456' };

async function ashaHerself(): Promise<TestActor> {
  const row = await deps().db.professional.findFirstOrThrow({ where: { name: 'Asha Example' } });
  return { kind: 'professional', id: row.id, dsrRole: null, name: row.name };
}

/** A referral of Asha's about somebody of their own, and its card in the channel. */
async function referred(over: Parameters<typeof typedReferral>[0] = {}) {
  count += 1;
  const personName = `Jordan Example${'abcdefghij'[count]}`;
  const referral = await aSentReferral(deps(), {
    referrer: await ashaHerself(),
    typed: typedReferral({ personName, nhsNumber: '', ...aboutMyself, ...over }),
  });
  deps().jobs.wake();
  await conversation.settled();
  const card = cardWith(cora, `${referral.reference} · Referral`);
  if (!card) throw new Error('the channel has a card of it');
  return { referral, card };
}

const acceptance = { rating: '◆ Amber', locality: 'Staffordshire', decidedBy: 'The DSR panel' };

describe('a referral in the channel', () => {
  it('is accepted; the letters are read and released; then the referrer hears of it', async () => {
    const { referral, card } = await referred();
    expect(card.summary).toBe(`${referral.reference}: To decide`);
    await cora.press(card, 'Accept');
    expect(answered(await cora.press(card, 'Accept onto the register'))).toContain('Error: Choose the rating.');
    expect(answered(await cora.press(card, 'Accept onto the register', acceptance))).toContain(
      'Accepted. The person is on the register.',
    );
    await conversation.settled();
    expect(
      asha
        .messages()
        .some((message) => shown(message).includes(referral.reference) && /accepted/i.test(shown(message))),
    ).toBe(false);

    const letters = only(await cora.say('letters'));
    expect(shown(letters)).toContain('The referral was accepted');
    const toPerson = cardWith(cora, `${referral.reference} · Letter`, 'Dear Jordan');
    if (!toPerson) throw new Error('the letter came to the channel');
    const again = await cora.press(toPerson, 'Release', { ownWords: 'Call me on Monday.' });
    expect(answered(again)).toContain('Read it once more, then release it.');
    expect(answered(await cora.press(toPerson, 'Release'))).toContain('Released. The email goes out now.');
    await conversation.settled();
    const mail = conversation.mailer.sent.find(({ to }) => to.address === 'jordan@example.org');
    expect(mail?.text).toContain('Call me on Monday.');
    expect(shown(toPerson)).toContain('✓ Told');

    const toReferrer = cardWith(cora, `${referral.reference} · Letter`, 'Dear Asha');
    if (!toReferrer) throw new Error('the referrer’s letter came to the channel');
    await cora.press(toReferrer, 'Release');
    await conversation.settled();
    const news = asha
      .messages()
      .filter((message) => shown(message).includes(referral.reference) && /accepted/i.test(shown(message)));
    expect(news).toHaveLength(1);
    expect(shown(news[0])).not.toMatch(/amber/i);
  });

  it('without consent is not accepted: the card says what to do', async () => {
    const { card } = await referred({ consentAnswer: 'not-yet', whyNot: 'Jordan is unwell.' });
    expect(shown(card)).toContain('Not asked yet: Jordan is unwell.');
    expect(answered(await cora.press(card, 'Accept'))).toContain('There is no consent yet.');
    expect(titles(card)).toContain('Record consent');
  });

  it('that may be about somebody on record is compared first', async () => {
    const first = await referred();
    const same = { personName: first.referral.person.fullName.split(' ').reverse().join(', ') };
    const { card } = await referred(same);
    const compared = await cora.press(card, 'Accept');
    expect(answered(compared)).toContain('Look at who may be the same person first.');
    expect(answered(compared)).toContain('Name: ≈ Same words, written differently');
    expect(answered(await cora.press(card, 'Different people'))).toContain('Recorded: they are different people.');
    await cora.press(card, 'Accept');
    expect(answered(await cora.press(card, 'Accept onto the register', acceptance))).toContain('Accepted.');
  });

  it('is decided by one of two, and the other sees who was first', async () => {
    const { card } = await referred();
    const ofDev = copyOf(card);
    await cora.press(card, 'Not eligible');
    await dev.press(ofDev, 'Accept');
    const refusal = { reason: 'Not at risk', whatElseHelps: 'The community team.', decidedBy: 'Panel' };
    const answers = await Promise.all([
      cora.press(card, 'Record as not eligible', refusal),
      dev.press(ofDev, 'Accept onto the register', acceptance),
    ]);
    const texts = answers.map(answered);
    expect(texts.filter((text) => /^(Accepted|Recorded as not eligible)/.test(text))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('was first: the referral is'))).toHaveLength(1);
  });

  it('is listed with what is due, and only for the team', async () => {
    const { referral } = await referred();
    expect(shown(only(await cora.say('referrals')))).toContain(referral.reference);
    for (const text of ['referrals', 'letters', 'questions'])
      for (const said of await asha.say(text)) expect(shown(said)).not.toContain(referral.person.fullName);
  });
});

describe('a question about the register', () => {
  it('is answered by a coordinator, once, and the asker reads that alone', async () => {
    const { referral } = await referred();
    const actor = await ashaHerself();
    const person = { personName: referral.person.fullName, dateOfBirth: '31/3/1998', nhsNumber: '' };
    await askIfOnRegister(deps(), { actor, press: crypto.randomUUID(), ...person, why: 'I plan support at home.' });
    deps().jobs.wake();
    await conversation.settled();
    const card = cardWith(cora, 'Is this person on the register?', 'I plan support at home.') as PostedMessage;
    expect(shown(card)).toContain(referral.reference);
    expect(card.summary).toBe('A question about the register');
    const ofDev = copyOf(card);
    expect(answered(await cora.press(card, 'Cannot say'))).toContain('Error: Say why you cannot answer');
    const [first, second] = [
      await cora.press(card, 'Not on the register', { note: 'A referral can be made.' }),
      await dev.press(ofDev, 'On the register'),
    ];
    expect(answered(first)).toContain('Your answer goes to their chat.');
    expect(answered(second)).toContain('was first');
    await conversation.settled();
    const news = asha.messages().filter((message) => shown(message).includes('No: this person is not on the'));
    expect(news).toHaveLength(1);
    expect(shown(news[0])).toContain('A referral can be made.');
    expect(shown(news[0])).not.toContain(referral.reference);
  });
});
