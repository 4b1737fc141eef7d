import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import {
  AuthError,
  ConfidentialClientApplication,
  type INetworkModule,
  ManagedIdentityApplication,
} from '@azure/msal-node';
import { type Clock, systemClock } from '../platform/time.ts';
import { msalNetwork } from './msal-network.ts';
import { GraphFault, type MicrosoftAccount } from './port.ts';

/** A token fresh from Entra, and how long it is good for. */
export type FreshToken = { value: string; lifetimeSeconds: number };

/** Entra's codes for what it does not like about us, such as AADSTS7000222: the secret has expired. */
const ENTRA_CODE = /\bAADSTS\d{4,9}\b/;

/**
 * Signs in as the application by `@azure/msal-node`: with its secret, its certificate, or as the managed identity of the
 * machine. Each call asks anew; who keeps tokens is `openTokens`.
 *
 * @returns a function that asks for a token for Graph; it throws a GraphFault 'away' with Entra's code, never with its words,
 *   which name the tenant and the application
 */
export function openSignIn(
  account: MicrosoftAccount,
  { fetch, clock }: { fetch: typeof globalThis.fetch; clock: Clock },
): () => Promise<FreshToken> {
  // msal wraps what its network throws in words of its own, and forgets what it was.
  let broken: GraphFault | null = null;
  const network = msalNetwork(fetch, clock, (fault) => {
    broken = fault;
  });
  // A new application after each failure: msal would otherwise refuse by itself, and by the system's clock, for a minute.
  let ask: ReturnType<typeof askerFor> | null = askerFor(account, network);
  return async () => {
    ask ??= askerFor(account, network);
    broken = null;
    try {
      const result = await ask();
      if (result === null || result.accessToken === '' || result.expiresOn === null) {
        throw new GraphFault('away', { code: 'token-missing' });
      }
      // msal counts by the system's clock, and so must whoever asks what is left.
      const left = (result.expiresOn.getTime() - systemClock.now().getTime()) / 1000;
      return { value: result.accessToken, lifetimeSeconds: Math.floor(left) };
    } catch (fault) {
      ask = null;
      throw broken ?? signInFault(fault);
    }
  };
}

/** Asks msal in the way of the credential, past what msal itself keeps. */
function askerFor(account: MicrosoftAccount, network: INetworkModule) {
  if (account.credential.kind === 'managed-identity') {
    const identity = new ManagedIdentityApplication({
      managedIdentityIdParams: { userAssignedClientId: account.appId },
      system: { networkClient: network, disableInternalRetries: true },
    });
    return () => identity.acquireToken({ resource: account.graphUrl, forceRefresh: true });
  }
  const application = new ConfidentialClientApplication({
    auth: {
      clientId: account.appId,
      authority: `${account.authority}/${account.tenantId}`,
      // Also one that msal has never heard of: what is configured is what is asked, and nobody else is asked whether it exists.
      knownAuthorities: [new URL(account.authority).host],
      authorityMetadata: endpointsOf(account),
      ...clientCredential(account.credential),
    },
    system: { networkClient: network },
  });
  const scopes = [`${account.graphUrl}/.default`];
  return () => application.acquireTokenByClientCredential({ scopes, skipCache: true });
}

/** Entra's addresses, which are built alike in every cloud: looked up, they would be one more thing that can be away. */
function endpointsOf({ authority, tenantId }: MicrosoftAccount): string {
  const base = `${authority}/${tenantId}`;
  return JSON.stringify({
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    issuer: `${base}/v2.0`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
  });
}

function clientCredential(credential: Exclude<MicrosoftAccount['credential'], { kind: 'managed-identity' }>) {
  if (credential.kind === 'secret') return { clientSecret: credential.secret };
  const { privateKey, thumbprintSha256, chain } = readCertificate(credential.pem);
  return { clientCertificate: { privateKey, thumbprintSha256, x5c: chain } };
}

/**
 * The parts of a PEM file with a private key and its certificate, in any order.
 *
 * @throws Error that says which part is missing or does not fit, and quotes nothing of the file
 */
export function readCertificate(pem: string): { privateKey: string; thumbprintSha256: string; chain: string } {
  const key = /-----BEGIN ((?:RSA |EC )?PRIVATE KEY)-----[\s\S]+?-----END \1-----/.exec(pem)?.[0];
  const certificates = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  const [first] = certificates;
  if (key === undefined) throw new Error('The certificate file has no private key in it (PEM, without a password).');
  if (first === undefined) throw new Error('The certificate file has no certificate in it (PEM).');
  let certificate: X509Certificate;
  let privateKey: KeyObject;
  try {
    certificate = new X509Certificate(first);
    privateKey = createPrivateKey(key);
  } catch {
    throw new Error('The certificate file cannot be read: the key or the certificate in it is damaged.');
  }
  if (privateKey.asymmetricKeyType !== 'rsa')
    throw new Error('The certificate has to have an RSA key: Entra takes no other.');
  if (!certificate.checkPrivateKey(privateKey))
    throw new Error('The private key in the certificate file is not that of its first certificate.');
  const thumbprintSha256 = certificate.fingerprint256.replaceAll(':', '').toLowerCase();
  return { privateKey: key, thumbprintSha256, chain: certificates.join('\n') };
}

/** What went wrong while signing in, without Entra's words: they name the tenant, and quote what was sent. */
function signInFault(fault: unknown): GraphFault {
  if (fault instanceof GraphFault) return fault;
  if (fault instanceof AuthError) {
    const entra = ENTRA_CODE.exec(fault.message)?.[0];
    return new GraphFault('away', {
      code: entra ?? (/^[a-z_]{3,60}$/.test(fault.errorCode) ? fault.errorCode : 'token-refused'),
    });
  }
  return new GraphFault('away', { code: 'token-refused' });
}
