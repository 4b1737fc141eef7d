import { generateKeyPairSync } from 'node:crypto';
import { generate } from 'selfsigned';
import { describe, expect, test } from 'vitest';
import { openGraph } from '../../../services/microsoft/graph-client.ts';
import { GraphFault, type MicrosoftAccount } from '../../../services/microsoft/port.ts';
import { openSignIn, readCertificate } from '../../../services/microsoft/sign-in.ts';
import { systemClock } from '../../../services/platform/time.ts';
import { startFakeGraph } from '../../support/fake-graph/fake-graph.ts';
import { accountOf, appId, asked, recordingLog, secret, tenantId } from '../../support/graph-account.ts';

const certificate = await generate([{ name: 'commonName', value: 'roundtable.example.org' }], {
  keySize: 2048,
  algorithm: 'sha256',
});
const pem = `${certificate.private}\n${certificate.cert}`;
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' });
const other = await generate([{ name: 'commonName', value: 'other.example.org' }], { keySize: 2048 });

function start(account: Partial<MicrosoftAccount> = {}) {
  const fake = startFakeGraph({ clock: systemClock, tenantId, appId, secret, certificate: certificate.cert });
  return { fake, signIn: openSignIn(accountOf(fake, account), { fetch: fake.fetch, clock: systemClock }) };
}

async function faultOf(work: Promise<unknown>): Promise<GraphFault> {
  const fault = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(fault).toBeInstanceOf(GraphFault);
  return fault as GraphFault;
}

describe('The service signs in', () => {
  test('with a secret, with a certificate, and as a managed identity', async () => {
    for (const credential of [
      { kind: 'secret', secret } as const,
      { kind: 'certificate', pem } as const,
      { kind: 'managed-identity' } as const,
    ]) {
      const { fake, signIn } = start({ credential });
      const token = await signIn();
      expect(token.value.split('.')).toHaveLength(3);
      expect(token.lifetimeSeconds).toBeGreaterThan(3500);
      expect(token.lifetimeSeconds).toBeLessThanOrEqual(3600);
      expect(fake.refusals()).toEqual([]);
    }
  });

  test('each time anew: who keeps the token is somebody else', async () => {
    const { signIn } = start();
    expect((await signIn()).value).not.toBe((await signIn()).value);
  });

  test('asks for a token for the Graph that is configured, where it is configured to ask', async () => {
    const seen: { url: string; body: string }[] = [];
    const answer: typeof fetch = async (input, init) => {
      seen.push({ url: String(input), body: String(init?.body ?? '') });
      return Response.json({ token_type: 'Bearer', expires_in: 3599, access_token: 'a token' });
    };
    for (const [authority, graphUrl] of [
      ['https://login.microsoftonline.us', 'https://graph.microsoft.us'],
      ['https://login.partner.microsoftonline.cn', 'https://microsoftgraph.chinacloudapi.cn'],
    ] as const) {
      seen.length = 0;
      const account = { tenantId, appId, credential: { kind: 'secret', secret } as const, authority, graphUrl };
      await openSignIn(account, { fetch: answer, clock: systemClock })();
      const post = seen.at(-1);
      expect(new URL(post?.url ?? '').origin).toBe(authority);
      expect(new URL(post?.url ?? '').pathname).toBe(`/${tenantId}/oauth2/v2.0/token`);
      expect(new URLSearchParams(post?.body).get('scope')).toBe(`${graphUrl}/.default`);
      // Nobody outside that cloud is asked anything.
      expect(new Set(seen.map(({ url }) => new URL(url).origin))).toEqual(new Set([authority]));
    }
  });
});

describe('Signing in that fails', () => {
  test('says by Entra’s code what is wrong, and never by its words', async () => {
    for (const [account, code] of [
      [{ credential: { kind: 'secret', secret: 'another-one' } }, 'AADSTS7000215'],
      [{ credential: { kind: 'certificate', pem: `${other.private}\n${other.cert}` } }, 'AADSTS700027'],
      [{ appId: '00000000-0000-4000-8000-000000000001' }, 'AADSTS700016'],
      [{ tenantId: '00000000-0000-4000-8000-000000000001' }, 'AADSTS90002'],
    ] as const) {
      const fault = await faultOf(start(account).signIn());
      expect([fault.kind, fault.code]).toEqual(['away', code]);
      expect(fault.message).toBe(`away ${code}`);
      expect(fault.cause).toBeUndefined();
    }
  });

  test('is away where Entra cannot be reached, answers nothing that can be read, or asks to wait', async () => {
    for (const [planned, code, seconds] of [
      [{ kind: 'no-connection' }, 'token-ECONNREFUSED', null],
      [{ kind: 'reset', when: 'after' }, 'token-ECONNRESET', null],
      [{ kind: 'timeout', when: 'before' }, 'token-timeout', null],
      [{ kind: 'malformed' }, 'token-unreadable', null],
      [{ kind: 'status', status: 503 }, 'token-endpoint-away', null],
      [{ kind: 'status', status: 429, retryAfter: 40 }, 'token-endpoint-away', 40],
    ] as const) {
      const { fake, signIn } = start();
      fake.faults.next((request) => /token$/.test(request.url.pathname), planned);
      const fault = await faultOf(signIn());
      expect([fault.kind, fault.code, fault.retryAfterSeconds]).toEqual(['away', code, seconds]);
      // The next try is a try: nothing refuses it on the way.
      expect((await signIn()).value).not.toBe('');
    }
  });

  test('writes neither secret nor key nor token to the log, whatever goes wrong', async () => {
    for (const credential of [{ kind: 'secret', secret } as const, { kind: 'certificate', pem } as const]) {
      const fake = startFakeGraph({ clock: systemClock, tenantId, appId, secret, certificate: certificate.cert });
      fake.addMailbox('dsr@example.org');
      const log = recordingLog();
      const graph = openGraph(accountOf(fake, { credential }), {
        fetch: fake.fetch,
        clock: systemClock,
        log,
        pause: async () => {},
      });
      const messages: string[] = [];
      for (const kind of ['unauthorised', 'malformed', 'no-connection'] as const) {
        fake.faults.plan(() => ({ kind }));
        const path = '/users/dsr@example.org/events/nothing';
        messages.push(String((await faultOf(graph.ask({ method: 'GET', path, repeatable: true }))).stack));
        fake.faults.clear();
        await faultOf(graph.ask({ method: 'GET', path, repeatable: true }));
      }
      const written = JSON.stringify([log.lines, messages]);
      expect(log.lines.length).toBeGreaterThan(3);
      for (const hidden of [secret, 'Bearer', 'eyJ', 'PRIVATE KEY', 'example.org', tenantId]) {
        expect(written.replaceAll('fake-graph.example.org', '')).not.toContain(hidden);
      }
    }
  });

  test('happens once for many calls that wait for a token', async () => {
    const { fake } = start();
    const graph = openGraph(accountOf(fake), { fetch: fake.fetch, clock: systemClock, log: recordingLog() });
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => {
        const mailbox = `m${n}@example.org`;
        fake.addMailbox(mailbox);
        return faultOf(
          graph.ask({ method: 'GET', path: `/users/${mailbox}/events/nothing`, repeatable: true, mailbox }),
        );
      }),
    );
    expect(asked(fake, /token$/)).toBe(1);
  });
});

describe('A certificate file', () => {
  test('is read with its parts in any order, and more certificates behind the first', () => {
    const chain = `${certificate.cert}\n${other.cert}`;
    const read = readCertificate(`${chain}\n${certificate.private}`);
    expect(read.thumbprintSha256).toMatch(/^[0-9a-f]{64}$/);
    expect(read).toEqual(readCertificate(`${certificate.private}\n${chain}`));
    expect(read.chain.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
  });

  test('that will not do is refused as the service starts, in words that quote nothing of it', () => {
    const fake = startFakeGraph({ tenantId, appId, secret });
    for (const [file, words] of [
      ['', 'no private key'],
      [certificate.cert, 'no private key'],
      [certificate.private, 'no certificate'],
      [`${other.private}\n${certificate.cert}`, 'not that of its first certificate'],
      [`${curve}\n${certificate.cert}`, 'an RSA key'],
      [`${certificate.private.replace(/[A-Za-z0-9+/]{40}\n/, 'AAAA\n')}\n${certificate.cert}`, 'damaged'],
    ] as const) {
      const account = accountOf(fake, { credential: { kind: 'certificate', pem: file } });
      const open = () => openGraph(account, { fetch: fake.fetch, clock: systemClock, log: recordingLog() });
      expect(open).toThrow(words);
      expect(open).not.toThrow(/BEGIN|AAAA/);
    }
  });
});
