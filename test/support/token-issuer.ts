import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from 'jose';

type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

/** Microsoft's issuer of the tokens that Teams brings, on this machine: a metadata document, keys, and what they sign. */
export type TokenIssuer = {
  metadataUrl: string;
  /** Signs with one of its keys, under that key's name or another; the header may say more. */
  sign(claims: object, options?: { with?: string; header?: Partial<JWTHeaderParameters> }): Promise<string>;
  /** Adds a key to those that are published. */
  addKey(kid: string, endorsements?: string[] | null): Promise<void>;
  /** Takes a key from those that are published; it signs all the same. */
  withdrawKey(kid: string): void;
  /** What the documents are answered with, where something is the matter with them. */
  answers(how: { status?: number; metadata?: unknown; keys?: unknown } | null): void;
  /** The paths that were asked for, oldest first. */
  asked: string[];
  close(): Promise<void>;
};

export const CONNECTOR_ISSUER = 'https://api.botframework.com';

/** Starts it with one key, 'key-1', which may speak for Teams. */
export async function startTokenIssuer(): Promise<TokenIssuer> {
  const pairs = new Map<string, KeyPair>();
  const published = new Map<string, object>();
  const asked: string[] = [];
  let trouble: { status?: number; metadata?: unknown; keys?: unknown } | null = null;
  const server = http.createServer((request, response) => {
    asked.push(request.url ?? '');
    const isKeys = request.url === '/keys';
    const usual = isKeys
      ? { keys: [...published.values()] }
      : { issuer: CONNECTOR_ISSUER, jwks_uri: `${base}/keys`, id_token_signing_alg_values_supported: ['RS256'] };
    const other = isKeys ? trouble?.keys : trouble?.metadata;
    response.writeHead(trouble?.status ?? 200, { 'content-type': 'application/json' });
    response.end(typeof other === 'string' ? other : JSON.stringify(other ?? usual));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const issuer: TokenIssuer = {
    metadataUrl: `${base}/v1/.well-known/openidconfiguration`,
    sign: (claims, options = {}) => {
      const kid = options.with ?? 'key-1';
      const pair = pairs.get(kid);
      if (!pair) throw new Error(`there is no key ${kid}`);
      const header = { alg: 'RS256', kid, typ: 'JWT', ...options.header } as JWTHeaderParameters;
      return new SignJWT({ ...claims }).setProtectedHeader(header).sign(pair.privateKey);
    },
    addKey: async (kid, endorsements = ['msteams']) => {
      const pair = await generateKeyPair('RS256', { extractable: true });
      pairs.set(kid, pair);
      const jwk = await exportJWK(pair.publicKey);
      published.set(kid, { ...jwk, kid, use: 'sig', ...(endorsements ? { endorsements } : {}) });
    },
    withdrawKey: (kid) => void published.delete(kid),
    answers: (how) => {
      trouble = how;
    },
    asked,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  await issuer.addKey('key-1');
  return issuer;
}
