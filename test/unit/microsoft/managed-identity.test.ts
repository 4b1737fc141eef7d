import { afterEach, describe, expect, test, vi } from 'vitest';
import { openSignIn } from '../../../services/microsoft/sign-in.ts';
import { systemClock } from '../../../services/platform/time.ts';
import { appId, tenantId } from '../../support/graph-account.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

// In a file of its own: msal looks once a process where a managed identity is kept.
describe('The managed identity of a container app', () => {
  test('is asked for its token at the address and with the header of that machine, and nowhere else', async () => {
    vi.stubEnv('IDENTITY_ENDPOINT', 'http://127.0.0.1:42356/msi/token');
    vi.stubEnv('IDENTITY_HEADER', 'a-header-of-this-machine');
    const seen: { url: URL; headers: Headers }[] = [];
    const answer: typeof fetch = async (input, init) => {
      seen.push({ url: new URL(String(input)), headers: new Headers(init?.headers ?? {}) });
      const expiresOn = Math.floor(systemClock.now().getTime() / 1000) + 86_000;
      return Response.json({ access_token: 'a token', expires_on: String(expiresOn), token_type: 'Bearer' });
    };
    const graphUrl = 'https://graph.microsoft.com';
    const authority = 'https://login.microsoftonline.com';
    const account = { tenantId, appId, credential: { kind: 'managed-identity' } as const, authority, graphUrl };
    const token = await openSignIn(account, { fetch: answer, clock: systemClock })();
    expect(token.value).toBe('a token');
    expect(token.lifetimeSeconds).toBeGreaterThan(80_000);
    expect(seen).toHaveLength(1);
    expect(seen[0]?.url.origin).toBe('http://127.0.0.1:42356');
    expect(seen[0]?.headers.get('x-identity-header')).toBe('a-header-of-this-machine');
    expect(Object.fromEntries(seen[0]?.url.searchParams ?? [])).toMatchObject({ client_id: appId, resource: graphUrl });
  });
});
