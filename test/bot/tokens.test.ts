import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demoTenant } from '../../app/demo/tenant.ts';
import type { Conversation } from '../support/conversation.ts';
import { databaseState } from '../support/database-state.ts';
import { APP_ID, type RealTenant, startRealTenant } from '../support/real-tenant.ts';
import type { TokenIssuer } from '../support/token-issuer.ts';

const SMBA = 'https://smba.trafficmanager.net/uk/';
const secret = new TextEncoder().encode('a secret nobody has agreed on, long enough');

let tenant: RealTenant;
let conversation: Conversation;
let issuer: TokenIssuer;
let stranger: Awaited<ReturnType<typeof generateKeyPair>>;

beforeAll(async () => {
  tenant = await startRealTenant();
  ({ conversation, issuer } = tenant);
  stranger = await generateKeyPair('RS256', { extractable: true });
  await issuer.addKey('web-chat', ['webchat', 'directline']);
  await issuer.addKey('nobody', null);
});
afterAll(() => tenant?.stop());
beforeEach(() => {
  conversation.faults.length = 0;
});

const seconds = () => Math.floor(conversation.clock.now().getTime() / 1000);
const claims = (over: object = {}) => tenant.claims(over);
const signed = (over: object = {}, header: object = {}) => issuer.sign(claims(over), { header });
const bearer = async (token: Promise<string> | string) => `Bearer ${await token}`;
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
/** Signed with a key of somebody else, under the name of one that Microsoft publishes. */
const forged = async (header: object = {}) =>
  new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', kid: 'key-1', ...header }).sign(stranger.privateKey);

const activity = (over: object = {}) => ({
  type: 'message',
  id: 'a',
  text: 'queue',
  channelId: 'msteams',
  serviceUrl: SMBA,
  from: { id: '29:mallory', aadObjectId: '00000000-0000-4000-8000-000000000003', name: 'Cora Example' },
  recipient: { id: `28:${APP_ID}` },
  conversation: { id: 'a:x', conversationType: 'personal', tenantId: demoTenant.id },
  ...over,
});

async function sent(authorization: string | undefined, body: unknown = activity()) {
  const response = await fetch(`${conversation.service.url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: await response.text(), asked: response.headers.get('www-authenticate') };
}

/** What the metrics say of activities that were refused, by why. */
async function refused(because: string): Promise<number> {
  const text = await (await fetch(`${conversation.service.url}/metrics`)).text();
  return Number(new RegExp(`activities_refused_total{because="${because}"} (\\d+)`).exec(text)?.[1] ?? 0);
}

const wrongTokens: [
  what: string,
  because: string,
  authorization: () => Promise<string | undefined> | string | undefined,
][] = [
  ['no token', 'no-token', () => undefined],
  ['an empty header', 'no-token', () => ''],
  ['another scheme', 'malformed-token', () => 'Basic YWRtaW46YWRtaW4='],
  ['a scheme alone', 'malformed-token', () => 'Bearer '],
  ['garbage', 'malformed-token', () => 'Bearer garbage'],
  ['garbage in three parts', 'malformed-token', () => 'Bearer a.b.c'],
  ['two tokens', 'malformed-token', async () => `${await bearer(signed())} ${await signed()}`],
  [
    'a header that is no JSON',
    'malformed-token',
    () => `Bearer ${Buffer.from('{').toString('base64url')}.${base64({})}.c2ln`,
  ],
  ['a header that is null', 'malformed-token', () => `Bearer ${base64(null)}.${base64(claims())}.c2ln`],
  ['claims that are a list', 'signature', () => `Bearer ${base64({ alg: 'RS256', kid: 'key-1' })}.${base64([])}.c2ln`],
  ['a token of 10,000 characters', 'malformed-token', () => `Bearer a.${'b'.repeat(10_000)}.c`],
  ['alg none', 'algorithm', () => `Bearer ${new UnsecuredJWT(claims()).encode()}x`],
  [
    'alg none with a signature',
    'algorithm',
    () => `Bearer ${base64({ alg: 'none', kid: 'key-1' })}.${base64(claims())}.c2ln`,
  ],
  ['alg NoNe', 'algorithm', () => `Bearer ${base64({ alg: 'NoNe', kid: 'key-1' })}.${base64(claims())}.c2ln`],
  [
    'HS256, signed with a shared secret',
    'algorithm',
    () => bearer(new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: 'key-1' }).sign(secret)),
  ],
  [
    'HS256, signed with the public key as everybody can read it',
    'algorithm',
    async () => {
      const published = JSON.stringify(await exportJWK(stranger.publicKey));
      const key = new TextEncoder().encode(published);
      return bearer(new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: 'key-1' }).sign(key));
    },
  ],
  ['one without a key’s name', 'unknown-key', () => bearer(signed({}, { kid: undefined }))],
  ['one of a key that is not published', 'unknown-key', () => bearer(forged({ kid: 'key-of-mallory' }))],
  ['one of a key by the name of something every object has', 'unknown-key', () => bearer(forged({ kid: '__proto__' }))],
  ['one that another key has signed', 'signature', () => bearer(forged())],
  [
    'one that brings its own key',
    'signature',
    async () => bearer(forged({ jwk: await exportJWK(stranger.publicKey) })),
  ],
  [
    'one whose claims were changed after it was signed',
    'signature',
    async () => {
      const [header, , signature] = (await signed()).split('.');
      return `Bearer ${header}.${base64(claims({ exp: seconds() + 90_000 }))}.${signature}`;
    },
  ],
  ['one that has expired', 'expired', () => bearer(signed({ exp: seconds() - 3600 }))],
  ['one that expired longer ago than clocks differ', 'expired', () => bearer(signed({ exp: seconds() - 301 }))],
  ['one that never expires', 'expired', () => bearer(signed({ exp: undefined }))],
  ['one that expires at a text', 'expired', () => bearer(signed({ exp: 'never' }))],
  ['one that is not valid yet', 'not-yet-valid', () => bearer(signed({ nbf: seconds() + 3600 }))],
  ['one of another issuer', 'issuer', () => bearer(signed({ iss: 'https://attacker.example.org' }))],
  ['one that Entra issued', 'issuer', () => bearer(signed({ iss: `https://sts.windows.net/${demoTenant.id}/` }))],
  ['one without an issuer', 'issuer', () => bearer(signed({ iss: undefined }))],
  ['one for another bot', 'audience', () => bearer(signed({ aud: '99999999-9999-4999-8999-999999999999' }))],
  ['one for nobody', 'audience', () => bearer(signed({ aud: undefined }))],
  ['one whose service URL is a list', 'claims', () => bearer(signed({ serviceurl: [SMBA] }))],
];

describe('a wrong token', () => {
  it.each(wrongTokens)('%s is answered with 401 and not a word about why', async (_what, because, authorization) => {
    const before = await databaseState(conversation);
    const counted = await refused(because);
    expect(await sent(await authorization())).toEqual({ status: 401, body: '', asked: 'Bearer' });
    expect(await databaseState(conversation)).toEqual(before);
    expect(await refused(because)).toBe(counted + 1);
    expect(conversation.faults).toEqual([]);
  });

  it('is looked at before the activity, and before its body is read', async () => {
    const nothing = { status: 401, body: '', asked: 'Bearer' };
    expect(await sent(undefined, { type: 7 })).toEqual(nothing);
    expect(await sent('Bearer a.b.c', [])).toEqual(nothing);
    expect(await sent(undefined, '{"type": "message"')).toEqual(nothing);
    expect(await sent(undefined, `"${'x'.repeat(2_000_000)}"`)).toEqual(nothing);
  });
});

describe('a good token with something it was not made for', () => {
  const other = '11111111-1111-4111-8111-111111111111';
  it.each<[what: string, because: string, token: () => Promise<string>, over: object]>([
    ['another service URL', 'service-url', () => signed(), { serviceUrl: 'https://attacker.example.org/' }],
    ['another of Teams’ own', 'service-url', () => signed(), { serviceUrl: 'https://smba.trafficmanager.net/emea/' }],
    ['a service URL it does not name', 'service-url', () => signed({ serviceurl: undefined }), {}],
    [
      'the address it names, which is not Teams’',
      'service-url',
      () => signed({ serviceurl: 'https://teams.example.org/' }),
      { serviceUrl: 'https://teams.example.org/' },
    ],
    ['no service URL', 'service-url', () => signed(), { serviceUrl: undefined }],
    ['another channel', 'channel', () => signed(), { channelId: 'webchat' }],
    ['no channel', 'channel', () => signed(), { channelId: undefined }],
    ['the key of another channel', 'channel', () => issuer.sign(claims(), { with: 'web-chat' }), {}],
    ['a key that may speak for no channel', 'channel', () => issuer.sign(claims(), { with: 'nobody' }), {}],
    ['another tenant', 'tenant', () => signed(), { channelData: { tenant: { id: other } } }],
    [
      'two tenants',
      'tenant',
      () => signed(),
      {
        channelData: { tenant: { id: demoTenant.id } },
        conversation: { id: 'a:x', conversationType: 'personal', tenantId: other },
      },
    ],
    ['no tenant', 'tenant', () => signed(), { conversation: { id: 'a:x', conversationType: 'personal' } }],
    ['a token of another tenant', 'tenant', () => signed({ tid: other }), {}],
  ])('%s is answered with 403 and not a word about why', async (_what, because, token, over) => {
    const before = await databaseState(conversation);
    const counted = await refused(because);
    expect(await sent(await bearer(token()), activity(over))).toEqual({ status: 403, body: '', asked: null });
    expect(await databaseState(conversation)).toEqual(before);
    expect(await refused(because)).toBe(counted + 1);
    expect(conversation.faults).toEqual([]);
  });

  it('a body that is none is refused as anywhere else', async () => {
    expect((await sent(await bearer(signed()), '{')).status).toBe(400);
    expect((await sent(await bearer(signed()), [])).status).toBe(403);
    expect((await sent(await bearer(signed()), activity({ from: null }))).status).toBe(400);
  });
});

describe('a good token', () => {
  it('lets people in, and their answers come from the bot’s own sign-in', async () => {
    const asha = await conversation.chat('asha');
    const [help] = await asha.say('help');
    expect(JSON.stringify(help?.card)).toContain('How I can help');
    // Only where the app package is in Teams is there a message action.
    expect(JSON.stringify(help?.card)).toContain('choose “Request an MbE”');
    const signedBy = conversation.teams.authorizations().at(-1) ?? '';
    const told = JSON.parse(Buffer.from(signedBy.split('.')[1] ?? '', 'base64url').toString());
    expect(told).toMatchObject({ aud: 'https://api.botframework.com' });
    expect(conversation.faults).toEqual([]);
  });

  it('may be a little older or younger than our clock says', async () => {
    const asha = await conversation.chat('asha');
    for (const over of [{ exp: seconds() - 200 }, { nbf: seconds() + 200 }]) {
      const token = issuer.sign(claims({ serviceurl: conversation.teams.serviceUrl, ...over }));
      const answer = await sent(await bearer(token), { ...asha.activity(), type: 'message', text: 'help' });
      expect(answer).toEqual({ status: 200, body: '', asked: null });
    }
  });

  it('and the secret is worth nothing in it: what somebody says of themselves gives no role', async () => {
    const ben = await conversation.chat('ben');
    const [answer] = await ben.say('queue');
    expect(JSON.stringify(answer)).toContain('Only the DSR team can do this');
  });
});
