import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demoTenant } from '../../app/demo/tenant.ts';
import { type Conversation, startConversation } from '../support/conversation.ts';
import { databaseState } from '../support/database-state.ts';

const APP_ID = '22222222-2222-4222-8222-222222222222';
const ISSUER = 'https://api.botframework.com';
const secret = new TextEncoder().encode('a secret nobody has agreed on, long enough');

let conversation: Conversation;
let key: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
let jwk: object;

beforeAll(async () => {
  const credentials = {
    appId: APP_ID,
    tenantId: demoTenant.id,
    credential: { kind: 'secret', secret: 'not a real one' } as const,
  };
  conversation = await startConversation({ credentials });
  const pair = await generateKeyPair('RS256', { extractable: true });
  key = pair.privateKey;
  jwk = await exportJWK(pair.publicKey);
});
afterAll(() => conversation?.stop());
beforeEach(() => {
  conversation.faults.length = 0;
});

/** The service's own moment, by which a token is judged. */
const seconds = () => Math.floor(conversation.clock.now().getTime() / 1000);
const claims = (over: object = {}) => ({
  iss: ISSUER,
  aud: APP_ID,
  serviceurl: 'https://smba.trafficmanager.net/uk/',
  nbf: seconds() - 60,
  exp: seconds() + 3600,
  ...over,
});
const signed = (over: object = {}, header: object = {}) =>
  new SignJWT(claims(over)).setProtectedHeader({ alg: 'RS256', kid: 'key-1', typ: 'JWT', ...header }).sign(key);
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

const activity = {
  type: 'message',
  id: 'a',
  text: 'queue',
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/uk/',
  from: { id: '29:mallory', aadObjectId: '00000000-0000-4000-8000-000000000003', name: 'Cora Example' },
  recipient: { id: `28:${APP_ID}` },
  conversation: { id: 'a:x', conversationType: 'personal', tenantId: demoTenant.id },
};

async function sent(authorization: string | undefined, body: unknown = activity) {
  const response = await fetch(`${conversation.service.url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.text() };
}

const tokens: [what: string, authorization: () => Promise<string | undefined> | string | undefined][] = [
  ['no token', () => undefined],
  ['an empty header', () => ''],
  ['another scheme', () => 'Basic YWRtaW46YWRtaW4='],
  ['a scheme alone', () => 'Bearer '],
  ['garbage', () => 'Bearer garbage'],
  ['garbage in three parts', () => 'Bearer a.b.c'],
  ['a header that is no JSON', () => `Bearer ${Buffer.from('{').toString('base64url')}.${base64(claims())}.c2ln`],
  ['a header that is null', () => `Bearer ${base64(null)}.${base64(claims())}.c2ln`],
  ['claims that are a list', () => `Bearer ${base64({ alg: 'RS256', kid: 'key-1' })}.${base64([])}.c2ln`],
  ['a token of 100,000 characters', () => `Bearer a.${'b'.repeat(10_000)}.c`],
  ['alg none', () => `Bearer ${new UnsecuredJWT(claims()).encode()}`],
  ['alg none with a signature', () => `Bearer ${base64({ alg: 'none', kid: 'key-1' })}.${base64(claims())}.c2ln`],
  ['alg NoNe', () => `Bearer ${base64({ alg: 'NoNe', kid: 'key-1' })}.${base64(claims())}.c2ln`],
  [
    'HS256, signed with a shared secret',
    async () => `Bearer ${await new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: 'key-1' }).sign(secret)}`,
  ],
  ['one without a key’s name', async () => `Bearer ${await signed({}, { kid: undefined })}`],
  ['one that has expired', async () => `Bearer ${await signed({ exp: seconds() - 3600 })}`],
  ['one that never expires', async () => `Bearer ${await signed({ exp: undefined })}`],
  [
    'one that expires at a text',
    () => `Bearer ${base64({ alg: 'RS256', kid: 'k' })}.${base64(claims({ exp: 'never' }))}.c2ln`,
  ],
  ['one that is not valid yet', async () => `Bearer ${await signed({ nbf: seconds() + 3600 })}`],
  ['one of another issuer', async () => `Bearer ${await signed({ iss: 'https://attacker.example.org' })}`],
  ['one with a key of its own in the header', async () => `Bearer ${await signed({ exp: undefined }, { jwk })}`],
];

describe('in a real tenant', () => {
  it.each(tokens)('%s is answered with 401 and not a word about why', async (_what, authorization) => {
    const before = await databaseState(conversation);
    expect(await sent(await authorization())).toEqual({ status: 401, body: '' });
    expect(await databaseState(conversation)).toEqual(before);
    expect(conversation.faults).toEqual([]);
  });

  it('the token is looked at before the activity', async () => {
    expect(await sent(undefined, { type: 7 })).toEqual({ status: 401, body: '' });
    expect(await sent('Bearer a.b.c', [])).toEqual({ status: 401, body: '' });
  });
});
