import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KeysUnavailable, openTeamsKeys, type TeamsKeys } from '../../../bot/teams-keys.ts';
import { movableClock } from '../../../services/platform/time.ts';
import { ordinaryMorning, silentLog } from '../../support/deps.ts';
import { CONNECTOR_ISSUER, startTokenIssuer, type TokenIssuer } from '../../support/token-issuer.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let issuer: TokenIssuer;
let clock: ReturnType<typeof movableClock>;
let keys: TeamsKeys;

beforeEach(async () => {
  issuer = await startTokenIssuer();
  clock = movableClock(ordinaryMorning);
  keys = openTeamsKeys(issuer.metadataUrl, { fetch: globalThis.fetch, clock, log: silentLog });
});
afterEach(() => issuer.close());

/** How often both documents were read. */
const readings = () => issuer.asked.filter((path) => path === '/keys').length;

describe('the keys that Teams signs with', () => {
  test('are read when they are first needed, once for everybody who waits, and then kept for a day', async () => {
    expect(issuer.asked).toEqual([]);
    const found = await Promise.all([keys.find('key-1'), keys.find('key-1'), keys.issuer()]);
    expect(found[0]?.endorsements).toEqual(['msteams']);
    expect(found[2]).toBe(CONNECTOR_ISSUER);
    clock.moveBy(23 * HOUR);
    await keys.find('key-1');
    expect(readings()).toBe(1);
    clock.moveBy(2 * HOUR);
    await keys.find('key-1');
    expect(readings()).toBe(2);
  });

  test('a new key is found as soon as something is signed with it', async () => {
    await keys.find('key-1');
    await issuer.addKey('key-2');
    clock.moveBy(6 * MINUTE);
    expect(await keys.find('key-2')).toBeDefined();
  });

  test('strangers who make up keys do not make us ask each time', async () => {
    await keys.find('key-1');
    clock.moveBy(6 * MINUTE);
    for (let n = 0; n < 50; n++) expect(await keys.find(`made-up-${n}`)).toBeUndefined();
    expect(readings()).toBe(2);
  });

  test('a key that is published no more is used no more, after a day at most', async () => {
    await issuer.addKey('key-2');
    await keys.find('key-1');
    issuer.withdrawKey('key-1');
    clock.moveBy(24 * HOUR);
    expect(await keys.find('key-1')).toBeUndefined();
  });

  test('while they cannot be had, those that are known hold for three days; then nobody is let in', async () => {
    await keys.find('key-1');
    issuer.answers({ status: 503 });
    clock.moveBy(71 * HOUR);
    expect(await keys.find('key-1')).toBeDefined();
    clock.moveBy(2 * HOUR);
    await expect(keys.find('key-1')).rejects.toThrow(KeysUnavailable);
    await expect(keys.issuer()).rejects.toThrow(KeysUnavailable);
    issuer.answers(null);
    clock.moveBy(11_000);
    expect(await keys.find('key-1')).toBeDefined();
  });

  test.each<[string, NonNullable<Parameters<TokenIssuer['answers']>[0]>]>([
    ['a refusal', { status: 404 }],
    ['no JSON', { metadata: '<html>' }],
    ['a document without keys', { metadata: { issuer: CONNECTOR_ISSUER } }],
    ['no keys', { keys: { keys: [] } }],
    ['keys that are none', { keys: { keys: [{ kty: 'RSA', kid: 'key-1', n: '', e: '' }] } }],
    ['a secret for a key', { keys: { keys: [{ kty: 'oct', kid: 'key-1', k: 'c2VjcmV0' }] } }],
    ['a list', { keys: '[]' }],
  ])('%s in their place lets nobody in, and is asked for again a little later', async (_what, trouble) => {
    issuer.answers(trouble);
    await expect(keys.find('key-1')).rejects.toThrow(KeysUnavailable);
    const asked = issuer.asked.length;
    await expect(keys.find('key-1')).rejects.toThrow(KeysUnavailable);
    expect(issuer.asked).toHaveLength(asked);
    issuer.answers(null);
    clock.moveBy(11_000);
    expect(await keys.find('key-1')).toBeDefined();
  });

  test('keys at a weaker address than the metadata’s are not taken', async () => {
    const fetch = async () =>
      new Response(JSON.stringify({ issuer: CONNECTOR_ISSUER, jwks_uri: 'http://x.example.org/' }));
    const weak = openTeamsKeys('https://login.example.org/openid', { fetch, clock, log: silentLog });
    await expect(weak.find('key-1')).rejects.toThrow(KeysUnavailable);
  });
});
