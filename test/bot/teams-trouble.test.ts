import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadSampleAgencies } from '../../app/demo/sample/agencies.ts';
import { cast } from '../../app/demo/tenant.ts';
import type { Chat, PostFault } from '../../app/walk/teams-stand-in.ts';
import { openConversations } from '../../services/notifications/conversation-store.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';
import {
  aboutMe,
  aboutTheMeeting,
  aboutThePerson,
  answered,
  dataOf,
  only,
  sendRequest,
  shown,
  teamCardOf,
} from '../support/in-teams.ts';

let conversation: Conversation;
let asha: Chat;
let cora: Chat;

beforeAll(async () => {
  conversation = await startConversation();
  cora = await conversation.channel('cora');
  await loadSampleAgencies(conversation.service.deps);
  asha = await conversation.chat('asha');
});
afterAll(() => conversation?.stop());
beforeEach(async () => {
  await conversation.settled();
  conversation.faults.length = 0;
  conversation.mailer.sent.length = 0;
});

/** Declines a new request of Asha's while Teams has this trouble with what is posted next. */
async function declined(...trouble: PostFault[]) {
  const sent = await sendRequest(asha);
  const card = await teamCardOf(conversation, cora, sent.reference);
  await cora.press(card, 'Decline');
  conversation.teams.failNextPosts(...trouble);
  const before = asha.messages().length;
  await cora.press(card, 'Decline request', { reason: 'Not something' });
  await conversation.settled();
  return { ...sent, card, news: () => asha.messages().slice(before) };
}
const deliveries = (requestId: string, kind: string) =>
  conversation.service.deps.db.delivery.findMany({ where: { requestId, kind } });
const mailsTo = (address: string) => conversation.mailer.sent.filter((mail) => mail.to.address === address);
/** What the log holds: codes, and nobody's name. */
const logged = () => conversation.faults.map((entry) => entry.event);

describe('when Teams is too busy', () => {
  it.each([429, 412])(
    'a message that was refused with %s is posted later, once, and no mail is sent',
    async (status) => {
      const { requestId, reference, news } = await declined({ status });
      const posted = await conversation.teams.waitFor('the news', () => news()[0]);
      await conversation.settled();
      expect(news()).toEqual([posted]);
      expect(shown(posted)).toContain(reference);
      expect(await deliveries(requestId, 'request-news')).toMatchObject([{ state: 'sent', attempts: 2 }]);
      expect(conversation.mailer.sent).toEqual([]);
    },
  );
});

describe('when Teams says how long it wants quiet', () => {
  it.each([
    ['in seconds', () => '1'],
    // By the clock of the server that says so: the stand-in has this machine's.
    ['as a date', () => new Date(Date.now() + 2_000).toUTCString()],
  ])('%s, nothing is sent to that chat before, and then once', async (_how, retryAfter) => {
    const since = performance.now();
    const { requestId, news } = await declined({ status: 429, retryAfter: retryAfter() });
    await conversation.teams.waitFor('the news', () => news()[0]);
    expect(performance.now() - since).toBeGreaterThan(900);
    await conversation.settled();
    expect(news()).toHaveLength(1);
    expect(await deliveries(requestId, 'request-news')).toMatchObject([{ state: 'sent', attempts: 2 }]);
    expect(conversation.mailer.sent).toEqual([]);
  });
});

describe('when a chat can’t be reached', () => {
  it.each([403, 404])(
    'with %s, the requester is told by mail: the reference and the state, no name',
    async (status) => {
      const { requestId, reference, news } = await declined({ status });
      expect(news()).toEqual([]);
      expect(await deliveries(requestId, 'request-news')).toMatchObject([
        { state: 'failed', lastError: 'unreachable' },
      ]);
      expect(await deliveries(requestId, 'mail-instead')).toMatchObject([{ state: 'sent' }]);
      const mail = mailsTo(cast.asha.email);
      expect(mail).toHaveLength(1);
      expect(JSON.stringify(mail)).toContain(reference);
      expect(JSON.stringify(mail)).not.toMatch(/Jamie|lives from March|Not something/);
      expect(logged()).toEqual(['teams-post-failed']);
    },
  );

  it('it is used again once the person has written in it', async () => {
    await declined({ status: 403 });
    const { db } = conversation.service.deps;
    const chat = { conversationId: asha.conversationId };
    expect((await db.conversationReference.findUniqueOrThrow({ where: chat })).unreachableSince).not.toBeNull();
    await asha.say('help');
    expect((await db.conversationReference.findUniqueOrThrow({ where: chat })).unreachableSince).toBeNull();
    const { news } = await declined();
    expect(news()).toHaveLength(1);
  });
});

describe('when another process was told that a chat can’t be reached', () => {
  it('it is used again all the same once the person has written to this one', async () => {
    await asha.say('help');
    const { db } = conversation.service.deps;
    await openConversations(conversation.service.deps).markUnreachable(asha.conversationId);
    await asha.say('help');
    const chat = { conversationId: asha.conversationId };
    expect((await db.conversationReference.findUniqueOrThrow({ where: chat })).unreachableSince).toBeNull();
  });

  it('an address that Teams has moved to is remembered from whatever arrives, and nothing is written where none changed', async () => {
    const { db } = conversation.service.deps;
    const chat = { conversationId: asha.conversationId };
    const read = () => db.conversationReference.findUniqueOrThrow({ where: chat });
    await db.conversationReference.update({
      where: chat,
      data: { reference: { serviceUrl: 'https://old.example.org/' } },
    });
    await asha.say('help');
    const after = await read();
    expect(after.reference).toMatchObject({ serviceUrl: conversation.teams.serviceUrl });
    conversation.clock.moveBy(60_000);
    await asha.say('help');
    expect(await read()).toEqual(after);
  });
});

describe('when it is unclear whether a message was posted', () => {
  it('it is not posted again: the requester is told by mail, and it is on record', async () => {
    const { requestId, reference, news } = await declined('posted-then-reset');
    expect(news()).toHaveLength(1);
    expect(await deliveries(requestId, 'request-news')).toMatchObject([{ state: 'may-have-been-sent' }]);
    expect(JSON.stringify(mailsTo(cast.asha.email))).toContain(reference);
    conversation.clock.moveBy(3_600_000);
    await conversation.service.sweepNow();
    await conversation.settled();
    expect(news()).toHaveLength(1);
    expect(mailsTo(cast.asha.email)).toHaveLength(1);
  });

  it('also where the line was cut before anything arrived, since the bot cannot know', async () => {
    const { requestId, news } = await declined('reset');
    expect(news()).toEqual([]);
    expect(await deliveries(requestId, 'request-news')).toMatchObject([{ state: 'may-have-been-sent' }]);
    expect(mailsTo(cast.asha.email)).toHaveLength(1);
  });

  it('a server fault counts as unclear', async () => {
    const { requestId, news } = await declined({ status: 502 });
    expect(news()).toEqual([]);
    expect(await deliveries(requestId, 'request-news')).toMatchObject([{ state: 'may-have-been-sent' }]);
    expect(mailsTo(cast.asha.email)).toHaveLength(1);
  });

  it('of a card for the channel the team gets a to-do, and the queue has the request', async () => {
    const card = only(await asha.say('request a meeting'));
    await asha.press(card, 'Next', { ...aboutThePerson, ...aboutMe });
    const before = cora.messages().length;
    conversation.teams.failNextPosts('posted-then-reset');
    const sent = await asha.press(card, 'Send request', aboutTheMeeting);
    const reference = /MBE-\d{4}-\d{4}/.exec(answered(sent))?.[0] ?? '';
    const requestId = String(dataOf(sent.card, 'open-withdraw').requestId);
    await conversation.settled();
    expect(await deliveries(requestId, 'request-for-triage')).toMatchObject([{ state: 'may-have-been-sent' }]);
    const posted = cora.messages().slice(before);
    expect(posted.filter((message) => shown(message).includes('To decide'))).toHaveLength(1);
    expect(posted.map(shown)).toContainEqual(expect.stringMatching(/We cannot tell whether .* arrived/));
    expect(shown(only(await cora.say('todos')))).toContain(reference);
    expect(shown(only(await cora.say('queue')))).toContain(reference);
  });
});

describe('when a message is gone', () => {
  it('its copy is forgotten, and every other copy is brought up to date', async () => {
    const { message, reference, requestId } = await sendRequest(asha);
    const card = await teamCardOf(conversation, cora, reference);
    const second = (await cora.open()).find((posted) => posted.summary?.includes(reference));
    if (!second) throw new Error('the channel shows the open request again');
    const all = conversation.teams.messages();
    all.splice(all.indexOf(second), 1);
    await asha.press(message, 'Withdraw');
    await asha.press(message, 'Withdraw request');
    await conversation.settled();
    expect(shown(card)).toContain('Withdrawn');
    const { db } = conversation.service.deps;
    const copies = await db.sentCard.findMany({ where: { nounId: requestId }, select: { activityId: true } });
    const known = copies.map((copy) => copy.activityId);
    expect(known).toContain(card.activityId);
    expect(known).not.toContain(second.activityId);
    expect(conversation.faults).toEqual([]);
  });
});

describe('when an answer can’t be posted', () => {
  it('Teams is not made to send the question again', async () => {
    conversation.teams.failNextPosts({ status: 500 }, { status: 500 });
    const activity = { ...asha.activity(), type: 'message', text: 'help' };
    expect((await conversation.teams.deliver(activity)).status).toBe(200);
    expect(logged()).toEqual(['turn-failed', 'turn-fault']);
    expect(await asha.say('help')).toHaveLength(1);
  });
});
