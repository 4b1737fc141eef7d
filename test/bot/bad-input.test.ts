import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadSampleAgencies } from '../../app/demo/sample/agencies.ts';
import type { Chat, PostedMessage } from '../../app/walk/teams-stand-in.ts';
import { cardActions } from '../../bot/card-actions.ts';
import { botSays } from '../../wording/bot-says.ts';
import { brokenCardRules } from '../support/card-rules.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';
import { databaseState } from '../support/database-state.ts';
import {
  aboutMe,
  aboutTheMeeting,
  aboutThePerson,
  answered,
  cardsOf,
  copyOf,
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

const db = () => conversation.service.deps.db;

async function asked(over: Record<string, string> = {}) {
  const sent = await sendRequest(asha, over);
  return { ...sent, card: await teamCardOf(conversation, cora, sent.reference) };
}

describe('text that breaks things elsewhere', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what somebody typed
  const templates = '${json(whole)} ${x} {{y}} $data';
  const texts: [what: string, typed: string, kept?: string][] = [
    ['a formula', '=cmd()|calc!A1'],
    ['Markdown', '**bold** [link](https://example.org) # heading `code` ~~gone~~'],
    ['HTML', '<script>alert(1)</script> <b>x</b> &lt;i&gt; <at>Roundtable</at>'],
    ['a card’s own templates', templates],
    ['SQL', `'; DROP TABLE mbe_request; --`],
    ['emoji and other scripts', '👩🏽‍⚕️ Łukasz Żółć 李小龍 محمد'],
    ['NUL and control characters', 'Ja\u0000mie\u0007 \u001b[31mred', 'Jamie [31mred'],
    ['a mark that turns the text around', 'Jamie \u202egnp.exe', 'Jamie gnp.exe'],
    ['half a character', 'Jamie \ud83d!', 'Jamie \ufffd!'],
  ];

  it.each(texts)('%s stays what was typed, in every card and in the database', async (_what, typed, kept = typed) => {
    const { reference, card, message } = await asked({
      'Full name': typed,
      'What is the meeting for': `Purpose ${typed}`,
      individualAnswer: 'Do not invite',
      individualDetail: `Because ${typed}`,
      place: typed,
    });
    const row = await db().mbeRequest.findFirstOrThrow({ where: { reference }, include: { person: true } });
    expect(row.person?.fullName).toBe(kept);
    expect(row.purpose).toBe(`Purpose ${kept}`);
    for (const copy of [card, message]) {
      if (copy.card) expect(brokenCardRules(copy.card as never)).toEqual([]);
    }
    expect(shown(card)).toContain(kept);
    await cora.press(card, 'Ask for information');
    await cora.press(card, 'Send question', { question: `Question ${typed}` });
    await conversation.settled();
    const question = cardsOf(asha, reference).at(-1) as PostedMessage;
    expect(shown(question)).toContain(`Question ${kept}`);
    await asha.press(question, 'Send answer', { answer: `Answer ${typed}` });
    await cora.press(card, 'Decline');
    await cora.press(card, 'Decline request', { reason: 'Another reason', note: `Note ${typed}` });
    await conversation.settled();
    const history = shown(only(await asha.say(`status ${reference}`)));
    for (const word of ['Question', 'Answer', 'Note']) expect(history).toContain(`${word} ${kept}`);
  });

  it('as a draft it comes back as it was typed', async () => {
    for (const [, typed, kept = typed] of texts) {
      const card = only(await asha.say('request a meeting'));
      await asha.press(card, 'Save for later', { 'Full name': typed, 'What is the meeting for': typed });
      await asha.press(card, 'Continue');
      expect([valueIn(card, 'personName'), valueIn(card, 'purpose')]).toEqual([kept, kept]);
    }
  });

  it('as a command it is not understood, and nothing more', async () => {
    const before = await databaseState(conversation);
    for (const [, typed] of texts) {
      expect(shown(only(await asha.say(typed))), typed).toContain('Sorry, I did not understand that');
      expect(shown(only(await asha.say(`status ${typed} 1`))), typed).toMatch(/could not find|did not understand/);
    }
    expect(await databaseState(conversation)).toEqual(before);
  });
});

describe('text that is far too long', () => {
  const long = 'Very long. '.repeat(4_600);

  it('in the purpose is marked with what to do, as much of it as fits is kept, and nothing is stored', async () => {
    const before = await databaseState(conversation);
    const card = only(await asha.say('request a meeting'));
    const answer = await asha.press(card, 'Next', { ...aboutThePerson, ...aboutMe, 'What is the meeting for': long });
    expect(answered(answer)).toContain('Error: Shorten the purpose of the meeting to 4,000 characters or fewer.');
    expect(valueIn(card, 'purpose')).toBe(long.slice(0, valueIn(card, 'purpose')?.length));
    expect(brokenCardRules(card.card as never)).toEqual([]);
    expect(await databaseState(conversation)).toEqual(before);
  });

  it('in any field of any form is refused on a card that Teams can show', async () => {
    const { card } = await asked();
    const before = await databaseState(conversation);
    await cora.press(card, 'Decline');
    const declined = await cora.press(card, 'Decline request', { reason: 'Another reason', note: long });
    expect(answered(declined)).toContain('Error: Shorten this to 4,000 characters or fewer.');
    await cora.press(card, 'Back');
    await cora.press(card, 'Ask for information');
    const question = await cora.press(card, 'Send question', { question: long });
    expect(answered(question)).toContain('Error: Shorten this to 4,000 characters or fewer.');
    await cora.press(card, 'Back');
    await cora.press(card, 'Approve');
    const approved = await cora.press(card, 'Approve request', { purposeCategory: 'Other', furtherPeople: long });
    expect(answered(approved)).toContain('Error: ');
    for (const answer of [declined, question, approved]) expect(brokenCardRules(answer.card as never)).toEqual([]);
    expect(await databaseState(conversation)).toEqual(before);
  });
});

describe('a press that comes twice', () => {
  it('sending a request: one request, one card in the channel', async () => {
    const card = only(await asha.say('request a meeting'));
    await asha.press(card, 'Next', { ...aboutThePerson, ...aboutMe });
    const before = await db().mbeRequest.count({ where: { state: 'submitted' } });
    const posted = cora.messages().length;
    const copies = [copyOf(card), copyOf(card), copyOf(card)];
    const answers = await Promise.all(copies.map((copy) => asha.press(copy, 'Send request', aboutTheMeeting)));
    answers.push(await asha.press(copyOf(card), 'Send request', aboutTheMeeting));
    const references = answers.map((answer) => /MBE-\d{4}-\d{4}/.exec(answered(answer))?.[0]);
    expect(new Set(references).size).toBe(1);
    await conversation.settled();
    expect(await db().mbeRequest.count({ where: { state: 'submitted' } })).toBe(before + 1);
    expect(cora.messages().length).toBe(posted + 1);
  });

  type Step = [open: string, press: string, fill: Record<string, string>];
  const steps: Step[] = [
    ['Approve', 'Approve request', { purposeCategory: 'Other' }],
    ['Decline', 'Decline request', { reason: 'Not something' }],
    ['Ask for information', 'Send question', { question: 'Who?' }],
  ];
  it.each(steps)('%s: done once, and the second answer shows the present state', async (open, press, fill) => {
    const { card, requestId } = await asked();
    await cora.press(card, open);
    const copies = [copyOf(card), copyOf(card), copyOf(card)];
    const late = copyOf(card);
    const answers = await Promise.all(copies.map((copy) => cora.press(copy, press, fill)));
    await conversation.settled();
    const once = await databaseState(conversation);
    answers.push(await cora.press(late, press, fill));
    for (const answer of answers) expect(answered(answer)).not.toMatch(/was first|Somebody changed/);
    expect(await databaseState(conversation)).toEqual(once);
    expect(await db().meeting.count({ where: { requestId } })).toBe(open === 'Approve' ? 1 : 0);
    expect(await db().informationRequest.count({ where: { requestId } })).toBe(open === 'Ask for information' ? 1 : 0);
    const news = await db().delivery.count({ where: { requestId, kind: 'request-news' } });
    expect(news).toBe(1);
  });

  it('taking and withdrawing: the second changes nothing', async () => {
    const { card, message } = await asked();
    const [take, again] = [copyOf(card), copyOf(card)];
    await cora.press(take, 'Take');
    const taken = await databaseState(conversation);
    expect(answered(await cora.press(again, 'Take'))).toContain('Cora Example');
    expect(await databaseState(conversation)).toEqual(taken);
    await asha.press(message, 'Withdraw');
    const late = copyOf(message);
    const copies = [copyOf(message), copyOf(message)];
    await Promise.all(copies.map((copy) => asha.press(copy, 'Withdraw request')));
    const withdrawn = await databaseState(conversation);
    expect(answered(await asha.press(late, 'Withdraw request'))).toContain('Withdrawn');
    expect(await databaseState(conversation)).toEqual(withdrawn);
  });
});

describe('a stale card', () => {
  it('decided on after the request has changed: what was typed is kept, nothing is done, who changed it can be seen', async () => {
    const { card } = await asked();
    await cora.press(card, 'Approve');
    const stale = copyOf(card);
    await dev.press(await freshTeamCard(card), 'Take');
    const before = await databaseState(conversation);
    const answer = await cora.press(stale, 'Approve request', { purposeCategory: 'Other', neededBy: '2027-03-01' });
    expect(answered(answer)).toContain('Somebody changed this request while you had it open.');
    expect(valueIn(stale, 'neededBy')).toBe('2027-03-01');
    expect(await databaseState(conversation)).toEqual(before);
    expect(answered(await cora.press(stale, 'Back'))).toContain('Dev Example');
  });

  it.each(['Approve', 'Decline', 'Ask for information'])(
    '%s after the requester has withdrawn: says so',
    async (open) => {
      const { card, message } = await asked();
      const stale = copyOf(card);
      await asha.press(message, 'Withdraw');
      await asha.press(message, 'Withdraw request');
      const before = await databaseState(conversation);
      const answer = await cora.press(stale, open);
      expect(answered(answer)).toMatch(/can no longer be done, because the request is withdrawn/);
      expect(await databaseState(conversation)).toEqual(before);
    },
  );

  it('a draft that was sent, or deleted, is not brought back', async () => {
    const card = only(await asha.say('request a meeting'));
    await asha.press(card, 'Save for later', { 'Full name': 'To Go' });
    const { draftId } = dataOf(card.card, 'open-draft');
    const stale = only(await asha.say('my requests'));
    await pressForged(asha, stale, 'discard-draft', { draftId, sure: 'yes' });
    const before = await databaseState(conversation);
    const opened = await pressForged(asha, stale, 'open-draft', { draftId });
    expect(answered(opened)).toContain('This draft is no longer there');
    const deleted = await pressForged(asha, stale, 'discard-draft', { draftId, sure: 'yes' });
    expect(answered(deleted)).toContain('Draft deleted');
    expect(await databaseState(conversation)).toEqual(before);
  });

  /** The card as another member of the team has it before them. */
  async function freshTeamCard(card: PostedMessage): Promise<PostedMessage> {
    const { requestId } = dataOf(card.card, 'approve-request');
    const copy = copyOf(card);
    copy.card = (await pressForged(dev, copy, 'show-request', { requestId })).card;
    return copy;
  }
});

describe('data that do not fit', () => {
  const hostile: unknown[] = [null, [], 'text', 7, { requestId: { $ne: null } }, { draftId: ['x'], meetingId: 'x' }];
  const id = randomUUID();
  const far = {
    requestId: id,
    draftId: id,
    meetingId: id,
    todoId: id,
    inviteeId: id,
    outcomeId: id,
    otherRequestId: id,
  };
  hostile.push({ ...far, press: 'again', version: -1, page: -1, step: 9, saves: 'x', go: 'x', secure: 'perhaps' });
  hostile.push({ ...far, press: id, version: 1e300, page: 1e9, step: 1, saves: 2 ** 40, filter: 'everything' });
  hostile.push(Object.fromEntries(Object.keys(far).map((key) => [key, `${id}\u0000`])));

  it.each(cardActions.map(({ verb }) => verb))('%s answers them with a sentence or the present state', async (verb) => {
    for (const chat of [cora, asha]) {
      const card = chat.messages().at(-1) as PostedMessage;
      for (const data of hostile) {
        const answer = await pressForged(chat, card, verb, data);
        expect(answer.status).toBe(200);
        expect(answered(answer)).not.toBe('');
        expect(answer.words).not.toBe(botSays.fault);
      }
    }
  });
});
