import http from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { loadSampleAgencies } from '../../app/demo/sample/agencies.ts';
import { demoTenant } from '../../app/demo/tenant.ts';
import type { Chat } from '../../app/walk/teams-stand-in.ts';
import { botSays } from '../../wording/bot-says.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';
import { databaseState } from '../support/database-state.ts';
import { dataOf, only, sendRequest, shown } from '../support/in-teams.ts';

let conversation: Conversation;
let asha: Chat;
let reference: string;

beforeAll(async () => {
  conversation = await startConversation();
  await conversation.channel('cora');
  await loadSampleAgencies(conversation.service.deps);
  asha = await conversation.chat('asha');
  reference = (await sendRequest(asha)).reference;
});
afterAll(() => conversation?.stop());
afterEach(() => expect(conversation.faults.splice(0)).toEqual([]));

type Activity = Record<string, unknown>;
const message = (over: Activity = {}): Activity => ({ ...asha.activity(), type: 'message', text: reference, ...over });
const without = (activity: Activity, key: string) =>
  Object.fromEntries(Object.entries(activity).filter(([k]) => k !== key));

/** Sends it, and gives how it was answered and what was posted; nothing may have changed. */
async function delivered(activity: unknown) {
  const before = await databaseState(conversation);
  const posted = conversation.teams.messages().length;
  const answer = await conversation.teams.deliver(activity);
  expect(await databaseState(conversation)).toEqual(before);
  return { ...answer, posted: conversation.teams.messages().slice(posted) };
}

/** Sends bytes as they are. */
function sent(body: string | Buffer, options: http.RequestOptions = {}): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', ...options.headers };
    const request = http.request(`${conversation.service.url}/api/messages`, { method: 'POST', ...options, headers });
    request.once('error', reject).once('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.once('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    request.end(body);
  });
}

describe('what is no activity is refused with a 4xx and a sentence', () => {
  it.each(['type', 'from', 'conversation', 'recipient', 'channelId', 'serviceUrl'])('one without %s', async (key) => {
    const { status, body, posted } = await delivered(without(message(), key));
    expect(status).toBe(400);
    expect(body).toEqual({ error: `This is not a Teams activity: check ${key}.` });
    expect(posted).toEqual([]);
  });

  it.each<[string, Activity]>([
    ['a number for its type', { type: 7 }],
    ['an empty type', { type: '' }],
    ['a text that is a list', { text: ['queue'] }],
    ['a sender without an id', { from: { aadObjectId: 'x' } }],
    ['a sender that is a text', { from: 'Asha' }],
    ['an object for the sender’s directory id', { from: { id: '29:x', aadObjectId: { $ne: null } } }],
    ['a conversation that is null', { conversation: null }],
    ['a conversation id that is a number', { conversation: { id: 7, conversationType: 'personal' } }],
    ['a kind of conversation nobody knows', { conversation: { id: 'x', conversationType: 'webinar' } }],
    ['another channel than Teams', { channelId: 'webchat' }],
    ['a service URL that is none', { serviceUrl: 'teams' }],
    ['a tenant that is a list', { channelData: { tenant: ['x'] } }],
    ['a directory id with a NUL in it', { from: { id: '29:x', aadObjectId: 'a\u0000b', name: 'Mallory' } }],
    ['a conversation id with a NUL in it', { conversation: { id: 'a\u0000b', conversationType: 'personal' } }],
    ['a card’s id with half a character in it', { replyToId: 'x\ud800' }],
  ])('one with %s', async (_what, over) => {
    const { status, body, posted } = await delivered(message(over));
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain('This is not a Teams activity: check ');
    expect(posted).toEqual([]);
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{"type": "message"'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a text', '"message"'],
    ['deeply nested lists', '['.repeat(100_000)],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28])],
  ])('%s', async (_what, body) => {
    const answer = await sent(body);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body).error).toMatch(/^[A-Z].*\.$/);
  });

  it('two megabytes', async () => {
    const answer = await sent(JSON.stringify(message({ text: 'x'.repeat(2_000_000) })));
    expect(answer).toEqual({ status: 413, body: '{"error":"The activity is too large."}' });
  });

  it('a text longer than any message', async () => {
    expect((await delivered(message({ text: 'x'.repeat(200_001) }))).status).toBe(400);
  });

  it.each(['GET', 'PUT', 'DELETE', 'PATCH'])('%s', async (method) => {
    expect((await sent('', { method })).status).toBe(405);
  });

  it('an encoding nobody can read', async () => {
    const answer = await sent('x', { headers: { 'content-encoding': 'rot13' } });
    expect(answer.status).toBe(415);
  });
});

describe('where replies go', () => {
  it.each([
    ...[
      'https://attacker.example.org/',
      'http://169.254.169.254/latest/',
      'http://10.0.0.1:8080',
      'file:///etc/passwd',
    ],
    ...['http://127.0.0.1.example.org/', 'http://localhost@attacker.example.org/', 'http://0.0.0.0:1/'],
  ])('to %s they do not', async (serviceUrl) => {
    const { status, posted } = await delivered(message({ serviceUrl }));
    expect(status).toBe(403);
    expect(posted).toEqual([]);
  });

  it.each(['attacker.example.org', 'localhost.attacker.example.org', '127.0.0.1.nip.io:3978', ''])(
    'a page elsewhere that calls itself “%s” is refused',
    async (host) => {
      const { port } = new URL(conversation.service.url);
      const headers = host === '' ? {} : { host };
      const answer = await sent(JSON.stringify(message()), { headers, setHost: host !== '', port });
      expect([400, 403]).toContain(answer.status);
      expect(answer.body).not.toContain('Jamie');
    },
  );
});

describe('what Teams sends and nobody has asked', () => {
  it.each<[string, Activity]>([
    ['a reaction', { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] }],
    ['an edit', { type: 'messageUpdate', text: 'queue' }],
    ['a deletion', { type: 'messageDelete' }],
    ['somebody typing', { type: 'typing' }],
    ['a change of members', { type: 'conversationUpdate', membersAdded: [{ id: '29:x' }] }],
    ['the bot’s removal', { type: 'installationUpdate', action: 'remove' }],
    ['a kind to come', { type: 'somethingNew' }],
  ])('%s is taken without a word', async (_what, over) => {
    const { status, posted } = await delivered(message(over));
    expect(status).toBe(200);
    expect(posted).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['without a value', undefined],
    ['with null', null],
    ['with a text', 'submit-request'],
    ['without an action', { trigger: 'manual' }],
    ['with a verb that is a list', { action: { verb: ['take-request'], data: {} } }],
    ['with a verb nobody knows', { action: { verb: 'drop-tables', data: {} } }],
    ['with a verb from the prototype', { action: { verb: 'constructor', data: {} } }],
    ['of another kind', { commandId: 'search' }],
  ])('a press %s is answered with a sentence', async (_what, value) => {
    const { status, body } = await delivered(message({ type: 'invoke', name: 'adaptiveCard/action', value }));
    expect(status).toBe(200);
    expect(body).toMatchObject({ value: botSays.unknownButton });
  });

  it('a press of a client without Action.Execute works too', async () => {
    const value = { verb: 'show-my-requests', page: 1 };
    const { status, posted } = await delivered(message({ text: undefined, value }));
    expect(status).toBe(200);
    expect(shown(only(posted))).toContain(reference);
  });
});

describe('where a person must not be spoken of', () => {
  const inGroup = { id: '19:group@thread.v2', conversationType: 'groupChat', isGroup: true, tenantId: demoTenant.id };
  const elsewhere = { ...inGroup, id: '19:another@thread.tacv2', conversationType: 'channel' };
  const press = () => ({ action: { verb: 'show-my-requests', data: {} } });

  it.each([
    ['a group chat', inGroup],
    ['another channel', elsewhere],
    ['a conversation of no kind', { id: '19:x@thread.v2' }],
  ])('in %s the bot says so, and nothing else', async (_where, place) => {
    for (const text of [reference, 'my requests', 'queue', 'request a meeting']) {
      const { posted } = await delivered(message({ text, conversation: place }));
      expect(shown(only(posted))).toContain(botSays.onlyInPrivate);
      expect(shown(only(posted))).toContain('call 999');
      expect(JSON.stringify(posted)).not.toMatch(/Jamie|MBE-/);
    }
    const { body } = await delivered(message({ type: 'invoke', value: press(), conversation: place }));
    expect(body).toMatchObject({ value: botSays.onlyInPrivate });
    const { posted } = await delivered(message({ type: 'installationUpdate', action: 'add', conversation: place }));
    expect(JSON.stringify(posted)).not.toMatch(/Jamie|MBE-/);
  });

  it('in another tenant nobody is known, and no conversation is remembered', async () => {
    const { db } = conversation.service.deps;
    const known = await db.conversationReference.count();
    const tenant = { tenant: { id: '11111111-1111-4111-8111-111111111111' } };
    for (const over of [{}, { type: 'invoke', value: press() }]) {
      const { status, body, posted } = await delivered(message({ channelData: tenant, ...over }));
      expect({ status, body, posted }).toEqual({ status: 403, body: '', posted: [] });
    }
    expect(await db.conversationReference.count()).toBe(known);
  });

  it('somebody outside the DSR team sees nothing in the channel, whatever they type', async () => {
    const ben = await conversation.channel('ben');
    for (const text of ['queue', reference, 'todos', 'request a meeting']) {
      const said = only(await ben.say(text));
      expect(said.text).toBe(botSays.onlyInPrivate);
    }
  });

  it('without a directory id nobody is anybody', async () => {
    const { posted } = await delivered(message({ from: { id: '29:somebody', name: 'Asha Example' } }));
    expect(shown(only(posted))).toContain(botSays.onlyInPrivate);
  });

  it('a role is never taken from the card or the activity', async () => {
    const from = { ...(asha.activity().from as object), dsrRole: 'coordinator', role: 'admin' };
    const value = {
      action: { verb: 'show-queue', data: { actor: { dsrRole: 'coordinator' }, dsrRole: 'coordinator' } },
    };
    const { body } = await delivered(message({ type: 'invoke', from, value }));
    expect(JSON.stringify(body)).toContain('Only the DSR team can do this');
  });
});

describe('a name from the directory', () => {
  it.each([
    ['a NUL', 'Asha\u0000 Example', 'Asha Example'],
    ['half a character', 'Asha \ud83d Example', 'Asha \ufffd Example'],
    ['a mark that turns the text around', 'Asha \u202egnp.exe', 'Asha gnp.exe'],
    ['a line break', 'Asha\nExample', 'Asha Example'],
  ])('with %s does no harm', async (_what, name, kept) => {
    const from = { ...(asha.activity().from as object), name };
    const answer = await conversation.teams.deliver(message({ from, text: 'request a meeting' }));
    expect(answer.status).toBe(200);
    expect(dataOf(asha.messages().at(-1)?.card ?? null, 'to-step-2')).toHaveProperty('draftId');
    const me = await conversation.service.deps.db.professional.findFirstOrThrow({
      where: { jobRole: 'Social worker' },
    });
    expect(me.name).toBe(kept);
  });
});
