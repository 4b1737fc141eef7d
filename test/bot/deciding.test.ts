import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadSampleAgencies } from '../../app/demo/sample/agencies.ts';
import { buttonsOf } from '../../app/walk/card-text.ts';
import type { Chat } from '../../app/walk/teams-stand-in.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';
import { databaseState } from '../support/database-state.ts';
import {
  answered,
  cardsOf,
  copyOf,
  only,
  pressForged,
  sendRequest,
  shown,
  teamCardOf,
  valueIn,
} from '../support/in-teams.ts';

let conversation: Conversation;
let asha: Chat;
let cora: Chat;
let dev: Chat;

beforeAll(async () => {
  conversation = await startConversation();
  cora = await conversation.channel('cora');
  dev = await conversation.channel('dev');
  await loadSampleAgencies(conversation.service.deps);
  asha = await conversation.chat('asha');
});
afterAll(() => conversation?.stop());
afterEach(async () => {
  await conversation.settled();
  expect(conversation.faults.splice(0)).toEqual([]);
});

/** A new request of Asha's and its card in the channel. */
async function asked(over: Record<string, string> = {}) {
  const sent = await sendRequest(asha, over);
  return { ...sent, card: await teamCardOf(conversation, cora, sent.reference) };
}
const titles = (message: { card: unknown }) => buttonsOf(message.card as never).map((button) => button.title);

describe('the card in the channel', () => {
  it('shows the request and what can be done about it', async () => {
    const { card, reference } = await asked();
    expect(shown(card)).toMatch(new RegExp(`^${reference}\\n.*Jamie Example`, 's'));
    expect(shown(card)).toContain('Agree where Jamie lives from March.');
    expect(titles(card)).toEqual(expect.arrayContaining(['Approve', 'Ask for information', 'Decline', 'Take']));
    expect(card.summary).not.toContain('Jamie');
  });
});

describe('approving', () => {
  it('takes a purpose category, and shows the requester what was corrected', async () => {
    const { card, message, reference } = await asked();
    await cora.press(card, 'Approve');
    const refused = await cora.press(card, 'Approve request');
    expect(answered(refused)).toContain('Error: Choose what the meeting is about.');
    const approved = await cora.press(card, 'Approve request', {
      purposeCategory: 'A place to live',
      'Organisations to invite': 'Example Police',
      furtherPeople: 'Sam Example, sam@example.org',
      lengthMinutes: '1 hour 30 minutes',
      neededBy: '2027-01-29',
    });
    expect(answered(approved)).toContain('Approved. The requester is told');
    await conversation.settled();
    const newest = cardsOf(asha, reference).at(-1);
    expect(newest).not.toBe(message);
    const news = shown(newest);
    expect(news).toContain('✓ Approved');
    for (const change of [
      'Needed by',
      'Length: 1 hour 30 minutes (was: 1 hour)',
      'Sam Example',
      'removed Oakfield Example School',
    ]) {
      expect(news).toContain(change);
    }
    expect(shown(message)).toContain(`${reference}: Approved`);
  });
});

describe('declining', () => {
  it('needs a reason, and one in words where the reason is another', async () => {
    const { card } = await asked();
    await cora.press(card, 'Decline');
    expect(answered(await cora.press(card, 'Decline request'))).toContain('Error: Choose a reason');
    const other = await cora.press(card, 'Decline request', { reason: 'Another reason' });
    expect(answered(other)).toContain('Error: Say which other reason');
    expect(answered(other)).toContain('[Reason (required)] Another reason');
    const done = await cora.press(card, 'Decline request', { note: 'Moved out of our area.' });
    expect(answered(done)).toContain('Declined. The requester is told why.');
  });

  it('the requester is told the reason, and may copy the request to a new draft', async () => {
    const { card, message, reference } = await asked({ place: 'Room 4' });
    await cora.press(card, 'Decline');
    await cora.press(card, 'Decline request', { reason: 'Hold a multi-disciplinary', note: 'We gladly advise.' });
    await conversation.settled();
    const news = cardsOf(asha, reference).at(-1);
    expect(shown(news)).toContain('Hold a multi-disciplinary team (MDT) meeting first');
    expect(shown(news)).toContain('We gladly advise.');
    if (!news || news === message) throw new Error('the requester is told by a message of its own');
    const copies = [copyOf(news), copyOf(news)];
    const drafts = await Promise.all(copies.map((copy) => asha.press(copy, 'Copy to a new draft')));
    for (const draft of drafts) expect(answered(draft)).toContain('This is a copy.');
    const [draft] = copies;
    if (!draft) throw new Error('there is a draft');
    expect(valueIn(draft, 'personName')).toBe('Jamie Example');
    await asha.press(draft, 'Next');
    expect(valueIn(draft, 'place')).toBe('Room 4');
    const sent = await asha.press(draft, 'Send request');
    expect(answered(sent)).toContain('Your reference is');
    expect(answered(sent)).not.toContain(reference);
    const { db } = conversation.service.deps;
    const original = await db.mbeRequest.findFirstOrThrow({ where: { reference } });
    expect(await db.mbeRequest.count({ where: { copiedFromId: original.id } })).toBe(1);
  });
});

describe('asking for information', () => {
  it('goes to the requester in chat, and the answer comes back to the channel', async () => {
    const { card, message, reference } = await asked();
    await cora.press(card, 'Ask for information');
    expect(answered(await cora.press(card, 'Send question'))).toContain('Error: Write your question');
    await cora.press(card, 'Send question', { question: 'Which school does Jamie attend?' });
    await conversation.settled();
    expect(shown(card)).toContain('Waiting for');
    expect(titles(card)).not.toContain('Ask for information');
    const question = cardsOf(asha, reference).at(-1);
    if (!question || question === message) throw new Error('the requester is told by a message of its own');
    expect(shown(question)).toContain('Which school does Jamie attend?');

    const before = conversation.teams.messages().length;
    await asha.press(question, 'Send answer', { answer: 'Oakfield Example School' });
    await conversation.settled();
    const again = conversation.teams.messages().slice(before);
    expect(again.map((posted) => posted.conversationId)).toEqual([cora.conversationId]);
    expect(shown(again[0])).toContain('Oakfield Example School');
    expect(cardsOf(cora, reference)).toEqual(again);
    expect(again.flatMap(titles)).toContain('Approve');
  });
});

describe('two coordinators at once', () => {
  it.each([
    ['approve and decline', ['Approve', 'Approve request'], ['Decline', 'Decline request']],
    ['approve and approve', ['Approve', 'Approve request'], ['Approve', 'Approve request']],
    ['decline and ask', ['Decline', 'Decline request'], ['Ask for information', 'Send question']],
  ] as const)('%s: one stands, and the other sees who and when', async (_name, first, second) => {
    const { card, reference } = await asked();
    const [ofCora, ofDev] = [card, copyOf(card)];
    await cora.press(ofCora, first[0]);
    await dev.press(ofDev, second[0]);
    const fill = (button: string): Record<string, string> => {
      if (button === 'Approve request') return { purposeCategory: 'Support at home' };
      return button === 'Send question' ? { question: 'Who?' } : { reason: 'Not something' };
    };
    const answers = await Promise.all([
      cora.press(ofCora, first[1], fill(first[1])),
      dev.press(ofDev, second[1], fill(second[1])),
    ]);
    const texts = answers.map(answered);
    const won = texts.findIndex((text) => /^(Approved|Declined|Your question goes)/.test(text));
    const winner = ['Cora Example', 'Dev Example'][won];
    const other = texts[1 - won] ?? '';
    expect(texts.filter((text) => /^(Approved|Declined|Your question goes)/.test(text))).toHaveLength(1);
    if (/^Your question goes/.test(texts[won] ?? '')) expect(other).toContain('Somebody changed this request');
    else expect(other).toMatch(new RegExp(`^${winner} was first: .* since Tuesday 12 January 2027 at 9:3`));

    await conversation.settled();
    const { db } = conversation.service.deps;
    const { id } = await db.mbeRequest.findFirstOrThrow({ where: { reference } });
    const decisions = await db.auditEvent.count({
      where: {
        nounId: id,
        result: 'done',
        useCase: { in: ['approve-mbe-request', 'decline-mbe-request', 'ask-information'] },
      },
    });
    expect(decisions).toBe(1);
    expect(await db.meeting.count({ where: { requestId: id } })).toBeLessThanOrEqual(1);
  });
});

describe('every copy of a card', () => {
  it('shows the present state, wherever it is, each brought up to date once a change', async () => {
    const { card, message, reference, requestId } = await asked({ neededBy: '2027-01-20' });
    const asOpened = only(await dev.say(`status ${reference}`));
    const inQueue = only(await dev.say('queue'));
    const reopened = (await cora.open()).find((posted) => shown(posted).startsWith(reference));
    const mine = only(await asha.say('my requests'));
    mine.card = (await pressForged(asha, mine, 'show-request', { requestId })).card;
    if (!reopened) throw new Error('a window that is opened anew shows the open request');
    const updates = reopened.updates;
    const pressed = copyOf(card);
    await dev.press(pressed, 'Take');
    await conversation.settled();
    for (const copy of [card, reopened]) expect(shown(copy)).toContain('Dev Example');
    expect(reopened.updates).toBe(updates + 1);
    await cora.press(reopened, 'Decline');
    await cora.press(reopened, 'Decline request', { reason: 'Not something' });
    await conversation.settled();
    for (const copy of [card, reopened]) expect(shown(copy)).toContain('✕ Declined');
    for (const copy of [message, mine]) expect(shown(copy)).toContain('Not taken forward');
    // Lists and histories are answers to a question at a moment: they say when, and are asked for again.
    for (const copy of [asOpened, inQueue]) expect(copy.updates).toBe(0);
  });
});

describe('the owner of a request', () => {
  it('is who takes it; who is second sees who has it, and nothing changes', async () => {
    const { card } = await asked();
    const ofDev = copyOf(card);
    expect(answered(await cora.press(card, 'Take'))).toContain('This request is yours now.');
    const before = await databaseState(conversation);
    expect(answered(await dev.press(ofDev, 'Take'))).toContain('Cora Example took this request first.');
    expect(await databaseState(conversation)).toEqual(before);
  });

  it('may hand it over to another member of the team', async () => {
    const { card, reference } = await asked();
    await cora.press(card, 'Take');
    await cora.press(card, 'Hand over');
    expect(answered(await cora.press(card, 'Hand over request'))).toContain(
      'Error: Choose who takes the request over.',
    );
    const done = await cora.press(card, 'Hand over request', { toProfessionalId: 'Dev Example' });
    expect(answered(done)).toContain('Handed over.');
    const mine = only(await dev.say('queue mine'));
    expect(shown(mine)).toContain(reference);
    expect(shown(only(await cora.say('queue mine')))).not.toContain(reference);
  });

  it('is one person where two take it at once', async () => {
    const { card, reference } = await asked();
    const answers = await Promise.all([cora.press(card, 'Take'), dev.press(copyOf(card), 'Take')]);
    const texts = answers.map(answered);
    expect(texts.filter((text) => text.includes('This request is yours now.'))).toHaveLength(1);
    expect(texts.filter((text) => text.includes('took this request first.'))).toHaveLength(1);
    const { db } = conversation.service.deps;
    const row = await db.mbeRequest.findFirstOrThrow({ where: { reference } });
    expect(await db.auditEvent.count({ where: { nounId: row.id, useCase: 'take-mbe-request', result: 'done' } })).toBe(
      1,
    );
  });
});
