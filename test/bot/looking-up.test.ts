import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadSampleAgencies } from '../../app/demo/sample/agencies.ts';
import { buttonsOf } from '../../app/walk/card-text.ts';
import type { Chat } from '../../app/walk/teams-stand-in.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';
import { databaseState } from '../support/database-state.ts';
import {
  answered,
  cardsOf,
  dataOf,
  only,
  pressForged,
  sendRequest,
  shown,
  teamCardOf,
  valueIn,
} from '../support/in-teams.ts';

let conversation: Conversation;
let asha: Chat;
let ben: Chat;
let cora: Chat;

beforeAll(async () => {
  conversation = await startConversation();
  cora = await conversation.channel('cora');
  await conversation.channel('dev');
  await loadSampleAgencies(conversation.service.deps);
  asha = await conversation.chat('asha');
  ben = await conversation.chat('ben');
});
afterAll(() => conversation?.stop());
// Requests are told apart by when they came in.
beforeEach(() => conversation.clock.moveBy(60_000));
afterEach(() => expect(conversation.faults.splice(0)).toEqual([]));

/** What jobs post of themselves meanwhile is no answer. */
async function say(chat: Chat, text: string) {
  await conversation.settled();
  return only(await chat.say(text));
}
const referencesOn = (text: string): string[] => text.match(/MBE-\d{4}-\d{4}/g) ?? [];

describe('the status of a request', () => {
  it('is found by its requester and by the team, however the reference is written', async () => {
    const { reference } = await sendRequest(asha);
    const [, year, number] = reference.split('-');
    const written = [
      ...[`status ${reference}`, reference, `STATUS ${reference.toLowerCase()}`, `status  mbe ${year} ${number}`],
      ...[`status of mbe ${year} ${Number(number)}?`, `mbe–${year}–${number}`, `history ${reference}`],
    ];
    for (const text of written) {
      for (const chat of [asha, cora]) {
        const history = shown(await say(chat, text));
        expect(history, text).toContain(reference);
        expect(history, text).toContain('Asha Example sent the request');
      }
    }
  });

  it('tells everything that has happened, in plain words', async () => {
    const { reference } = await sendRequest(asha);
    const card = await teamCardOf(conversation, cora, reference);
    await cora.press(card, 'Ask for information');
    await cora.press(card, 'Send question', { question: 'Which school?' });
    await conversation.settled();
    const question = cardsOf(asha, reference).at(-1);
    if (!question) throw new Error('the requester is asked');
    await asha.press(question, 'Send answer', { answer: 'Oakfield.' });
    await conversation.settled();
    const answeredCard = await teamCardOf(conversation, cora, reference);
    await cora.press(answeredCard, 'Decline');
    await cora.press(answeredCard, 'Decline request', { reason: 'Not something' });
    const history = shown(await say(asha, reference));
    const order = ['sent the request', 'Which school?', 'Oakfield.', 'Not something the DSR team can help with'];
    const places = order.map((words) => history.indexOf(words));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('of somebody else’s request is not found, in the very words of one that does not exist', async () => {
    const { reference } = await sendRequest(asha);
    const ofAnother = await say(ben, `status ${reference}`);
    const ofNone = await say(ben, 'status MBE-2027-9999');
    expect(shown(ofAnother)).toContain('We could not find this request');
    expect(shown(ofAnother)).toBe(shown(ofNone));
    expect(JSON.stringify(ofAnother)).not.toMatch(/Jamie|Asha|lives from March/);
    expect(ofAnother.summary).toBe(ofNone.summary);
  });
});

describe('my requests', () => {
  it('lists only one’s own, drafts first, eight a page', async () => {
    for (let n = 1; n <= 9; n += 1) {
      conversation.clock.moveBy(60_000);
      const card = await say(ben, 'request a meeting');
      await ben.press(card, 'Save for later', { 'Full name': `Draft ${n}` });
    }
    const { reference } = await sendRequest(ben, { 'Full name': 'Ben’s Person' });
    const list = await say(ben, 'my requests');
    expect(shown(list)).toContain('10 drafts and requests, page 1 of 2');
    expect(shown(list).match(/Draft \d/g)).toEqual([9, 8, 7, 6, 5, 4, 3, 2].map((n) => `Draft ${n}`));
    await ben.press(list, 'Older');
    expect(shown(list)).toContain('page 2 of 2');
    expect(shown(list)).toContain('Draft 1');
    expect(referencesOn(shown(list))).toEqual([reference]);
    expect(shown(list)).not.toContain('Jamie');
    await ben.press(list, 'Newer');
    expect(shown(list)).toContain('page 1 of 2');
  });

  it('a page that is no longer there shows the last one', async () => {
    const list = await say(ben, 'my requests');
    expect(answered(await pressForged(ben, list, 'show-my-requests', { page: 99 }))).toContain('page 2 of 2');
  });

  it('continues a draft where it was left', async () => {
    const card = await say(ben, 'drafts');
    const { draftId } = dataOf(card.card, 'open-draft');
    await ben.press(card, 'Continue');
    expect(valueIn(card, 'personName')).toBe('Draft 9');
    expect(dataOf(card.card, 'to-step-2').draftId).toBe(draftId);
  });

  it('saves a draft of nothing, and one of rubbish, as it was typed', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what somebody typed
    for (const typed of ['', '=cmd() ${x} <b>**rubbish**']) {
      conversation.clock.moveBy(60_000);
      const card = await say(ben, 'request a meeting');
      expect(answered(await ben.press(card, 'Save for later', { 'Full name': typed }))).toContain('Draft saved');
      const list = await say(ben, 'my requests');
      await ben.press(list, 'Continue');
      expect(valueIn(list, 'personName')).toBe(typed);
    }
  });

  it('withdraws a request only after asking once more', async () => {
    const { reference, requestId } = await sendRequest(ben);
    const list = await say(ben, 'my requests');
    const before = await databaseState(conversation);
    list.card = (await pressForged(ben, list, 'open-withdraw', { requestId })).card;
    expect(shown(list)).toMatch(/Withdraw/);
    expect(await databaseState(conversation)).toEqual(before);
    const done = await ben.press(list, 'Withdraw request', { note: 'Solved.' });
    expect(answered(done)).toContain('Your request was withdrawn.');
    expect(shown(await teamCardOf(conversation, cora, reference))).toContain('Withdrawn');
  });
});

describe('the queue', () => {
  it('lists open requests ten a page, soonest needed first, then as they came in', async () => {
    const first = await sendRequest(asha, { neededBy: '2027-03-02' });
    const second = await sendRequest(asha, { neededBy: '2027-02-02' });
    for (let n = 0; n < 10; n += 1) {
      conversation.clock.moveBy(60_000);
      await sendRequest(asha, { 'Full name': `Person Number${n}` });
    }
    const queue = await say(cora, 'queue');
    const { db } = conversation.service.deps;
    const open = await db.mbeRequest.findMany({
      where: { state: { in: ['submitted', 'information-requested', 'approved'] } },
      orderBy: [{ neededBy: { sort: 'asc', nulls: 'last' } }, { submittedAt: 'asc' }],
      select: { reference: true },
    });
    const expected = open.map((row) => row.reference ?? '');
    expect(expected.slice(0, 2)).toEqual([second.reference, first.reference]);
    const listed = referencesOn(shown(queue));
    expect(listed).toHaveLength(10);
    await cora.press(queue, 'Next page');
    expect(listed.concat(referencesOn(shown(queue)))).toEqual(expected);
    await cora.press(queue, 'Previous page');
    expect(referencesOn(shown(queue))).toEqual(listed);
  });

  it('says of each its age, state, owner and who is waited for', async () => {
    const { reference } = await sendRequest(asha, { neededBy: '2027-01-29' });
    await cora.press(await teamCardOf(conversation, cora, reference), 'Take');
    const row = shown(await say(cora, 'queue'))
      .split('\n')
      .find((line) => line.startsWith(reference));
    expect(row).toContain('Waiting for Cora Example (owner)');
    expect(row).toMatch(/asked (just now|today|less than|\d)/);
  });

  it('is narrowed to mine, to those without an owner, and to those overdue', async () => {
    const { reference } = await sendRequest(asha, { neededBy: '2027-01-20' });
    const mine = shown(await say(cora, 'queue mine'));
    expect(referencesOn(mine)).not.toContain(reference);
    const queue = await say(cora, 'queue');
    await cora.press(queue, 'No owner');
    expect(referencesOn(shown(queue))).toContain(reference);
    for (const taken of referencesOn(mine)) expect(shown(queue)).not.toContain(taken);
    await cora.press(queue, 'Overdue');
    expect(shown(queue)).toContain('No request is overdue.');
    await cora.press(queue, 'Mine');
    expect(referencesOn(shown(queue))).toEqual(referencesOn(mine));
  });

  it('is the team’s alone: a requester who types it is told so, and sees nobody', async () => {
    for (const text of ['queue', 'queue overdue', 'open requests']) {
      const answer = await say(ben, text);
      expect(referencesOn(shown(answer))).toEqual([]);
      expect(JSON.stringify(answer)).not.toMatch(/Jamie|Person Number/);
    }
  });
});

describe('requests that may concern the same individual', () => {
  const about = { 'Full name': 'Morgan Fernsby', dateOfBirth: '3/4/1991' };

  it('are shown to the team, never to a requester, and linked by a coordinator alone', async () => {
    const first = await sendRequest(asha, about);
    const second = await sendRequest(ben, { ...about, 'Full name': ' morgan  FERNSBY ' });
    const card = await teamCardOf(conversation, cora, second.reference);
    expect(shown(card)).toContain('Is this the same person?');
    expect(shown(card)).toContain(first.reference);
    for (const message of [...asha.messages(), ...ben.messages()]) {
      expect(shown(message)).not.toContain('same person');
      expect(shown(message).includes(first.reference) && shown(message).includes(second.reference)).toBe(false);
    }
    const { db } = conversation.service.deps;
    expect(await db.person.count({ where: { sameAsId: { not: null } } })).toBe(0);

    const before = await databaseState(conversation);
    const data = dataOf(card.card, 'link-same-person');
    const refused = await pressForged(ben, second.message, 'link-same-person', data);
    expect(answered(refused)).toContain('Only the DSR team can do this.');
    expect(await databaseState(conversation)).toEqual(before);

    expect(answered(await cora.press(card, 'Same person: link'))).toContain('✓ Linked: the same person');
    await conversation.settled();
    expect(await db.person.count({ where: { sameAsId: { not: null } } })).toBe(1);
    expect(shown(cardsOf(cora, first.reference).find((copy) => shown(copy).startsWith(first.reference)))).toContain(
      '✓ Linked: the same person',
    );
    expect(shown(await say(ben, second.reference))).not.toContain(first.reference);
  });
});

describe('a request that waits too long for a decision', () => {
  it('is brought to mind once: to its owner, or to the channel where nobody owns it', async () => {
    const unowned = await sendRequest(asha, { neededBy: '2027-01-15' });
    const owned = await sendRequest(asha);
    const dev = await conversation.chat('dev');
    const take = { requestId: owned.requestId, press: randomUUID() };
    await pressForged(dev, await say(dev, owned.reference), 'take-request', take);
    await conversation.settled();
    const count = () => ({
      channel: cora.messages().length,
      dev: dev.messages().length,
    });
    const before = count();
    conversation.clock.moveBy(4 * 24 * 3_600_000);
    await conversation.service.sweepNow();
    await conversation.service.sweepNow();
    await conversation.settled();
    const posted = cora.messages().slice(before.channel);
    const ofUnowned = posted.filter((message) => message.summary?.includes(unowned.reference));
    expect(ofUnowned).toHaveLength(1);
    expect(shown(ofUnowned[0])).toContain('Overdue: not decided in time');
    expect(posted.filter((message) => message.summary?.includes(owned.reference))).toEqual([]);
    const toDev = dev.messages().slice(before.dev);
    expect(toDev.map((message) => message.summary?.includes(owned.reference))).toEqual([true]);

    const after = count();
    conversation.clock.moveBy(24 * 3_600_000);
    await conversation.service.sweepNow();
    await conversation.settled();
    expect(count()).toEqual(after);
    expect(referencesOn(shown(await say(cora, 'queue overdue')))).toContain(unowned.reference);
    const card = await teamCardOf(conversation, cora, unowned.reference);
    expect(shown(card)).toContain('Overdue');
    expect(buttonsOf(card.card ?? {}).map((button) => button.title)).toContain('Approve');
  });
});
